package io.modelgovernance.policy;

import java.util.List;

/**
 * A gate's answer with the evidence it looked at.
 *
 * @param gate the gate's id
 * @param verdict the answer
 * @param reason one sentence that a reader of the audit log understands
 * @param evidence ids of the records it looked at
 */
public record GateResult(String gate, Verdict verdict, String reason, List<String> evidence) {
    /** Copies the list. */
    public GateResult {
        evidence = List.copyOf(evidence);
    }

    /**
     * Whether the gate is open.
     *
     * @return true only for {@link Verdict#PASSED}
     */
    public boolean passed() {
        return verdict == Verdict.PASSED;
    }
}
