package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;

/**
 * The mean of several shares, each of its own trials, or of their harmonic figures, such as the mean recall or F1 of classes.
 *
 * <p>Its interval holds the means of all chances that go together with the shares: those of which the deviance, {@code sum of
 * trials * KL(share, chance)}, is at most {@code -log(tail)}. Of one share that is Chernoff's bound (1952), which never covers
 * less than it says; of several it is the profile likelihood with that bound, an approximation that rare events and small trials
 * do not break as they break normal ones. Where shares do not vary by themselves, the deviance is that of a composite likelihood,
 * and the bound is that much greater as the variance of their mean is (Chandler and Bate 2007). Pure and thread-safe.
 */
public final class MeanShare {
    private static final double LEAST = -80;
    private static final double MOST = 80;
    private static final int HALVINGS = 80;

    private final Figure figure;
    private final long[] hits;
    private final long[] trials;

    /** What is taken of a share before the mean is. */
    public enum Figure {
        /** The share itself. */
        SHARE,
        /** {@code 2 p / (1 + p)}: F1, of the share of hits among what is selected or positive. */
        HARMONIC;

        double of(double p) {
            return this == SHARE ? p : 2 * p / (1 + p);
        }

        double slope(double p) {
            return this == SHARE ? 1 : 2 / ((1 + p) * (1 + p));
        }
    }

    private MeanShare(Figure figure, long[] hits, long[] trials) {
        this.figure = figure;
        this.hits = hits;
        this.trials = trials;
    }

    /**
     * The mean with its interval.
     *
     * @param figure what is taken of each share
     * @param hits hits of each, 0 to its trials; not modified
     * @param trials trials of each, at least 1, as many as hits; not modified
     * @param inflation variance of the mean beyond that of independent shares, at least 1, which is that of independent ones
     * @param level confidence level between 0 and 1
     * @return the mean; unknown without shares
     * @throws InvalidInputException if an argument is out of range
     */
    public static Estimate of(Figure figure, long[] hits, long[] trials, double inflation, double level) {
        if (hits.length != trials.length) {
            throw InvalidInputException.of(
                    "shares", "have " + hits.length + " hits", "of " + trials.length + " trials");
        }
        long all = 0;
        for (int i = 0; i < hits.length; i++) {
            if (hits[i] < 0 || trials[i] < Math.max(1, hits[i])) {
                throw InvalidInputException.of(
                        "hits", "are " + hits[i] + " of " + trials[i], "0 to all of at least 1 trial");
            }
            all += trials[i];
        }
        if (!(level > 0 && level < 1) || !(inflation >= 1 && inflation < Double.POSITIVE_INFINITY)) {
            throw InvalidInputException.of(
                    "level and inflation", "are " + level + " and " + inflation, "between 0 and 1, and at least 1");
        }
        if (hits.length == 0) {
            return Estimate.notEnoughData(0, "a mean of shares needs a share");
        }
        MeanShare mean = new MeanShare(figure, hits, trials);
        double bound = -inflation * StrictMath.log((1 - level) / 2);
        double value = mean.at(Double.POSITIVE_INFINITY, 1);
        return Estimate.of(
                value,
                Math.min(value, mean.end(bound, -1)),
                Math.max(value, mean.end(bound, 1)),
                level,
                all,
                "mean of " + hits.length + " shares, profile likelihood by Chernoff's bound");
    }

    /** The mean furthest to one side of which the deviance is within the bound. */
    private double end(double bound, int side) {
        double low = LEAST;
        double high = MOST;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = (low + high) / 2;
            if (deviance(StrictMath.exp(middle), side) > bound) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return at(StrictMath.exp(high), side);
    }

    private double at(double price, int side) {
        double sum = 0;
        for (int i = 0; i < hits.length; i++) {
            sum += figure.of(chance(i, price, side));
        }
        return sum / hits.length;
    }

    private double deviance(double price, int side) {
        double sum = 0;
        for (int i = 0; i < hits.length; i++) {
            double p = chance(i, price, side);
            double n = (double) trials[i];
            sum += part((double) hits[i], n * p) + part((double) trials[i] - hits[i], n * (1 - p));
        }
        return sum;
    }

    private static double part(double count, double mean) {
        return count == 0 ? mean : mean == 0 ? Double.POSITIVE_INFINITY : Deviance.of(count, mean);
    }

    /** Of all chances of a mean, the likeliest ones: there the mean gains as much by each share for as much deviance. */
    private double chance(int i, double price, int side) {
        double share = (double) hits[i] / trials[i];
        double near = share;
        double far = side > 0 ? 1 : 0;
        for (int j = 0; j < HALVINGS; j++) {
            double p = (near + far) / 2;
            if (figure.slope(p) * p * (1 - p) > price * trials[i] * Math.abs(p - share)) {
                near = p;
            } else {
                far = p;
            }
        }
        return near;
    }
}
