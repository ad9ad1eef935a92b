package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;

/**
 * Intervals for one share, and for the difference and the ratio of two, that hold up where normal ones fail: small
 * groups and shares near 0 or 1. Pure and thread-safe.
 */
public final class TwoShares {
    private TwoShares() {}

    /**
     * A share with Wilson's (1927) score interval.
     *
     * @param hits number of hits, 0 to {@code trials}
     * @param trials number of trials, at least 0
     * @param level confidence level between 0 and 1
     * @return the share with its interval; unknown without trials
     * @throws InvalidInputException if the counts or the level are out of range
     */
    public static Estimate wilson(long hits, long trials, double level) {
        double z = requireLevel(level);
        requireCounts(hits, trials);
        if (trials == 0) {
            return Estimate.notEnoughData(0, "a share needs at least one trial");
        }
        double share = (double) hits / trials;
        return Estimate.of(
                share,
                Math.min(share, wilsonEnd((double) hits, (double) trials, z, -1)),
                Math.max(share, wilsonEnd((double) hits, (double) trials, z, 1)),
                level,
                trials,
                "Wilson");
    }

    /**
     * The difference of two independent shares, first less second, with Newcombe's (1998) hybrid score interval, his
     * method 10.
     *
     * @param hits hits of the first
     * @param trials trials of the first
     * @param otherHits hits of the second
     * @param otherTrials trials of the second
     * @param level confidence level between 0 and 1
     * @return the difference, -1 to 1; unknown if one has no trials
     * @throws InvalidInputException if a count or the level is out of range
     */
    public static Estimate difference(long hits, long trials, long otherHits, long otherTrials, double level) {
        requireLevel(level);
        Estimate one = wilson(hits, trials, level);
        Estimate other = wilson(otherHits, otherTrials, level);
        if (!one.known() || !other.known()) {
            return Estimate.notEnoughData(trials + otherTrials, "a difference needs trials on both sides");
        }
        double difference = one.value() - other.value();
        return Estimate.of(
                difference,
                Math.max(-1, difference - hypotenuse(one.value() - one.low(), other.high() - other.value())),
                Math.min(1, difference + hypotenuse(one.high() - one.value(), other.value() - other.low())),
                level,
                trials + otherTrials,
                "difference of shares, Newcombe");
    }

    /**
     * The ratio of two independent shares, first by second, with Koopman's (1984) score interval.
     *
     * @param hits hits of the first
     * @param trials trials of the first
     * @param otherHits hits of the second
     * @param otherTrials trials of the second
     * @param level confidence level between 0 and 1
     * @return the ratio, at least 0, its upper end infinite if the data allow any; unknown if one has no trials or the
     *     second no hits
     * @throws InvalidInputException if a count or the level is out of range
     */
    public static Estimate ratio(long hits, long trials, long otherHits, long otherTrials, double level) {
        double z = requireLevel(level);
        requireCounts(hits, trials);
        requireCounts(otherHits, otherTrials);
        if (trials == 0 || otherTrials == 0 || otherHits == 0) {
            return Estimate.notEnoughData(trials + otherTrials, "a ratio needs trials on both sides and hits below");
        }
        double ratio = ((double) hits / trials) / ((double) otherHits / otherTrials);
        double x = (double) hits;
        double n = (double) trials;
        double y = (double) otherHits;
        double m = (double) otherTrials;
        double low = hits == 0 ? 0 : end(x, n, y, m, z * z, ratio, -1);
        double high = end(x, n, y, m, z * z, ratio, 1);
        return Estimate.of(
                ratio,
                Math.min(ratio, low),
                Math.max(ratio, high),
                level,
                trials + otherTrials,
                "ratio of shares, Koopman");
    }

    /**
     * Doubles away from the ratio until the score is too great; then false position with Illinois' correction, on
     * logarithms of the ratio and on roots of the score, which are nearly a line.
     */
    private static double end(double x, double n, double y, double m, double bound, double ratio, int side) {
        double root = Math.sqrt(bound);
        double inside = ratio > 0 ? StrictMath.log(ratio) : StrictMath.log(0.5 / n / (y / m));
        double atInside = Math.sqrt(score(x, n, y, m, StrictMath.exp(inside))) - root;
        if (atInside >= 0) {
            return StrictMath.exp(inside);
        }
        double step = 0.5;
        double outside = inside + side * step;
        double atOutside = Math.sqrt(score(x, n, y, m, StrictMath.exp(outside))) - root;
        while (atOutside < 0) {
            inside = outside;
            atInside = atOutside;
            step *= 2;
            outside = inside + side * step;
            if (Math.abs(outside) > 600) {
                return side < 0 ? 0 : Double.POSITIVE_INFINITY;
            }
            atOutside = Math.sqrt(score(x, n, y, m, StrictMath.exp(outside))) - root;
        }
        for (int i = 0; i < 60 && Math.abs(outside - inside) > 1e-14; i++) {
            double next = (inside * atOutside - outside * atInside) / (atOutside - atInside);
            double atNext = Math.sqrt(score(x, n, y, m, StrictMath.exp(next))) - root;
            if (Math.abs(atNext) <= 1e-14 * root) {
                return StrictMath.exp(next);
            }
            if (atNext < 0) {
                inside = next;
                atInside = atNext;
                atOutside /= 2;
            } else {
                outside = next;
                atOutside = atNext;
                atInside /= 2;
            }
        }
        return StrictMath.exp((inside + outside) / 2);
    }

    /** Squared difference from a ratio over its variance under that ratio, whose shares are the likeliest. */
    private static double score(double x, double n, double y, double m, double ratio) {
        double a = (n + m) * ratio;
        double b = n * ratio + x + m + y * ratio;
        double c = x + y;
        double second = 2 * c / (b + Math.sqrt(Math.max(0, b * b - 4 * a * c)));
        double first = Math.min(1, ratio * second);
        double variance = first * (1 - first) / n + ratio * ratio * second * (1 - second) / m;
        double gap = x / n - ratio * y / m;
        return gap == 0 ? 0 : gap * gap / variance;
    }

    private static double wilsonEnd(double hits, double trials, double z, int side) {
        if (side < 0 ? hits == 0 : hits == trials) {
            return side < 0 ? 0 : 1;
        }
        double square = z * z;
        double root = z * Math.sqrt(square / 4 + hits * (trials - hits) / trials);
        return (hits + square / 2 + side * root) / (trials + square);
    }

    private static double hypotenuse(double a, double b) {
        return Math.sqrt(a * a + b * b);
    }

    private static double requireLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("confidence level", "is " + level, "between 0 and 1");
        }
        return level == 0.95 ? 1.959963984540054 : Normal.upperQuantile((1 - level) / 2);
    }

    private static void requireCounts(long hits, long trials) {
        if (hits < 0 || trials < hits) {
            throw InvalidInputException.of("hits", "are " + hits + " of " + trials, "0 to all of the trials");
        }
    }
}
