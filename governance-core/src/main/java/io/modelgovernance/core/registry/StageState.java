package io.modelgovernance.core.registry;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;

/**
 * Where a version stands.
 *
 * @param version the version
 * @param stage its stage
 * @param by who moved it there
 * @param since when
 */
public record StageState(VersionId version, String stage, String by, Instant since) {}
