package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ChiSquare;

/**
 * Backtests of a limit that losses, or other outcomes, should exceed with a stated chance, such as value at risk: Kupiec
 * (1995) and Christoffersen (1998). All are likelihood ratios referred to the chi-square law. Pure and thread-safe.
 */
public final class ExceedanceTests {
    private ExceedanceTests() {}

    /**
     * Kupiec's proportion of failures: whether there are as many exceedances as promised.
     *
     * @param exceedances number of periods above the limit, 0 to {@code periods}
     * @param periods number of periods, at least 0
     * @param chance promised chance of one, between 0 and 1
     * @return likelihood ratio with one degree of freedom; unknown without periods
     * @throws InvalidInputException if an argument is out of range
     */
    public static OutcomeTest proportionOfFailures(long exceedances, long periods, double chance) {
        requireChance(chance);
        if (exceedances < 0 || exceedances > periods) {
            throw InvalidInputException.of("exceedances", "are " + exceedances + " of " + periods, "0 to all periods");
        }
        double ratio = unconditional(exceedances, periods, chance);
        return result("Kupiec, proportion of failures", ratio, 1, periods);
    }

    /**
     * Kupiec's time until the first failure.
     *
     * @param first the period of the first exceedance, counted from 1
     * @param chance promised chance of one, between 0 and 1
     * @return likelihood ratio with one degree of freedom
     * @throws InvalidInputException if an argument is out of range
     */
    public static OutcomeTest timeUntilFirstFailure(long first, double chance) {
        requireChance(chance);
        if (first < 1) {
            throw InvalidInputException.of("first period", "is " + first, "at least 1");
        }
        double likeliest = 1.0 / first;
        double ratio = 2 * (times(1, likeliest / chance) + times(first - 1, (1 - likeliest) / (1 - chance)));
        return result("Kupiec, time until first failure", ratio, 1, first);
    }

    /**
     * Christoffersen's independence: whether an exceedance makes one in the next period more or less likely.
     *
     * @param exceeded whether each period was above the limit, in order; not modified
     * @return likelihood ratio with one degree of freedom; unknown if no period follows one of each kind
     */
    public static OutcomeTest independence(boolean[] exceeded) {
        String name = "Christoffersen, independence";
        Changes seen = Changes.of(exceeded);
        return seen.fromNo() == 0 || seen.fromYes() == 0
                ? OutcomeTest.unknown(name, exceeded.length, "needs a period after an exceedance and one after none")
                : result(name, seen.independence(), 1, exceeded.length);
    }

    /**
     * Christoffersen's conditional coverage: as many exceedances as promised, and independent. The number is judged over
     * the periods that have one before them, so that the two parts add up.
     *
     * @param exceeded whether each period was above the limit, in order; not modified
     * @param chance promised chance of one, between 0 and 1
     * @return likelihood ratio with two degrees of freedom; unknown with fewer than two periods
     * @throws InvalidInputException if the chance is out of range
     */
    public static OutcomeTest conditionalCoverage(boolean[] exceeded, double chance) {
        requireChance(chance);
        String name = "Christoffersen, conditional coverage";
        if (exceeded.length < 2) {
            return OutcomeTest.unknown(name, exceeded.length, "needs two periods");
        }
        Changes seen = Changes.of(exceeded);
        long yes = seen.noYes() + seen.yesYes();
        return result(name, unconditional(yes, exceeded.length - 1L, chance) + seen.independence(), 2, exceeded.length);
    }

    /** How often which kind of period followed which. */
    private record Changes(long noNo, long noYes, long yesNo, long yesYes) {
        static Changes of(boolean[] exceeded) {
            long[] count = new long[4];
            for (int i = 1; i < exceeded.length; i++) {
                count[(exceeded[i - 1] ? 2 : 0) + (exceeded[i] ? 1 : 0)]++;
            }
            return new Changes(count[0], count[1], count[2], count[3]);
        }

        long fromNo() {
            return noNo + noYes;
        }

        long fromYes() {
            return yesNo + yesYes;
        }

        double independence() {
            double all = fromNo() + fromYes();
            double yes = (noYes + yesYes) / all;
            double afterNo = (double) noYes / fromNo();
            double afterYes = (double) yesYes / fromYes();
            return 2
                    * (times(noNo, (1 - afterNo) / (1 - yes))
                            + times(noYes, afterNo / yes)
                            + times(yesNo, (1 - afterYes) / (1 - yes))
                            + times(yesYes, afterYes / yes));
        }
    }

    private static double unconditional(long hits, long n, double chance) {
        double share = (double) hits / n;
        return 2 * (times(hits, share / chance) + times(n - hits, (1 - share) / (1 - chance)));
    }

    /** {@code count * log(ratio)}, 0 where nothing counts. */
    private static double times(long count, double ratio) {
        return count == 0 ? 0 : count * StrictMath.log(ratio);
    }

    private static OutcomeTest result(String name, double ratio, int degrees, long n) {
        double statistic = Math.max(0, ratio);
        return n == 0
                ? OutcomeTest.unknown(name, 0, "needs a period")
                : OutcomeTest.of(name, statistic, ChiSquare.survival(statistic, degrees), n);
    }

    private static void requireChance(double chance) {
        if (!(chance > 0 && chance < 1)) {
            throw InvalidInputException.of("chance of an exceedance", "is " + chance, "between 0 and 1");
        }
    }
}
