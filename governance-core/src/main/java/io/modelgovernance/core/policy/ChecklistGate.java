package io.modelgovernance.core.policy;

import io.modelgovernance.policy.Checklist;
import io.modelgovernance.policy.ChecklistAnswer;
import io.modelgovernance.policy.ChecklistAnswer.State;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.Gate;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.risk.RiskTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Passes if every item that is asked at the version's tier is done or does not concern it.
 *
 * @param checklist what is asked
 */
public record ChecklistGate(Checklist checklist) implements Gate {
    @Override
    public String id() {
        return checklist.name();
    }

    @Override
    public GateResult evaluate(Evidence evidence) {
        RiskTier tier = evidence.tier().orElse(RiskTier.TIER_1);
        List<ChecklistAnswer> answers = evidence.checklistAnswers();
        List<String> open = new ArrayList<>();
        List<String> notDone = new ArrayList<>();
        List<String> done = new ArrayList<>();
        for (Checklist.Item item : checklist.items()) {
            if (item.asked(tier)) {
                Optional<ChecklistAnswer.Reply> reply = answers.stream()
                        .filter(one -> one.checklist().equals(checklist.name())
                                && one.item().equals(item.id()))
                        .map(ChecklistAnswer::reply)
                        .findFirst();
                if (reply.isEmpty() || lacksEvidence(item, reply.get())) {
                    open.add(item.id());
                } else if (reply.get().state() == State.NOT_DONE) {
                    notDone.add(item.id());
                } else {
                    done.add(item.id());
                }
            }
        }
        if (!notDone.isEmpty()) {
            return new GateResult(id(), Verdict.FAILED, "Not done: " + notDone + "; not answered: " + open + ".", done);
        }
        return open.isEmpty()
                ? new GateResult(id(), Verdict.PASSED, "Done: " + done + ".", done)
                : new GateResult(id(), Verdict.NOT_EVIDENCED, "Not answered: " + open + ".", done);
    }

    static boolean lacksEvidence(Checklist.Item item, ChecklistAnswer.Reply reply) {
        return item.evidence()
                && reply.state() == State.DONE
                && reply.evidence().isBlank();
    }
}
