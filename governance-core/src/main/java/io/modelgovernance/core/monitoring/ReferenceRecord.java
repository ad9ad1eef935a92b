package io.modelgovernance.core.monitoring;

import io.modelgovernance.Digest;
import io.modelgovernance.registry.VersionId;

/**
 * A frozen reference: the profile itself is content, this is what the records say of it.
 *
 * @param version the version
 * @param profile digest of the profile's canonical JSON
 * @param rows rows it was made from
 */
public record ReferenceRecord(VersionId version, Digest profile, long rows) {}
