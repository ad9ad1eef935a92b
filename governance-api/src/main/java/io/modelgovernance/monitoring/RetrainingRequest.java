package io.modelgovernance.monitoring;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Somebody's wish that a model be trained anew, because of what its monitor saw.
 *
 * @param id its id, unique in the model
 * @param version the version that drifted
 * @param features the features that drifted, as the alerts say
 * @param alerts ids of the alerts
 * @param reason why
 * @param by who asked
 * @param at when
 * @param answer the version that was trained, once there is one
 */
public record RetrainingRequest(
        String id,
        VersionId version,
        List<String> features,
        List<String> alerts,
        String reason,
        String by,
        Instant at,
        Optional<VersionId> answer) {
    /** Copies. */
    public RetrainingRequest {
        features = List.copyOf(features);
        alerts = List.copyOf(alerts);
    }
}
