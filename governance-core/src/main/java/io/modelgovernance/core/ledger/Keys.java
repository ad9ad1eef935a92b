package io.modelgovernance.core.ledger;

import io.modelgovernance.Digest;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordKey;
import java.nio.charset.StandardCharsets;

/** Where each kind of record is kept: everything a gate reads about a model lies in that model's scope. */
public final class Keys {
    /** Kind of a model's state. */
    public static final String MODEL = "model";
    /** Kind of a version's content. */
    public static final String VERSION = "version";
    /** Kind of a version's listing. */
    public static final String LISTING = "listing";
    /** Kind of how long a version has to be kept. */
    public static final String RETENTION = "retention";
    /** Kind of the owner of a version's label. */
    public static final String VERSION_LABEL = "version-label";
    /** Kind of a leave to vote in somebody's stead. */
    public static final String DELEGATION = "delegation";
    /** Kind of a declared conflict of interest. */
    public static final String INTEREST = "interest";
    /** Kind of an alias. */
    public static final String ALIAS = "alias";
    /** Kind of what an alias stood for, recorded afterwards; the alias's name follows. */
    public static final String ALIAS_CORRECTION = "alias-correction";
    /** Kind of a transition request. */
    public static final String REQUEST = "request";
    /** Kind of an answer to an item of a checklist. */
    public static final String CHECKLIST_ANSWER = "checklist-answer";
    /** Kind of a deployment. */
    public static final String DEPLOYMENT = "deployment";
    /** Where models run. */
    public static final String ENVIRONMENT = "environment";
    /** Kind of a history taken in from another registry. */
    public static final String IMPORTED = "imported";
    /** Kind of a risk assessment. */
    public static final String ASSESSMENT = "assessment";
    /** Kind of a tier set beside the computed one. */
    public static final String RISK_OVERRIDE = "risk-override";
    /** Kind of a risk scheme; also the one scope of them all. */
    public static final String RISK_SCHEME = "risk-scheme";
    /** Kind of a version's conditions of use. */
    public static final String CONDITIONS = "conditions";
    /** Kind of a model's declared entry in the inventory. */
    public static final String INVENTORY = "inventory";
    /** Kind of what versions were used for. */
    public static final String USE = "use";
    /** Kind of how versions' decisions turned out. */
    public static final String OUTCOMES = "outcomes";
    /** Kind of an attestation of the inventory; also the one scope of them all. */
    public static final String ATTESTATION = "attestation";
    /** Kind of a rule set. */
    public static final String RULES = "rules";
    /** Kind of an exemption from a rule. */
    public static final String RULE_EXEMPTION = "rule-exemption";
    /** Kind of a finding. */
    public static final String FINDING = "finding";
    /** Kind of a validation plan. */
    public static final String PLAN = "plan";
    /** Kind of a validation report. */
    public static final String VALIDATION = "validation";
    /** Kind of a drift reference. */
    public static final String REFERENCE = "reference";
    /** Kind of a drift report. */
    public static final String DRIFT = "drift";
    /** Kind of how a version is watched. */
    public static final String MONITOR = "monitor";
    /** Kind of the mark up to which a version's windows were judged. */
    public static final String JUDGED = "judged";
    /** Kind of what a window showed. */
    public static final String LOOK = "look";
    /** Requests for training anew. */
    public static final String RETRAINING = "retraining";
    /** Kind of a use of protected attributes. */
    public static final String GROUP_USE = "group-use";
    /** Kind of an alert. */
    public static final String ALERT = "alert";
    /** Kind of a run. */
    public static final String RUN = "run";
    /** Kind of a dataset version. */
    public static final String DATASET = "dataset";
    /** Kind of a lineage edge. */
    public static final String EDGE = "edge";
    /** Kind of a lineage edge that was withdrawn. */
    public static final String WITHDRAWN = "edge-withdrawn";
    /** Kind and scope of the count of declared edges, which every act that declares some puts. */
    public static final String DECLARED = "declared-edges";
    /** Kind of a facet of a node of the lineage. */
    public static final String FACET = "facet";
    /** Kind of a label on a node of the lineage; also the one scope of them all. */
    public static final String NODE_LABEL = "node-label";
    /** Kind of a recall. */
    public static final String RECALL = "recall";
    /** Kind of the note of which versions' decisions a sealed batch holds. */
    public static final String DECIDED = "decided";
    /** Kind of the mark up to which a writer's observations are sealed. */
    public static final String SEALED = "sealed";

