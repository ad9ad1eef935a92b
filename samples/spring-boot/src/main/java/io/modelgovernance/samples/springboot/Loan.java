package io.modelgovernance.samples.springboot;

/**
 * What became of it.
 *
 * @param application its number
 * @param outcome approve, decline, or refer to a person
 * @param decision id of the decision's record
 * @param version which version decided
 */
record Loan(String application, String outcome, String decision, String version) {}
