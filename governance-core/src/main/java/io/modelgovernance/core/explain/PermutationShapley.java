package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Says how much each feature moved a score, and goes on until the answer is as sharp as asked or the time is used up.
 *
 * <p>Interventional Shapley values from random orders of the features, each with its reverse (antithetic sampling; Strumbelj
 * and Kononenko 2014; Mitchell et al. 2022). One round is an order and its reverse against every background row, so that
 * the values of each round add up. The standard error is that of the mean over rounds; errors divided by it follow
 * Student's t from some 16 rounds on, the least number made. Exact after one round, whatever the order, for models with
 * at most pairwise interactions. Immutable and thread-safe.
 */
public final class PermutationShapley {
    private static final int LEAST_ROUNDS = 16;
    private static final int MOST_FEATURES = 1000;

    private final double precision;
    private final int rounds;
    private final long seed;
    private final @Nullable Deadline deadline;

    private PermutationShapley(double precision, int rounds, long seed, @Nullable Deadline deadline) {
        this.precision = precision;
        this.rounds = rounds;
        this.seed = seed;
        this.deadline = deadline;
    }

    /**
     * Exactly 64 rounds, seed 1.
     *
     * @return the default settings
     */
    public static PermutationShapley withDefaults() {
        return new PermutationShapley(0, 64, 1, null);
    }

    /**
     * Stops as soon as no feature's standard error is greater than this, looked at after 16, 32, 64 ... rounds.
     *
     * @param standardError in units of the score, at least 0; with 0 only values without any spread stop early
     * @return changed settings
     * @throws InvalidInputException if negative or not finite
     */
    public PermutationShapley withPrecision(double standardError) {
        if (!(standardError >= 0) || Double.isInfinite(standardError)) {
            throw InvalidInputException.of("precision of Shapley values", "is " + standardError, "finite, at least 0");
        }
        return new PermutationShapley(standardError, rounds, seed, deadline);
    }

    /**
     * Makes at most another number of rounds.
     *
     * @param most at least 16; each costs {@code 2 (M - 1)} model rows a background row
     * @return changed settings
     * @throws InvalidInputException if less than 16
     */
    public PermutationShapley withRounds(int most) {
        if (most < LEAST_ROUNDS) {
            throw InvalidInputException.of("rounds of Shapley values", "are " + most, "at least " + LEAST_ROUNDS);
        }
        return new PermutationShapley(precision, most, seed, deadline);
    }

    /**
     * Draws other orders.
     *
     * @param newSeed any number; the same seed gives the same bits on every platform
     * @return changed settings
     */
    public PermutationShapley withSeed(long newSeed) {
        return new PermutationShapley(precision, rounds, newSeed, deadline);
    }

    /**
     * Stops after a time, though never before 16 rounds. How many rounds that allows depends on the machine: the method
     * of the attribution states them, and {@link #withRounds} with that number repeats its bits.
     *
     * @param nanos time one explanation may take, in nanoseconds; greater than 0
     * @param nanoClock where the time is read, such as {@code System::nanoTime}
     * @return changed settings
     * @throws InvalidInputException if not greater than 0
     */
    public PermutationShapley withLatencyBudget(long nanos, LongSupplier nanoClock) {
        if (nanos <= 0) {
            throw InvalidInputException.of("latency budget", "is " + nanos + " ns", "greater than 0");
        }
        return new PermutationShapley(precision, rounds, seed, new Deadline(nanos, nanoClock));
    }

    /**
     * An explainer that compares with these rows.
     *
     * @param background at least one row; copied
     * @return an immutable, thread-safe explainer
     * @throws InvalidInputException if there is no row or there are more than 1000 features
     */
    public Explainer over(Rows background) {
        int width = background.schema().size();
        if (width > MOST_FEATURES) {
            throw InvalidInputException.of("feature schema", "has " + width + " features", "at most " + MOST_FEATURES);
        }
        return new Sampling(Background.of(background), this);
    }

