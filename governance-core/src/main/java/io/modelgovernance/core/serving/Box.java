package io.modelgovernance.core.serving;

import io.modelgovernance.core.policy.UseCheck;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Boundary;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Everything at once that an input is asked, so that a row which passes it needs no other look: the inputs' schema and all
 * conditions of use, as one range a column. A row that does not pass may still be fine; the checks themselves say that,
 * and in which words. Immutable and thread-safe.
 */
final class Box {
    private final double[] least;
    private final double[] most;
    private final int[] nullable;
    private final int[] categorical;

    private Box(double[] least, double[] most, int[] nullable, int[] categorical) {
        this.least = least;
        this.most = most;
        this.nullable = nullable;
        this.categorical = categorical;
    }

    /** What lies within the schema and the conditions. */
    static Box of(FeatureSchema schema, List<UseCheck> conditions) {
        int width = schema.size();
        double[] least = new double[width];
        double[] most = new double[width];
        boolean[] needed = new boolean[width];
        for (int i = 0; i < width; i++) {
            Feature feature = schema.features().get(i);
            least[i] = Math.max(feature.min(), -Double.MAX_VALUE);
            most[i] = Math.min(feature.max(), Double.MAX_VALUE);
            needed[i] = !feature.nullable();
        }
        for (UseCheck check : conditions) {
            for (int i = 0; i < check.size(); i++) {
                Boundary boundary = check.boundary(i);
                int column = check.column(i);
                needed[column] |= !boundary.missingAllowed();
                if (boundary.ofCategories()) {
                    keepOnly(check.categories(i), column, least, most);
                } else {
                    double from = boundary.least();
                    double to = boundary.most();
                    least[column] = Math.max(least[column], boundary.leastIncluded() ? from : Math.nextUp(from));
                    most[column] = Math.min(most[column], boundary.mostIncluded() ? to : Math.nextDown(to));
                }
            }
        }
        return new Box(
                least,
                most,
                IntStream.range(0, width).filter(i -> !needed[i]).toArray(),
                IntStream.range(0, width)
                        .filter(i -> schema.features().get(i).type() == Feature.Type.CATEGORICAL)
                        .toArray());
    }

    /** Of categories the first run that is inside; one that lies behind a gap has to be asked for by itself. */
    private static void keepOnly(boolean[] inside, int column, double[] least, double[] most) {
        int from = 0;
        while (from < inside.length && !inside[from]) {
            from++;
        }
        int to = from;
        while (to < inside.length && inside[to]) {
            to++;
        }
        least[column] = Math.max(least[column], from);
        most[column] = Math.min(most[column], to - 1.0);
    }

    int width() {
        return least.length;
    }

    /**
     * Whether a row surely passes.
     *
     * @param rows values
     * @param from where the row begins; it is as long as the schema
     */
    boolean holds(double[] rows, int from) {
        int outside = 0;
        for (int i = 0; i < least.length; i++) {
            double value = rows[from + i];
            if (!(value >= least[i] && value <= most[i])) {
                outside++;
            }
        }
        return (outside == 0 || outside == missing(rows, from)) && ofCategories(rows, from);
    }

    /** How many values are missing that may be. */
    private int missing(double[] rows, int from) {
        int missing = 0;
        for (int column : nullable) {
            missing += Double.isNaN(rows[from + column]) ? 1 : 0;
        }
        return missing;
    }

    private boolean ofCategories(double[] rows, int from) {
        for (int column : categorical) {
            double value = rows[from + column];
            if (value != (int) value && !Double.isNaN(value)) {
                return false;
            }
        }
        return true;
    }
}
