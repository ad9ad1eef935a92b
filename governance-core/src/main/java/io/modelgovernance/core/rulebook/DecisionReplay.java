package io.modelgovernance.core.rulebook;

import io.modelgovernance.Page;
import io.modelgovernance.core.rules.DecisionFacts;
import io.modelgovernance.core.rules.FactRow;
import io.modelgovernance.core.rules.RuleProgram;
import io.modelgovernance.core.serving.StoredDecisions;
import io.modelgovernance.policy.DecisionBackTest;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Rulebook;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A draft over recorded decisions, one after the other. Used once, by one thread. */
final class DecisionReplay {
    private static final int PAGE = 1_000;

    private final RuleProgram draft;
    private final DecisionFacts facts;
    private final FactRow row;
    private final Map<Effect, Long> effects = new EnumMap<>(Effect.class);
    private final List<DecisionBackTest.Difference> differences = new ArrayList<>();
    private long decisions;
    private boolean truncated;

    DecisionReplay(RuleProgram draft) {
        this.draft = draft;
        this.facts = new DecisionFacts(draft);
        this.row = draft.row();
        for (Effect effect : Effect.values()) {
            effects.put(effect, 0L);
        }
    }

    DecisionBackTest over(StoredDecisions stored, VersionId version) {
        Optional<String> after = Optional.empty();
        do {
            Page<DecisionRecord> page = stored.page(version, after, PAGE);
            page.items().forEach(this::look);
            after = page.next();
        } while (after.isPresent());
        return new DecisionBackTest(
                draft.rules().id(),
                decisions,
                effects,
                differences,
                truncated,
                DecisionFacts.notOnRecord(draft.rules()));
    }

    private void look(DecisionRecord record) {
        facts.fill(row, record);
        Effect effect = draft.effect(row, record.at().toEpochMilli());
        decisions++;
        effects.merge(effect, 1L, Long::sum);
        boolean otherwise = effect == Effect.DENY || (effect == Effect.REFER && record.outcome() != Outcome.REFER);
        if (otherwise && differences.size() < Rulebook.MOST_DIFFERENCES) {
            differences.add(new DecisionBackTest.Difference(
                    record.id(), record.at(), record.version(), record.outcome(), draft.explain(row, record.at())));
        } else if (otherwise) {
            truncated = true;
        }
    }
}
