package io.modelgovernance;

import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Outcome;
import java.util.List;

/**
 * A governed decision: what was decided, by which version, and why.
 *
 * @param id its id; the decision record is found by it
 * @param version the version that decided
 * @param score its score
 * @param outcome the decision
 * @param reasons reason codes, the weightiest first; empty unless it goes against the applicant and reasons are wired
 */
public record Decision(String id, VersionId version, double score, Outcome outcome, List<ReasonCode> reasons) {
    /** Copies the reasons. */
    public Decision {
        reasons = List.copyOf(reasons);
    }
}
