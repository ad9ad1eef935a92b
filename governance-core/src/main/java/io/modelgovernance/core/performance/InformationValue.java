package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Normal;
import java.util.ArrayList;
import java.util.List;

/**
 * Weight of evidence of each bin of a scorecard's input, and the information value of all.
 *
 * @param weights logarithm of the bin's share of the goods over its share of the bads: above 0 where it speaks for good
 * @param value sum over the bins of the difference of both shares times the weight, at least 0, with the delta method's
 *     interval; above what the population has, the more so the more bins and the fewer cases
 */
public record InformationValue(List<Double> weights, Estimate value) {
    private static final double EMPTY = 0.5;

    /** Copies. */
    public InformationValue {
        weights = List.copyOf(weights);
    }

    /**
     * Measures.
     *
     * @param goods goods in each bin, at least 0; not modified
     * @param bads bads in each bin, at least 0; not modified
     * @param level confidence level between 0 and 1
     * @return the weights; if a bin lacks goods or bads, every count is raised by a half, and the method says so; the value
     *     is unknown, and the weights are empty, without goods or without bads
     * @throws InvalidInputException if there is no bin, the lengths differ, a count is negative or the level out of range
     */
    public static InformationValue of(long[] goods, long[] bads, double level) {
        if (goods.length == 0 || goods.length != bads.length) {
            throw InvalidInputException.of(
                    "bins", "number " + goods.length + " and " + bads.length, "the same, at least 1");
        }
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("confidence level", "is " + level, "between 0 and 1");
        }
        long allGoods = 0;
        long allBads = 0;
        boolean empty = false;
        for (int i = 0; i < goods.length; i++) {
            if (goods[i] < 0 || bads[i] < 0) {
                throw InvalidInputException.of("bin " + i, "has a negative count", "counts of at least 0");
            }
            empty |= goods[i] == 0 || bads[i] == 0;
            allGoods += goods[i];
            allBads += bads[i];
        }
        long n = allGoods + allBads;
        if (allGoods == 0 || allBads == 0) {
            return new InformationValue(List.of(), Estimate.notEnoughData(n, "needs goods and bads"));
        }
        double more = empty ? EMPTY : 0;
        double ofGoods = allGoods + more * goods.length;
        double ofBads = allBads + more * goods.length;
        List<Double> weights = new ArrayList<>();
        double value = 0;
        double[] moments = new double[4];
        for (int i = 0; i < goods.length; i++) {
            double g = (goods[i] + more) / ofGoods;
            double b = (bads[i] + more) / ofBads;
            double weight = StrictMath.log(g / b);
            weights.add(weight);
            value += (g - b) * weight;
            double byGood = weight + 1 - b / g;
            double byBad = -weight + 1 - g / b;
            moments[0] += g * byGood;
            moments[1] += g * byGood * byGood;
            moments[2] += b * byBad;
            moments[3] += b * byBad * byBad;
        }
        double variance =
                (moments[1] - moments[0] * moments[0]) / ofGoods + (moments[3] - moments[2] * moments[2]) / ofBads;
        double half = Normal.upperQuantile((1 - level) / 2) * Math.sqrt(Math.max(0, variance));
        double known = Math.max(0, value);
        return new InformationValue(
                weights,
                Estimate.of(
                        known,
                        Math.max(0, known - half),
                        known + half,
                        level,
                        n,
                        "information value, " + goods.length + " bins, delta method"
                                + (empty ? ", counts raised by a half" : "")));
    }
}
