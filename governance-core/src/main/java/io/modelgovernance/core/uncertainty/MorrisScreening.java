package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.core.stats.StudentT;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which inputs matter at all, for few scores: the elementary effects of Morris (1991) with the mean of absolute effects of
 * Campolongo, Cariboni and Saltelli (2007). Pure and thread-safe.
 */
public final class MorrisScreening {
    private MorrisScreening() {}

    /**
     * One input's effects: changes of the score over the whole range, if it went on as over the step.
     *
     * @param range the input and its range
     * @param mean mean effect with Student's 95 % interval
     * @param meanSize mean of the absolute effects with Student's 95 % interval: 0 if the score does not depend on it
     * @param spread standard deviation of the effects: above 0 if it bends or depends on other inputs
     */
    public record Effect(InputRange range, Estimate mean, Estimate meanSize, double spread) {}

    /**
     * Runs: {@code trajectories} times the number of inputs plus one scores.
     *
     * @param scorer the model
     * @param base values of the inputs that are not varied; not modified
     * @param ranges the inputs to vary, each once
     * @param trajectories number of trajectories, 2 to 1 million
     * @param levels points of the grid over each range, even, 2 to 1,000; a step is half of it and a bit
     * @param seed seed of the trajectories
     * @return each input's effects, in the order of the ranges
     * @throws InvalidInputException if an argument is out of range or a score is not finite
     */
    public static List<Effect> run(
            Scorer scorer, double[] base, List<InputRange> ranges, int trajectories, int levels, long seed) {
        if (trajectories < 2 || trajectories > 1_000_000) {
            throw InvalidInputException.of("number of trajectories", "is " + trajectories, "2 to 1000000");
        }
        if (levels < 2 || levels > 1_000 || levels % 2 != 0) {
            throw InvalidInputException.of("number of levels", "is " + levels, "even, 2 to 1000");
        }
        Design design = new Design(scorer, base, ranges);
        int k = design.inputs();
        int half = levels / 2;
        double step = half / (levels - 1.0);
        SplittableRandom random = new SplittableRandom(seed);
        double[][] effects = new double[k][trajectories];
        for (int t = 0; t < trajectories; t++) {
            int[] order = order(random, k);
            double[] points = new double[(k + 1) * k];
            for (int j = 0; j < k; j++) {
                points[j] = random.nextInt(levels) / (levels - 1.0);
            }
            double[] signs = new double[k];
            for (int s = 0; s < k; s++) {
                int j = order[s];
                System.arraycopy(points, s * k, points, (s + 1) * k, k);
                signs[j] = points[s * k + j] < 0.5 ? 1 : -1;
                points[(s + 1) * k + j] += signs[j] * step;
            }
            double[] scores = design.score(points);
            for (int s = 0; s < k; s++) {
                effects[order[s]][t] = signs[order[s]] * (scores[s + 1] - scores[s]) / step;
            }
        }
        List<Effect> found = new ArrayList<>();
        for (int j = 0; j < k; j++) {
            double[] sizes = new double[trajectories];
            for (int t = 0; t < trajectories; t++) {
                sizes[t] = Math.abs(effects[j][t]);
            }
            Estimate mean = StudentT.mean(effects[j], 0.95);
            found.add(new Effect(
                    design.ranges().get(j),
                    mean,
                    StudentT.mean(sizes, 0.95),
                    Moments.of(effects[j]).standardDeviation()));
        }
        return found;
    }

    private static int[] order(SplittableRandom random, int k) {
        int[] order = new int[k];
        for (int i = 0; i < k; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
