package io.modelgovernance.risk;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;

/**
 * A rating of one version, on record, with the answers it was derived from.
 *
 * @param version the version
 * @param rating the rating
 * @param answers the answers; rating them again under the same scheme gives the same rating
 * @param trigger why it was made, such as {@code assessed} or {@code finding 00000001 opened}
 * @param assessedBy who
 * @param assessedAt when
 */
public record RiskAssessment(
        VersionId version,
        RiskRating rating,
        RiskAnswers answers,
        String trigger,
        String assessedBy,
        Instant assessedAt) {}
