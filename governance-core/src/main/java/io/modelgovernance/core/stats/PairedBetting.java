package io.modelgovernance.core.stats;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.TreeMap;

/**
 * Differences of two groups, taken block by block, tested as often as one likes: money bet on the mean difference being
 * above a margin (Waudby-Smith and Ramdas 2024, Estimating means of bounded random variables by betting).
 *
 * <p>A block is a few cases of each group, as many as was settled before; its difference is the mean of the first less the
 * mean of the second, from -1 to 1. A bet of size s multiplies its money by {@code 1 - s + s (1 + d) / (1 + margin)}. If
 * every block's mean difference, given the blocks before, is at most the margin, no bet gains on average, so the chance
 * that the money of all bets together ever reaches {@code 1 / alpha} times the stake is at most {@code alpha} (Ville
 * 1939), whenever and however often one looks. The shares themselves may wander, as long as both wander alike. Sizes are
 * powers of one half, of equal stakes; so the money depends on which differences were seen and not on their order.
 *
 * <p>Not thread-safe.
 */
public final class PairedBetting {
    private static final int SIZES = 12;
    private static final int HALVINGS = 100;

    private final TreeMap<Double, Long> seen = new TreeMap<>();
    private long blocks;
    private double sum;

    /**
     * Takes in a block.
     *
     * @param difference mean of the first group less mean of the second, -1 to 1
     * @throws InvalidInputException if it is out of range
     */
    public void add(double difference) {
        if (!(difference >= -1 && difference <= 1)) {
            throw InvalidInputException.of("difference of a block", "is " + difference, "from -1 to 1");
        }
        seen.merge(difference + 0.0, 1L, Long::sum);
        blocks++;
        sum += difference;
    }

    /**
     * How many blocks were taken in.
     *
     * @return the number
     */
    public long blocks() {
        return blocks;
    }

    /**
     * Evidence against "the mean difference is at most the margin".
     *
     * @param margin above -1 and below 1
     * @return natural logarithm of the e-value, 0 before the first block; {@code log(1 / alpha)} shows the difference at
     *     level {@code alpha}
     * @throws InvalidInputException if the margin is out of range
     */
    public double logEvidence(double margin) {
        return logEvidence(requireMargin(margin), 1);
    }

    /** With the sign of the differences turned if -1. */
    private double logEvidence(double margin, int sign) {
        double[] money = new double[SIZES];
        seen.forEach((difference, count) -> {
            double ratio = (1 + sign * difference) / (1 + margin) - 1;
            double size = 1;
            for (int i = 0; i < SIZES; i++) {
                size /= 2;
                money[i] += count * StrictMath.log1p(size * ratio);
            }
        });
        double most = Arrays.stream(money).max().orElse(0);
        double total = 0;
        for (double one : money) {
            total += StrictMath.exp(one - most);
        }
        return most + StrictMath.log(total / SIZES);
    }

    /**
     * The mean difference, with an interval that contains the truth at every look at once.
     *
     * @param level chance that the interval is never wrong, between 0 and 1
     * @return the difference; unknown before the first block
     * @throws InvalidInputException if the level is out of range
     */
    public Estimate difference(double level) {
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("confidence level", "is " + level, "between 0 and 1");
        }
        if (blocks == 0) {
            return Estimate.notEnoughData(0, "a difference needs cases of both groups");
        }
        double bar = -StrictMath.log((1 - level) / 2);
        double mean = Math.max(-1, Math.min(1, sum / blocks));
        double low = Math.min(mean, end(bar, 1, mean));
        double high = Math.max(mean, -end(bar, -1, -mean));
        return Estimate.of(mean, low, high, level, blocks, "confidence sequence by betting on blocks");
    }

    /** The least margin that the evidence does not rule out; evidence falls as the margin grows. */
    private double end(double bar, int sign, double mean) {
        double low = -1;
        double high = mean;
        for (int i = 0; i < HALVINGS; i++) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                break;
            }
            if (logEvidence(middle, sign) >= bar) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double requireMargin(double margin) {
        if (!(margin > -1 && margin < 1)) {
            throw InvalidInputException.of("margin", "is " + margin, "above -1 and below 1");
        }
        return margin;
    }
}
