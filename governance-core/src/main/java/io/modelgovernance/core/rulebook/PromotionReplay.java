package io.modelgovernance.core.rulebook;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.core.policy.PastEvidence;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.PromotionDifference;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A draft policy over every promotion on record, on the evidence of its moment. Thread-safe. */
final class PromotionReplay {
    private static final int PAGE = 1_000;

    private final Ledger ledger;
    private final Provenance provenance;

    PromotionReplay(Ledger ledger, Provenance provenance) {
        this.ledger = ledger;
        this.provenance = provenance;
    }

    private record Promotion(VersionId version, String stage, boolean allowed) {}

    List<PromotionDifference> differences(Policy draft, long after) {
        List<PromotionDifference> differences = new ArrayList<>();
        long at = after;
        List<AuditEntry> page = ledger.entries(at, PAGE);
        while (!page.isEmpty()) {
            for (AuditEntry entry : page) {
                promotion(entry)
                        .flatMap(asked -> difference(draft, entry, asked))
                        .ifPresent(differences::add);
                at = entry.position();
            }
            page = ledger.entries(at, PAGE);
        }
        return differences;
    }

    private static Optional<Promotion> promotion(AuditEntry entry) {
        boolean asked = entry.type() == EventType.TRANSITION_REQUESTED || entry.type() == EventType.STAGE_CHANGED;
        if (!asked && entry.type() != EventType.TRANSITION_REFUSED) {
            return Optional.empty();
        }
        int to = entry.subject().indexOf(" to ");
        String version = to < 0 ? entry.subject() : entry.subject().substring(0, to);
        String stage = to < 0
                ? entry.details().getOrDefault("to", "")
                : entry.subject().substring(to + 4);
        try {
            return stage.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Promotion(VersionId.parse(version), stage, asked));
        } catch (InvalidInputException e) {
            return Optional.empty();
        }
    }

    private Optional<PromotionDifference> difference(Policy draft, AuditEntry entry, Promotion asked) {
        AsOf before = AsOf.position(entry.position() - 1);
        Optional<ModelVersion> version =
                ledger.find(ModelVersion.class, Keys.of(asked.version(), Keys.VERSION), before);
        if (version.isEmpty()) {
            return Optional.empty();
        }
        Evidence evidence = new PastEvidence(ledger, provenance, version.get(), before, entry.recordedAt());
        TierRule rule = draft.ruleFor(evidence.tier());
        List<GateResult> obstacles = draft.gatesFor(asked.stage()).stream()
                .filter(gate -> rule.asks(gate.id()))
                .map(gate -> gate.evaluate(evidence))
                .filter(result -> !result.passed())
                .toList();
        return obstacles.isEmpty() == asked.allowed()
                ? Optional.empty()
                : Optional.of(new PromotionDifference(
                        entry.position(), asked.version(), asked.stage(), asked.allowed(), obstacles));
    }
}
