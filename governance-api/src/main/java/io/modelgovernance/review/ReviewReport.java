package io.modelgovernance.review;

import io.modelgovernance.Estimate;
import java.util.Map;
import java.util.TreeMap;

/**
 * What reviews say of a model and of its reviewers.
 *
 * @param open cases that wait
 * @param overdue those of them past their deadline
 * @param done cases decided
 * @param agreement Cohen's kappa of first and second answers, with its interval
 * @param versions override rate of each version, among sampled cases alone, for those stand for all
 * @param reviewers override rate of each reviewer, among all answers to cases that the model decided
 */
public record ReviewReport(
        long open,
        long overdue,
        long done,
        Estimate agreement,
        Map<String, OverrideRate> versions,
        Map<String, OverrideRate> reviewers) {
    /** Copies. */
    public ReviewReport {
        versions = java.util.Collections.unmodifiableMap(new TreeMap<>(versions));
        reviewers = java.util.Collections.unmodifiableMap(new TreeMap<>(reviewers));
    }
}
