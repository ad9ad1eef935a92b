package io.modelgovernance.risk;

import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;

/**
 * The conditions of use of a version, on record. The latest hold; earlier ones are kept.
 *
 * @param version the version
 * @param conditions what must hold
 * @param setBy who set them; not a developer of the version
 * @param setAt when
 */
public record ConditionsOnRecord(VersionId version, ConditionsOfUse conditions, String setBy, Instant setAt) {}
