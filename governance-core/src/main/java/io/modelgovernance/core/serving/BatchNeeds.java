package io.modelgovernance.core.serving;

import io.modelgovernance.AsOf;
import io.modelgovernance.audit.RetentionClass;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.Retention;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskOverride;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What needs the decisions of a sealed batch. Used by one thread. */
final class BatchNeeds {
    private static final int PAGE = 1_000;
    private static final int MOST = 20;

    private final Ledger ledger;
    private final ObservationStore observations;
    private final Provenance provenance;
    private final Policy policy;
    private final Map<String, RetentionClass> classes = new TreeMap<>();
    private final Map<VersionId, TierFloor> floors = new HashMap<>();
    private final Instant now;

    /** How long the policy wants the decisions of a version kept, by its tier. */
    private record TierFloor(String tier, Duration keep) {}

    BatchNeeds(
            Ledger ledger,
            ObservationStore observations,
            Provenance provenance,
            Policy policy,
            List<RetentionClass> classes) {
        this.ledger = ledger;
        this.observations = observations;
        this.provenance = provenance;
        this.policy = policy;
        this.now = ledger.now();
        classes.forEach(one -> this.classes.put(one.name(), one));
    }

    /** The first twenty reasons; empty if nothing needs it. */
    List<String> of(String model, SealedDecisions batch) {
        List<String> needs = new ArrayList<>();
        Act reading = ledger.read();
        batch.versions().keySet().forEach(version -> needs.addAll(ofVersion(reading, VersionId.parse(version))));
        long after = batch.from() - 1;
        while (after < batch.to() && needs.size() < MOST) {
            int limit = (int) Math.min(PAGE, batch.to() - after);
            List<Observation> page = observations.read(batch.stream(), batch.writer(), after, limit);
            if (page.isEmpty()) {
                break;
            }
            for (Observation one : page) {
                ofDecision(model, DecidedBy.read(one), needs);
                after = one.sequence();
            }
        }
        return needs.subList(0, Math.min(MOST, needs.size()));
    }

    private void ofDecision(String model, DecisionRecord decision, List<String> needs) {
        RetentionClass schedule = classes.get(decision.retention());
        String who = "Decision " + decision.id();
        if (schedule == null) {
            needs.add(who + " is of the retention class '" + decision.retention() + "', which is not defined.");
        } else if (now.isBefore(decision.at().plus(schedule.keep()))) {
            needs.add(who + " has to be kept until " + decision.at().plus(schedule.keep()) + ": " + schedule.basis()
                    + ".");
        }
        TierFloor floor = floors.computeIfAbsent(decision.version(), this::floor);
        if (now.isBefore(decision.at().plus(floor.keep()))) {
            needs.add(who + " is of " + floor.tier() + ", whose decisions the policy " + policy.version()
                    + " keeps until " + decision.at().plus(floor.keep()) + ".");
        }
        decision.noticeDueAt()
                .filter(now::isBefore)
                .ifPresent(due ->
                        needs.add("The applicant of decision " + decision.id() + " is to be told until " + due + "."));
        Node node = new Node(Node.DECISION, model + "/" + decision.id());
        provenance.walk(Trace.downstream(node).depth(1)).nodes().stream()
                .filter(next -> !next.equals(node))
                .forEach(next -> needs.add("Lineage leads on from decision " + decision.id() + " to " + next + "."));
    }

    private TierFloor floor(VersionId version) {
        Optional<RiskTier> tier = TierInForce.of(
                        ledger.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT), AsOf.now()),
                        ledger.find(RiskOverride.class, Keys.of(version, Keys.RISK_OVERRIDE), AsOf.now()),
                        now)
                .map(TierInForce::tier);
        String words = tier.map(one -> "tier " + one.number()).orElse("no tier and so of the strictest");
        return new TierFloor(words, policy.ruleFor(tier).keepDecisions());
    }

    /** Why decisions of a version have to stay whatever their age. */
    static List<String> ofVersion(Act act, VersionId version) {
        List<String> needs = new ArrayList<>();
        act.find(Listing.class, Keys.of(version, Keys.LISTING))
                .flatMap(Listing::hold)
                .ifPresent(hold -> needs.add("Version " + version + " is under legal hold by " + hold + "."));
        LocalDate today = LocalDate.ofInstant(act.now(), ZoneOffset.UTC);
        Optional<Retention> retention = act.find(Retention.class, Keys.of(version, Keys.RETENTION));
        retention
                .filter(kept -> !today.isAfter(kept.until()))
                .ifPresent(kept -> needs.add(
                        "Version " + version + " has to be kept until " + kept.until() + ": " + kept.reason() + "."));
        return needs;
    }
}
