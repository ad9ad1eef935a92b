package io.modelgovernance.core.serving;

import io.modelgovernance.core.rules.DecisionFacts;
import io.modelgovernance.core.rules.FactRow;
import io.modelgovernance.core.rules.InputFacts;
import io.modelgovernance.core.rules.RuleProgram;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleVerdict;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.Response;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A rule set in force, made ready to be asked about the decisions of one version. Thread-safe. */
final class DecisionRules {
    private final RuleProgram program;
    private final DecisionFacts facts;
    private final InputFacts inputs;
    private final String policy;
    /** The row of the last call, for the next one: a thread that finds it in use makes its own. */
    private final AtomicReference<@Nullable FactRow> spare = new AtomicReference<>();

    DecisionRules(RuleProgram program, FeatureSchema schema, String policy) {
        this.program = program;
        this.facts = new DecisionFacts(program);
        this.inputs = InputFacts.of(program, schema);
        this.policy = policy;
    }

    /** Asks about a scored draft; what acts is noted with the rule's words and never with an input's value. */
    void ask(Draft draft, Response onDeny) {
        FactRow kept = spare.getAndSet(null);
        FactRow row = kept == null ? program.row() : kept;
        try {
            fill(row, draft);
            ask(row, draft, onDeny);
        } finally {
            spare.set(row.clear());
        }
    }

    private void ask(FactRow row, Draft draft, Response onDeny) {
        Effect effect = program.effect(row, draft.at.toEpochMilli());
        if (effect == Effect.PERMIT && !program.onTrial(row)) {
            return;
        }
        RuleVerdict verdict = program.explain(row, draft.at);
        boolean byRule = false;
        for (RuleVerdict.Acted one : verdict.acted()) {
            if (one.mode() != Rule.Mode.ENFORCE) {
                draft.found(Check.RULES_ON_TRIAL, text(one, "would " + word(one.effect())), Response.COUNT);
            } else if (one.exemption().isEmpty() && one.effect() == effect && effect != Effect.PERMIT) {
                byRule = true;
                draft.found(Check.RULES, text(one, acting(effect)), response(effect, onDeny));
            }
        }
        if (!byRule && effect != Effect.PERMIT) {
            String text = "No rule of " + program.rules().id() + " permits it.";
            draft.found(Check.RULES, text, response(effect, onDeny));
        }
    }

    private static Response response(Effect effect, Response onDeny) {
        return effect == Effect.DENY ? onDeny : Response.REFER;
    }

    private String text(RuleVerdict.Acted one, String does) {
        String unsure = one.known() ? "" : ", a fact being unknown";
        return "Rule " + one.rule() + " of " + program.rules().id() + " " + does + unsure + ": " + one.because() + ".";
    }

    private static String acting(Effect effect) {
        return effect == Effect.DENY ? "denies" : "refers";
    }

    private static String word(Effect effect) {
        return switch (effect) {
            case PERMIT -> "permit";
            case REFER -> "refer";
            case DENY -> "deny";
        };
    }

    private void fill(FactRow row, Draft draft) {
        inputs.fill(row, draft.row());
        facts.scored(row, draft.score, draft.low, draft.high);
        facts.asked(row, draft.call.purpose(), draft.call.caller().id());
        facts.decided(row, draft.worst == Response.REFER ? Outcome.REFER : draft.outcome, draft.reasons.size());
        facts.by(row, draft.permit.version().id(), draft.permit.alias(), policy);
    }
}