    private record Deadline(long nanos, LongSupplier clock) {}

    private record Sampling(Background background, PermutationShapley settings) implements Explainer {
        @Override
        public String method() {
            return "permutation Shapley, antithetic, at most " + settings.rounds + " rounds";
        }

        @Override
        public Attribution explain(Scorer scorer, double[] row) {
            Deadline deadline = settings.deadline;
            long started = deadline == null ? 0 : deadline.clock.getAsLong();
            CoalitionGame game = new CoalitionGame(background, scorer, background.checked(row));
            int width = background.width();
            double prediction = game.prediction();
            double baseline = game.worth(new Nobody())[0];
            Draws draws = new Draws(settings.seed);
            Spread spread = new Spread(width);
            while (spread.rounds < settings.rounds) {
                int[] order = draws.permutation(width);
                spread.add(round(game.worth(new Orders(order)), order, baseline, prediction));
                if (spread.rounds < LEAST_ROUNDS) {
                    continue;
                }
                boolean look = Integer.bitCount(spread.rounds) == 1;
                boolean late = deadline != null && deadline.clock.getAsLong() - started >= deadline.nanos;
                if (late || (look && spread.largestError() <= settings.precision)) {
                    break;
                }
            }
            String method = "permutation Shapley, antithetic, " + spread.rounds + " rounds";
            return Attribution.of(
                            method,
                            baseline,
                            background.names(),
                            spread.mean,
                            spread.standardErrors(),
                            prediction,
                            game.modelRows(),
                            settings.seed,
                            background.digest())
                    .withPlan(Plan.of(method).with(settings.seed).digest());
        }

        /** Mean marginal contribution of each feature over an order and its reverse. */
        private static double[] round(double[] worth, int[] order, double empty, double full) {
            int width = order.length;
            double[] values = new double[width];
            for (int k = 0; k < width; k++) {
                double before = k == 0 ? empty : worth[k - 1];
                double after = k == width - 1 ? full : worth[k];
                double without = k == width - 1 ? empty : worth[width - 1 + k];
                double with = k == 0 ? full : worth[width - 2 + k];
                values[order[k]] = ((after - before) + (with - without)) / 2;
            }
            return values;
        }
    }

    /** The beginnings of an order, then its ends: after k + 1 features have come, then those after the first k + 1. */
    private record Orders(int[] place, int size) implements Coalitions {
        Orders(int[] order) {
            this(inverse(order), 2 * (order.length - 1));
        }

        private static int[] inverse(int[] order) {
            int[] place = new int[order.length];
            for (int k = 0; k < order.length; k++) {
                place[order[k]] = k;
            }
            return place;
        }

        @Override
        public boolean contains(int coalition, int feature) {
            int half = place.length - 1;
            return coalition < half ? place[feature] <= coalition : place[feature] > coalition - half;
        }
    }

    /** The empty coalition alone. */
    private record Nobody() implements Coalitions {
        @Override
        public int size() {
            return 1;
        }

        @Override
        public boolean contains(int coalition, int feature) {
            return false;
        }
    }

    /** Running mean and variance of each value over rounds (Welford 1962). */
    private static final class Spread {
        private final double[] mean;
        private final double[] squares;
        private int rounds;

        Spread(int width) {
            mean = new double[width];
            squares = new double[width];
        }

        void add(double[] values) {
            rounds++;
            for (int i = 0; i < mean.length; i++) {
                double off = values[i] - mean[i];
                mean[i] += off / rounds;
                squares[i] += off * (values[i] - mean[i]);
            }
        }

        double[] standardErrors() {
            double[] errors = new double[mean.length];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = Math.sqrt(squares[i] / (rounds - 1) / rounds);
            }
            return errors;
        }

        double largestError() {
            double largest = 0;
            for (double error : standardErrors()) {
                largest = Math.max(largest, error);
            }
            return largest;
        }
    }
}
