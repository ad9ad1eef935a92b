package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.FisherExact;
import io.modelgovernance.core.stats.Holm;
import io.modelgovernance.core.stats.Normal;
import io.modelgovernance.core.stats.Proportions;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether default rates rise from each grade of a scorecard to the next, as the grades say.
 *
 * @param rates default rate of each grade with its exact 95 % interval; unknown for a grade without debtors
 * @param inversions neighbouring grades whose rates fall
 * @param inversion least p-value, corrected by Holm, of Fisher's one-sided tests that a rate falls: small if a grade is
 *     truly out of order; unknown with fewer than two grades
 * @param trend the trend test of Cochran (1954) and Armitage (1955), one-sided: p is small if rates rise with the grades;
 *     unknown if all came out the same or there is one grade only
 */
public record RankOrder(List<Estimate> rates, int inversions, OutcomeTest inversion, OutcomeTest trend) {
    /** Copies. */
    public RankOrder {
        rates = List.copyOf(rates);
    }

    /**
     * Tests.
     *
     * @param defaults defaults in each grade, from the best to the worst; not modified
     * @param debtors debtors in each grade, at least as many; not modified
     * @return what was found; grades without debtors are passed over
     * @throws InvalidInputException if the lengths differ or a count is out of range
     */
    public static RankOrder of(long[] defaults, long[] debtors) {
        if (defaults.length != debtors.length) {
            throw InvalidInputException.of(
                    "grades", "number " + defaults.length + " and " + debtors.length, "the same");
        }
        List<Estimate> rates = new ArrayList<>();
        List<Integer> kept = new ArrayList<>();
        long n = 0;
        for (int i = 0; i < defaults.length; i++) {
            rates.add(Proportions.of(defaults[i], debtors[i], 0.95));
            n += debtors[i];
            if (debtors[i] > 0) {
                kept.add(i);
            }
        }
        String name = "falling default rates, Fisher and Holm";
        if (kept.size() < 2) {
            return new RankOrder(
                    rates, 0, OutcomeTest.unknown(name, n, "needs two grades"), trend(defaults, debtors, n));
        }
        int falls = 0;
        double[] p = new double[kept.size() - 1];
        for (int k = 0; k < p.length; k++) {
            int better = kept.get(k);
            int worse = kept.get(k + 1);
            falls += rates.get(better).value() > rates.get(worse).value() ? 1 : 0;
            p[k] = FisherExact.test(
                            defaults[better],
                            debtors[better] - defaults[better],
                            defaults[worse],
                            debtors[worse] - defaults[worse])
                    .greater();
        }
        double least = 1;
        for (double one : Holm.adjust(p)) {
            least = Math.min(least, one);
        }
        return new RankOrder(rates, falls, OutcomeTest.of(name, falls, least, n), trend(defaults, debtors, n));
    }

    /** Grades are scored by their number. */
    private static OutcomeTest trend(long[] defaults, long[] debtors, long n) {
        String name = "rising default rates, Cochran-Armitage";
        double hits = 0;
        double mean = 0;
        for (int i = 0; i < debtors.length; i++) {
            hits += defaults[i];
            mean += (double) i * debtors[i];
        }
        mean /= n;
        double share = hits / n;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < debtors.length; i++) {
            sum += (i - mean) * (defaults[i] - debtors[i] * share);
            squares += (i - mean) * (i - mean) * debtors[i];
        }
        double variance = share * (1 - share) * squares;
        if (!(variance > 0)) {
            return OutcomeTest.unknown(name, n, "all came out the same, or there is one grade");
        }
        double z = sum / Math.sqrt(variance);
        return OutcomeTest.of(name, z, Normal.survival(z), n);
    }
}
