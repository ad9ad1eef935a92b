package io.modelgovernance.core.policy;

import io.modelgovernance.core.rules.FactRow;
import io.modelgovernance.core.rules.RuleProgram;
import io.modelgovernance.policy.DecisionPoint;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.Gate;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.policy.RuleVerdict;
import io.modelgovernance.policy.Verdict;
import java.util.List;
import java.util.Map;

/** Gates that are rules, ours or another engine's, over {@link EvidenceFacts}. */
public final class RuleGate {
    private RuleGate() {}

    /**
     * A gate that passes if a rule set permits. A rule that denies or refers fails it; one that acts only because a
     * fact is unknown leaves it without evidence. Rules that are observed or warned of are named in the reason.
     *
     * @param rules rules over {@link EvidenceFacts#FACTS}
     * @return the gate, named as the set
     * @throws io.modelgovernance.InvalidInputException if a condition cannot be read
     */
    public static Gate of(RuleSet rules) {
        return new Compiled(RuleProgram.of(rules));
    }

    /**
     * The same for the rule set that is in force under a name, with the exemptions from it.
     *
     * @param name name of a set over {@link EvidenceFacts#FACTS}
     * @return the gate, named as the set; without evidence as long as no such set was adopted
     */
    public static Gate adopted(String name) {
        return new Adopted(io.modelgovernance.Names.require("rule set", name));
    }

    /**
     * A gate that another policy engine answers.
     *
     * @param id the gate's id, handed over as the question
     * @param point the other engine
     * @return the gate
     */
    public static Gate asking(String id, DecisionPoint point) {
        return new Asking(io.modelgovernance.Names.require("gate", id), point);
    }

    private record Compiled(RuleProgram program) implements Gate {
        @Override
        public String id() {
            return program.rules().name();
        }

        @Override
        public GateResult evaluate(Evidence evidence) {
            FactRow row = program.row();
            EvidenceFacts.of(evidence).forEach((name, value) -> {
                if (program.slot(name) >= 0) {
                    row.set(name, value.toString());
                }
            });
            RuleVerdict verdict = program.explain(row, evidence.now());
            Verdict answer = verdict.effect() == Effect.PERMIT
                    ? Verdict.PASSED
                    : verdict.known() ? Verdict.FAILED : Verdict.NOT_EVIDENCED;
            return new GateResult(
                    id(), answer, reason(verdict), List.of(program.rules().id()));
        }

        private static String reason(RuleVerdict verdict) {
            List<String> by =
                    verdict.decisive().stream().map(RuleVerdict.Acted::toString).toList();
            List<String> noted = verdict.acted().stream()
                    .filter(one -> !verdict.decisive().contains(one))
                    .map(one -> one.mode() + " " + one)
                    .toList();
            return verdict.ruleSet() + " says " + verdict.effect()
                    + (by.isEmpty() ? "" : " by " + String.join(", ", by))
                    + (noted.isEmpty() ? "" : "; noted " + String.join(", ", noted)) + ".";
        }
    }

    private record Adopted(String id) implements Gate {
        @Override
        public GateResult evaluate(Evidence evidence) {
            return evidence.rules(id)
                    .map(rules -> new Compiled(RuleProgram.of(rules, evidence.exemptions(id))).evaluate(evidence))
                    .orElseGet(() -> new GateResult(
                            id, Verdict.NOT_EVIDENCED, "No rule set of this name is in force.", List.of()));
        }
    }

    private record Asking(String id, DecisionPoint point) implements Gate {
        @Override
        public GateResult evaluate(Evidence evidence) {
            Map<String, Object> facts = EvidenceFacts.of(evidence);
            try {
                DecisionPoint.Answer answer = point.ask(id, facts);
                return new GateResult(id, answer.verdict(), answer.reason(), List.copyOf(facts.keySet()));
            } catch (RuntimeException e) {
                return new GateResult(id, Verdict.NOT_EVIDENCED, "It gave no answer: " + e.getMessage(), List.of());
            }
        }
    }
}
