package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.monitoring.Segment;
import java.util.List;
import java.util.Optional;

/**
 * A part of what a version sees, and the terms in which it is counted.
 *
 * @param segment which rows are of it; empty for all of them
 * @param reference its frozen reference
 * @param classes classes that a model of several classes decides for, if any
 */
record Part(Optional<Segment> segment, FrozenReference reference, List<String> classes) {
    String name() {
        return segment.map(Segment::name).orElse("");
    }
}
