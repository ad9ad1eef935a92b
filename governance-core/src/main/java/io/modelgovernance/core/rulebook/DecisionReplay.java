package io.modelgovernance.core.rulebook;

import io.modelgovernance.Page;
import io.modelgovernance.core.rules.DecisionFacts;
import io.modelgovernance.core.rules.FactRow;
import io.modelgovernance.core.rules.InputFacts;
import io.modelgovernance.core.rules.RuleProgram;
import io.modelgovernance.core.serving.StoredDecisions;
import io.modelgovernance.policy.DecisionBackTest;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Rulebook;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Outcome;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A draft over recorded decisions, one after the other. Used once, by one thread. */
final class DecisionReplay {
    private static final int PAGE = 1_000;

    private final RuleProgram draft;
    private final DecisionFacts facts;
    private final InputFacts inputs;
    private final Set<String> kept = new HashSet<>();
    private final FactRow row;
    private final Map<Effect, Long> effects = new EnumMap<>(Effect.class);
    private final List<DecisionBackTest.Difference> differences = new ArrayList<>();
    private long decisions;
    private boolean truncated;

    DecisionReplay(RuleProgram draft, InputFacts inputs) {
        this.draft = draft;
        this.inputs = inputs;
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
        return new DecisionBackTest(draft.rules().id(), decisions, effects, differences, truncated, notOnRecord());
    }

    private List<String> notOnRecord() {
        return draft.rules().facts().stream()
                .filter(fact -> !DecisionFacts.FACTS.contains(fact))
                .map(Fact::name)
                .filter(name -> !kept.contains(name))
                .toList();
    }

    private void look(DecisionRecord record) {
        facts.fill(row, record);
        if (!inputs.names().isEmpty()) {
            inputs.fill(row, record.inputs());
            kept.addAll(record.inputs().keySet());
        }
        Effect effect = draft.effect(row, record.at().toEpochMilli());
        decisions++;
        effects.merge(effect, 1L, Long::sum);
        int stricter = effect.compareTo(recorded(record));
        boolean otherwise = stricter > 0 || (stricter < 0 && DecisionFacts.byRulesAlone(record));
        if (otherwise && differences.size() < Rulebook.MOST_DIFFERENCES) {
            differences.add(new DecisionBackTest.Difference(
                    record.id(), record.at(), record.version(), record.outcome(), draft.explain(row, record.at())));
        } else if (otherwise) {
            truncated = true;
        }
    }

    /** What became of it, as an effect. */
    private static Effect recorded(DecisionRecord record) {
        if (record.kind() == DecisionRecord.Kind.REFUSED) {
            return Effect.DENY;
        }
        return record.outcome() == Outcome.REFER ? Effect.REFER : Effect.PERMIT;
    }
}
