package io.modelgovernance.rollout;

import io.modelgovernance.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a look at the outcomes saw: enough to compute it again.
 *
 * @param at when
 * @param goal the goal's metric
 * @param harms one comparison a guardrail
 * @param outcomes up to which observation of each writer outcomes were read
 * @param digest of the outcomes that were read
 */
public record RolloutEvidence(
        Instant at, Comparison goal, List<Comparison> harms, Map<String, Long> outcomes, Digest digest) {
    /** Copies. */
    public RolloutEvidence {
        harms = List.copyOf(harms);
        outcomes = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(outcomes));
    }
}
