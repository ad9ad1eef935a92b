package io.modelgovernance.core.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.monitoring.Segment;
import java.util.List;

/**
 * The parts of what a version sees: all rows first, then its segments. Which of them a row is of is a bit each. Immutable and
 * thread-safe.
 */
final class Parts {
    /** Of all rows alone. */
    static final long WHOLE = 1;

    private final List<Part> all;
    private final List<Segment> segments;
    private final int[] places;
    private final int width;

    Parts(List<Part> all) {
        this.all = all;
        var schema = all.get(0).reference().profile().schema();
        this.width = schema.size();
        this.segments = all.stream().flatMap(part -> part.segment().stream()).toList();
        this.places =
                segments.stream().mapToInt(one -> schema.indexOf(one.feature())).toArray();
    }

    List<Part> all() {
        return all;
    }

    Part named(String name) {
        return all.stream().filter(part -> part.name().equals(name)).findFirst().orElseThrow();
    }

    /** Those that a row is of. */
    long of(double[] row) {
        if (row.length != width) {
            throw InvalidInputException.of("row", "has " + row.length + " values", "of " + width);
        }
        long parts = WHOLE;
        for (int i = 0; i < places.length; i++) {
            if (segments.get(i).holds(row[places[i]])) {
                parts |= WHOLE << (i + 1);
            }
        }
        return parts;
    }

    /** The place of a feature in a row. */
    int feature(String name) {
        return all.get(0).reference().profile().schema().indexOf(name);
    }
}
