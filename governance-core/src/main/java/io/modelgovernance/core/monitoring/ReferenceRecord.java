package io.modelgovernance.core.monitoring;

import io.modelgovernance.Digest;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Optional;

/**
 * A frozen reference: the profile itself is content, this is what the records say of it.
 *
 * @param version the version
 * @param profile digest of the profile's canonical JSON
 * @param rows rows it was made from
 * @param segments its parts that are watched by themselves
 */
public record ReferenceRecord(VersionId version, Digest profile, long rows, List<FrozenSegment> segments) {
    /** Copies. */
    public ReferenceRecord {
        segments = List.copyOf(segments);
    }

    /**
     * The reference of a part.
     *
     * @param segment the part
     * @param profile digest of its profile's canonical JSON
     * @param rows rows it was made from
     */
    public record FrozenSegment(Segment segment, Digest profile, long rows) {}

    /** The reference of a part, empty if none was frozen. */
    Optional<FrozenSegment> of(Segment segment) {
        return segments.stream().filter(one -> one.segment().equals(segment)).findFirst();
    }
}
