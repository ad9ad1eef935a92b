package io.modelgovernance.policy;

import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Outcome;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a draft rule set would have made of recorded decisions.
 *
 * @param draft name and version of the draft
 * @param decisions how many were read
 * @param effects how many it would have permitted, referred and denied
 * @param differences the decisions that would have been otherwise, in the order of the log
 * @param truncated true if there are more differences than are listed
 * @param notOnRecord facts that the draft declares but the log does not hold; its rules saw them as unknown
 */
public record DecisionBackTest(
        String draft,
        long decisions,
        Map<Effect, Long> effects,
        List<Difference> differences,
        boolean truncated,
        List<String> notOnRecord) {
    /** Copies. */
    public DecisionBackTest {
        effects = Collections.unmodifiableMap(new TreeMap<>(effects));
        differences = List.copyOf(differences);
        notOnRecord = List.copyOf(notOnRecord);
    }

    /**
     * A decision that would have been otherwise: referred or denied though it was not; or, where rules in force alone had
     * referred or denied it, answered more mildly.
     *
     * @param decision its id
     * @param at when it was made
     * @param version by which version
     * @param recorded its outcome
     * @param verdict what the draft says, with the facts that decide
     */
    public record Difference(String decision, Instant at, VersionId version, Outcome recorded, RuleVerdict verdict) {}
}
