package io.modelgovernance.lineage;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.registry.VersionId;

/**
 * Something that lineage connects: a dataset version, a run, a model version, a decision.
 *
 * <p>Text form {@code kind/id}, which is also the natural order. The kinds are an open set; the constants are those
 * governance itself writes.
 *
 * @param kind what it is, a name
 * @param id which one, at most 120 printable characters
 */
public record Node(String kind, String id) implements Comparable<Node> {
    /** Longest kind and id together, in characters. */
    public static final int MAX_LENGTH = 150;
    /** Where data came from: a file, a table, a bureau feed. */
    public static final String SOURCE = "source";
    /** One version of a dataset. */
    public static final String DATASET = "dataset";
    /** A column of a dataset version: {@link Column}. */
    public static final String COLUMN = "column";
    /** A feature as a model version takes it: {@link Column}. */
    public static final String FEATURE = "feature";
    /** A set of features, such as a version of a feature store's view. */
    public static final String FEATURE_SET = "feature-set";
    /** A code commit. */
    public static final String CODE = "code";
    /** What a run ran in: an image, a cluster. */
    public static final String ENVIRONMENT = "environment";
    /** A run. */
    public static final String RUN = "run";
    /** A model version. */
    public static final String MODEL = "model";
    /** An evaluation of a model version. */
    public static final String EVALUATION = "evaluation";
    /** An explanation of a model version or a decision. */
    public static final String EXPLANATION = "explanation";
    /** A version of a policy. */
    public static final String POLICY = "policy";
    /** A request that was approved. */
    public static final String APPROVAL = "approval";
    /** A deployment. */
    public static final String DEPLOYMENT = "deployment";
    /** A decision. */
    public static final String DECISION = "decision";
    /** A label: what turned out to be true. */
    public static final String LABEL = "label";
    /** A report. */
    public static final String REPORT = "report";
    /** A validation report. */
    public static final String VALIDATION = "validation";

    /**
     * Checks.
     *
     * @throws InvalidInputException if the kind or id does not fit
     */
    public Node {
        Names.require("node kind", kind);
        Names.requireLabel("node id", id);
        if (kind.length() + id.length() > MAX_LENGTH) {
            throw InvalidInputException.of(
                    "node " + kind, "is too long", "at most " + MAX_LENGTH + " characters in all");
        }
    }

    /**
     * The node of a model version.
     *
     * @param id the version
     * @return its node
     */
    public static Node of(VersionId id) {
        return new Node(MODEL, id.toString());
    }

    /**
     * The node of a decision. What led to it can be asked for like that of any other node.
     *
     * @param version the version that decided
     * @param id the decision's id
     * @return {@code decision/model/id}
     */
    public static Node decision(VersionId version, String id) {
        return new Node(DECISION, version.model() + "/" + id);
    }

    /**
     * Reads the text form.
     *
     * @param text {@code kind/id}
     * @return the node
     * @throws InvalidInputException if the text is not of that form
     */
    public static Node parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            throw InvalidInputException.of("node", "reads " + Names.printable(text), "like dataset/loans:2");
        }
        return new Node(text.substring(0, slash), text.substring(slash + 1));
    }

    /** The order of the texts, which need not be made unless the kinds differ. */
    @Override
    public int compareTo(Node other) {
        return kind.equals(other.kind) ? id.compareTo(other.id) : toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return kind + "/" + id;
    }
}