    /** Kind of what is on record about personal data. */
    public static final String DEPOSIT = "deposit";
    /** Kind of a hold against erasure. */
    public static final String ERASURE_HOLD = "erasure-hold";
    /** Kind of a retention class; also the one scope of them all. */
    public static final String RETENTION_CLASS = "retention-class";
    /** Kind of the note that a sealed batch was pruned. */
    public static final String PRUNED = "pruned";
    /** Kind of a report of who has heard of a stop. */
    public static final String KILL = "kill";
    /** Kind of a roll-out. */
    public static final String ROLLOUT = "rollout";
    /** Kind of a model's review plan. */
    public static final String REVIEW_PLAN = "review-plan";
    /** Kind of the mark up to which decisions were read for reviews. */
    public static final String REVIEW_CURSOR = "review-cursor";
    /** Kind of a case of a review queue. */
    public static final String REVIEW = "review";
    /** Kind of what a writer declares to be missing from the log. */
    public static final String MISSING = "missing";

    private static final String ZEROS = "00000000";
    private static final int DIGITS = ZEROS.length();

    private Keys() {}

    /**
     * The scope of a model.
     *
     * @param model its name
     * @return the scope
     */
    public static String scope(String model) {
        return "model/" + model;
    }

    /**
     * A record of a model.
     *
     * @param model the model
     * @param kind the record's kind
     * @param id its id
     * @return its key
     */
    public static RecordKey of(String model, String kind, String id) {
        return new RecordKey(scope(model), kind, id);
    }

    /**
     * A record of a version, one of its kind.
     *
     * @param version the version
     * @param kind the record's kind
     * @return its key
     */
    public static RecordKey of(VersionId version, String kind) {
        return of(version.model(), kind, number(version.number()));
    }

    /**
     * The kind of a version's drift reports.
     *
     * @param version the version
     * @return the kind, one for each version
     */
    public static String driftKind(VersionId version) {
        return DRIFT + "." + number(version.number());
    }

    /**
     * The kind of what a version was used for.
     *
     * @param version the version
     * @return the kind, one for each version
     */
    public static String useKind(VersionId version) {
        return USE + "." + number(version.number());
    }

    /**
     * The kind of how a version's decisions turned out.
     *
     * @param version the version
     * @return the kind, one for each version
     */
    public static String outcomeKind(VersionId version) {
        return OUTCOMES + "." + number(version.number());
    }

    /**
     * The kind of what a version's windows showed.
     *
     * @param version the version
     * @return the kind, one for each version
     */
    public static String lookKind(VersionId version) {
        return LOOK + "." + number(version.number());
    }

    /**
     * A run's record.
     *
     * @param id the run
     * @return its key
     */
    public static RecordKey run(String id) {
        return new RecordKey("run/" + id, RUN, id);
    }

    /**
     * A dataset version's record.
     *
     * @param name the dataset
     * @param version its version
     * @return its key
     */
    public static RecordKey dataset(String name, String version) {
        return new RecordKey("dataset/" + name, DATASET, version);
    }

    /**
     * An edge's record in the scope of what recorded it.
     *
     * @param scope the scope
     * @param edge the edge
     * @return its key
     */
    public static RecordKey edge(String scope, Edge edge) {
        return new RecordKey(scope, EDGE, hex(edge.from() + ">" + edge.role() + ">" + edge.to()));
    }

    /**
     * A label's record: all of them lie in one scope, so that whoever reads labels in an act sees any change.
     *
     * @param node the node
     * @param label the label's name
     * @return its key
     */
    public static RecordKey label(Node node, String label) {
        return new RecordKey(NODE_LABEL, NODE_LABEL, hex(label + ">" + node));
    }

    /**
     * The scope of a writer's sealed observations.
     *
     * @param stream the stream
     * @param writer the writer
     * @return the scope
     */
    public static String sealed(String stream, String writer) {
        return "sealed/" + stream + "/" + writer;
    }

    /**
     * The scope of a rule set and the exemptions from it.
     *
     * @param name its name
     * @return the scope
     */
    public static String rules(String name) {
        return "rules/" + name;
    }

    /**
     * The record of a rule set.
     *
     * @param name its name
     * @return its key
     */
    public static RecordKey ruleSet(String name) {
        return new RecordKey(rules(name), RULES, RULES);
    }

    private static String hex(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex();
    }

    /**
     * A number that sorts as text.
     *
     * @param number at least 0
     * @return eight digits
     */
    public static String number(int number) {
        String digits = Integer.toString(number);
        return digits.length() < DIGITS ? ZEROS.substring(digits.length()) + digits : digits;
    }
}
