package io.modelgovernance.core.fairness;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.TwoShares;
import java.util.List;

/**
 * The difference of a rate between two groups at equal conditions: the mean over strata, such as income bands, of the
 * differences within them. Pure and thread-safe.
 */
public final class ConditionalDisparity {
    private ConditionalDisparity() {}

    /**
     * The mean difference, group less reference, weighted by the cases of both in a stratum.
     *
     * <p>Its interval recovers the variances from Newcombe's intervals of the strata (MOVER, Donner and Zou 2012), so it
     * holds for small strata as well.
     *
     * @param strata counts of each stratum, of the same groups
     * @param rate which rate
     * @param group code of the group
     * @param reference code of the reference group
     * @param level confidence level between 0 and 1
     * @return the difference, -1 to 1; strata without cases of both groups are left out, and without any it is unknown
     * @throws InvalidInputException if a group is none of the counts', or the level is out of range
     */
    public static Estimate difference(
            List<GroupCounts> strata, GroupRate rate, int group, int reference, double level) {
        double weights = 0;
        double sum = 0;
        double below = 0;
        double above = 0;
        long cases = 0;
        int used = 0;
        for (GroupCounts stratum : strata) {
            if (Math.min(group, reference) < 0 || Math.max(group, reference) >= stratum.groups()) {
                throw InvalidInputException.of(
                        "groups", "are " + group + " and " + reference, "0 to " + (stratum.groups() - 1));
            }
            long n = rate.trials(stratum, group);
            long m = rate.trials(stratum, reference);
            Estimate one = TwoShares.difference(rate.hits(stratum, group), n, rate.hits(stratum, reference), m, level);
            if (one.known()) {
                double weight = (double) n + m;
                weights += weight;
                sum += weight * one.value();
                below += square(weight * (one.value() - one.low()));
                above += square(weight * (one.high() - one.value()));
                cases += n + m;
                used++;
            }
        }
        if (used == 0) {
            return Estimate.notEnoughData(0, "no stratum has cases of both groups");
        }
        double difference = sum / weights;
        return Estimate.of(
                difference,
                Math.max(-1, difference - Math.sqrt(below) / weights),
                Math.min(1, difference + Math.sqrt(above) / weights),
                level,
                cases,
                "difference within " + used + " of " + strata.size() + " strata, MOVER");
    }

    private static double square(double x) {
        return x * x;
    }
}
