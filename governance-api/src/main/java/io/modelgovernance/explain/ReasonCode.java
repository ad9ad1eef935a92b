package io.modelgovernance.explain;

/**
 * One principal reason for a decision that went against somebody.
 *
 * @param rank 1 for the weightiest
 * @param code the code
 * @param text what the person is told
 * @param contribution how far it moved the score towards the adverse outcome, above 0
 */
public record ReasonCode(int rank, String code, String text, double contribution) {}
