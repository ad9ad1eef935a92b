package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ConformalRank;
import io.modelgovernance.core.stats.Proportions;
import java.util.Arrays;

/**
 * Keeps the promise of conformal intervals on a stream whose law changes: after each miss the next intervals are wider,
 * after each hit a little narrower (adaptive conformal inference; Gibbs and Candes 2021).
 *
 * <p>No exchangeability is needed: over any {@code T} cases, even chosen by an adversary, the share of misses is within
 * {@code (1 + rate) / (rate T)} of {@code alpha}. In the long run, that is, and not at every moment. Not thread-safe.
 */
public final class AdaptiveConformal {
    private final double alpha;
    private final double rate;
    private final double[] ascending;
    private final double[] arrived;
    private int held;
    private int oldest;
    private double current;
    private long cases;
    private long misses;

    private AdaptiveConformal(double alpha, double rate, int window) {
        this.alpha = alpha;
        this.rate = rate;
        this.ascending = new double[window];
        this.arrived = new double[window];
        this.current = alpha;
    }

    /**
     * Starts without cases.
     *
     * @param alpha accepted share of misses, between 0 and 1
     * @param rate how fast it adapts, above 0 and below 1, such as 0.01
     * @param window number of last cases that the width is taken from, at least 1
     * @return the stream
     * @throws InvalidInputException if an argument is out of range
     */
    public static AdaptiveConformal of(double alpha, double rate, int window) {
        if (!(alpha > 0 && alpha < 1)) {
            throw InvalidInputException.of("alpha", "is " + alpha, "between 0 and 1");
        }
        if (!(rate > 0 && rate < 1)) {
            throw InvalidInputException.of("rate", "is " + rate, "between 0 and 1");
        }
        if (window < 1) {
            throw InvalidInputException.of("window", "is " + window, "at least 1");
        }
        return new AdaptiveConformal(alpha, rate, window);
    }

    /**
     * Half the width of the next interval.
     *
     * @return at least 0; infinite while nothing narrower will do; negative, which holds nothing, after too many hits
     */
    public double radius() {
        if (current >= 1) {
            return -1;
        }
        if (current <= 0) {
            return Double.POSITIVE_INFINITY;
        }
        ConformalRank rank = ConformalRank.of(held, current);
        return rank.finite() ? ascending[rank.k() - 1] : Double.POSITIVE_INFINITY;
    }

    /**
     * The next interval.
     *
     * @param prediction the model's prediction, finite
     * @return the prediction with its interval, whose ends may be infinite
     * @throws InvalidInputException if the prediction is not finite
     */
    public Estimate interval(double prediction) {
        if (!Double.isFinite(prediction)) {
            throw InvalidInputException.of("prediction", "is " + prediction, "finite");
        }
        double radius = Math.max(0, radius());
        return Estimate.of(
                prediction,
                prediction - radius,
                prediction + radius,
                1 - alpha,
                held,
                "adaptive conformal, rate " + rate + ", window " + ascending.length);
    }

    /**
     * Learns what was true of a case.
     *
     * @param residual distance of truth and prediction, finite, at least 0
     * @return whether the interval that stood before held the truth
     * @throws InvalidInputException if the residual is out of range
     */
    public boolean learn(double residual) {
        if (!(residual >= 0 && residual < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of("residual", "is " + residual, "finite, at least 0");
        }
        boolean hit = residual <= radius();
        cases++;
        misses += hit ? 0 : 1;
        current += rate * (alpha - (hit ? 0 : 1));
        keep(residual + 0.0);
        return hit;
    }

    private void keep(double residual) {
        if (held == ascending.length) {
            int gone = Arrays.binarySearch(ascending, 0, held, arrived[oldest]);
            System.arraycopy(ascending, gone + 1, ascending, gone, --held - gone);
        }
        int at = Arrays.binarySearch(ascending, 0, held, residual);
        int place = at >= 0 ? at : -at - 1;
        System.arraycopy(ascending, place, ascending, place + 1, held++ - place);
        ascending[place] = residual;
        arrived[oldest] = residual;
        oldest = (oldest + 1) % arrived.length;
    }

    /**
     * How often the intervals held the truth so far.
     *
     * @return the share of hits; its exact binomial 95 % interval takes hits for independent, which on a stream they need
     *     not be; unknown without cases
     */
    public Estimate coverage() {
        return Proportions.of(cases - misses, cases, 0.95);
    }
}
