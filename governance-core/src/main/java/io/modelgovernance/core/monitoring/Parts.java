package io.modelgovernance.core.monitoring;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * The parts of what a version sees: all rows first, then its segments. Which of them a row is of is a bit each. Immutable and
 * thread-safe.
 */
final class Parts {
    /** Of all rows alone. */
    static final long WHOLE = 1;

    private final List<Part> all;
    private final int[] places;
    private final int width;

    Parts(List<Part> all) {
        this.all = all;
        var schema = all.get(0).reference().profile().schema();
        this.width = schema.size();
        this.places = all.stream()
                .mapToInt(part ->
                        part.segment().map(one -> schema.indexOf(one.feature())).orElse(-1))
                .toArray();
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
        for (int i = 1; i < places.length; i++) {
            double value = row[places[i]];
            if (all.get(i).segment().filter(one -> one.holds(value)).isPresent()) {
                parts |= 1L << i;
            }
        }
        return parts;
    }

    /** The place of a feature in a row. */
    int feature(String name) {
        return all.get(0).reference().profile().schema().indexOf(name);
    }
}
