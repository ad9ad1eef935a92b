package io.modelgovernance.monitoring;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;

/**
 * How the recorded decisions of a version turned out. Who holds the same decisions and outcomes computes the same figures
 * to the last bit.
 *
 * @param version the version
 * @param window when the decisions were made
 * @param decisions how many were recorded in that time
 * @param known how many of them have a score and an outcome; the figures are of these
 * @param unmatched outcomes that belong to no decision of that time with a score
 * @param data digest of the scores, intervals and outcomes of the known ones, in order of decision
 * @param auc how well the scores rank what happened
 * @param calibrationError how far the scores are from the rates of what happened; unknown if they are no probabilities
 * @param promised how often the intervals promise to hold what happened, 0 if they promise nothing
 * @param coverage how often they did; unknown if no decision has one
 * @param observedBy who had it counted
 * @param observedAt when
 */
public record OutcomeObservation(
        VersionId version,
        TimeWindow window,
        long decisions,
        long known,
        long unmatched,
        Digest data,
        Estimate auc,
        Estimate calibrationError,
        double promised,
        Estimate coverage,
        String observedBy,
        Instant observedAt) {}
