package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.LocalModel;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;

/**
 * Says how a score follows small changes of each feature, by a straight-line model of the row's neighbourhood.
 *
 * <p>LIME (Ribeiro, Singh and Guestrin 2016) with three changes that make it steady: numbers are moved by normal draws of
 * the background's standard deviation times a radius, not binned; each draw comes with its mirror image, so that what
 * bends the same way on both sides does not tilt a slope; and the weighted least squares are not shrunk, so the slopes of
 * a linear model are exact. Categories are drawn from the background. A number that is missing in the row, or does not
 * vary in the background, is left as it is and has slope 0. Standard errors are robust to uneven scatter and to pairing
 * (cluster sandwich, Liang and Zeger 1986). Immutable and thread-safe.
 */
public final class Lime {
    private final int pairs;
    private final double radius;
    private final long seed;

    private Lime(int pairs, double radius, long seed) {
        this.pairs = pairs;
        this.radius = radius;
        this.seed = seed;
    }

    /**
     * 1000 pairs of neighbours within about half a standard deviation, seed 1.
     *
     * @return the default settings
     */
    public static Lime withDefaults() {
        return new Lime(1000, 0.5, 1);
    }

    /**
     * Draws another number of neighbours.
     *
     * @param count pairs of neighbours, at least 10
     * @return changed settings
     * @throws InvalidInputException if less than 10
     */
    public Lime withPairs(int count) {
        if (count < 10) {
            throw InvalidInputException.of("pairs of neighbours", "are " + count, "at least 10");
        }
        return new Lime(count, radius, seed);
    }

    /**
     * Looks at a wider or narrower neighbourhood.
     *
     * @param deviations in standard deviations of the background, greater than 0
     * @return changed settings
     * @throws InvalidInputException if not greater than 0 or not finite
     */
    public Lime withRadius(double deviations) {
        if (!(deviations > 0) || Double.isInfinite(deviations)) {
            throw InvalidInputException.of("radius of neighbourhood", "is " + deviations, "finite, greater than 0");
        }
        return new Lime(pairs, deviations, seed);
    }

    /**
     * Draws other neighbours.
     *
     * @param newSeed any number; the same seed gives the same bits on every platform
     * @return changed settings
     */
    public Lime withSeed(long newSeed) {
        return new Lime(pairs, radius, newSeed);
    }

    /**
     * A local explainer that takes scales and categories from these rows.
     *
     * @param background at least two rows; copied
     * @return an immutable, thread-safe explainer
     * @throws InvalidInputException if there are fewer than two rows, or fewer than twice as many pairs as features
     */
    public Local over(Rows background) {
        int width = background.schema().size();
        if (background.count() < 2) {
            throw InvalidInputException.of("background", "has " + background.count() + " rows", "at least two");
        }
        if (pairs < 2 * width) {
            throw InvalidInputException.of(
                    "pairs of neighbours", "are " + pairs, "at least " + 2 * width + " for " + width + " features");
        }
        return new Local(background.schema(), Background.of(background), this);
    }

    /** LIME bound to a background. Immutable and thread-safe. */
    public static final class Local {
        private final FeatureSchema schema;
        private final Background background;
        private final Lime settings;
        private final double[] scale;

        private Local(FeatureSchema schema, Background background, Lime settings) {
            this.schema = schema;
            this.background = background;
            this.settings = settings;
            this.scale = new double[schema.size()];
            Arrays.setAll(scale, feature -> settings.radius * deviation(background, feature));
        }

        /**
         * How it explains, with its parameters.
         *
         * @return a name that is kept with every local model
         */
        public String method() {
            return "LIME, " + settings.pairs + " mirrored pairs, radius " + settings.radius;
        }

        /**
         * The straight-line model around one row.
         *
         * @param scorer the model; called with many rows at a time
         * @param row the features in schema order, NaN where missing; not modified
         * @return its slopes with their standard errors
         * @throws InvalidInputException if the row is not as wide as the schema, or a score is not finite
         */
        public LocalModel explain(Scorer scorer, double[] row) {
            double[] at = background.checked(row);
            Neighbourhood around = new Neighbourhood(at);
            double[] scores = around.scores(scorer);
            LeastSquares fit = LeastSquares.of(around.design, around.weights, scores);
            double[] slopes = new double[at.length];
            double[] errors = new double[at.length];
            for (int k = 0; k < around.varied.length; k++) {
                int feature = around.varied[k];
                double unit = categorical(feature) ? -1 : scale[feature];
                slopes[feature] = fit.coefficient(k + 1) / unit;
                errors[feature] = fit.standardError(k + 1) / Math.abs(unit);
            }
            return new LocalModel(
                    method(),
                    background.names(),
                    Arrays.stream(slopes).boxed().toList(),
                    Arrays.stream(errors).boxed().toList(),
                    Background.score(scorer, at),
                    fit.coefficient(0),
                    fit.fidelity(),
                    scores.length + 1L,
                    settings.seed,
                    background.digest(),
                    Plan.of(method()).with(settings.seed).digest());
        }

        private boolean categorical(int feature) {
            return schema.features().get(feature).type() == Feature.Type.CATEGORICAL;
        }

        private static double deviation(Background rows, int feature) {
            double mean = 0;
            int known = 0;
            for (int i = 0; i < rows.count(); i++) {
                if (!Double.isNaN(rows.get(i, feature))) {
                    known++;
                    mean += (rows.get(i, feature) - mean) / known;
                }
            }
            double squares = 0;
            for (int i = 0; i < rows.count(); i++) {
                double off = rows.get(i, feature) - mean;
                squares += Double.isNaN(off) ? 0 : off * off;
            }
            return known < 2 ? 0 : Math.sqrt(squares / (known - 1));
        }

        /** The neighbours of one row, and what the least squares see of them: how far off, 0 or 1 for a category. */
        private final class Neighbourhood {
            private final double[] data;
            private final int[] varied;
            private final double[][] design;
            private final double[] weights;

            Neighbourhood(double[] row) {
                int n = 2 * settings.pairs;
                varied = varied(row);
                data = new double[n * row.length];
                design = new double[n][varied.length + 1];
                weights = new double[n];
                Draws draws = new Draws(settings.seed);
                for (int i = 0; i < n; i += 2) {
                    System.arraycopy(row, 0, data, i * row.length, row.length);
                    System.arraycopy(row, 0, data, (i + 1) * row.length, row.length);
                    place(row, i, draws);
                }
            }

            private int[] varied(double[] row) {
                int[] features = new int[row.length];
                int n = 0;
                for (int f = 0; f < row.length; f++) {
                    boolean other = categorical(f) ? hasOther(f, row[f]) : scale[f] > 0 && !Double.isNaN(row[f]);
                    if (other) {
                        features[n++] = f;
                    }
                }
                return Arrays.copyOf(features, n);
            }

            private boolean hasOther(int feature, double own) {
                for (int i = 0; i < background.count(); i++) {
                    if (Double.compare(background.get(i, feature), own) != 0) {
                        return true;
                    }
                }
                return false;
            }

            private void place(double[] row, int i, Draws draws) {
                double[] one = design[i];
                double[] mirror = design[i + 1];
                one[0] = 1;
                mirror[0] = 1;
                double distance = 0;
                for (int k = 0; k < varied.length; k++) {
                    int f = varied[k];
                    if (categorical(f)) {
                        one[k + 1] = category(row, i, f, draws);
                        mirror[k + 1] = category(row, i + 1, f, draws);
                        continue;
                    }
                    double off = draws.nextGaussian();
                    distance += off * off;
                    one[k + 1] = off;
                    mirror[k + 1] = -off;
                    data[i * row.length + f] += scale[f] * off;
                    data[(i + 1) * row.length + f] -= scale[f] * off;
                }
                weights[i] = weight(distance, one);
                weights[i + 1] = weight(distance, mirror);
            }

            /** Nearer neighbours count more: the kernel of the paper at the width its authors' program has. */
            private double weight(double distance, double[] offs) {
                double sum = distance;
                for (int k = 0; k < varied.length; k++) {
                    sum += categorical(varied[k]) ? offs[k + 1] : 0;
                }
                return StrictMath.exp(-sum / (2 * 0.75 * 0.75 * Math.max(1, varied.length)));
            }

            private double category(double[] row, int i, int feature, Draws draws) {
                double drawn = background.get(draws.nextInt(background.count()), feature);
                data[i * row.length + feature] = drawn;
                return Double.compare(drawn, row[feature]) == 0 ? 0 : 1;
            }

            double[] scores(Scorer scorer) {
                double[] scores = new double[weights.length];
                scorer.score(data, scores.length, scores);
                for (double score : scores) {
                    Background.finite(score);
                }
                return scores;
            }
        }
    }
}
