package io.modelgovernance.core.uncertainty;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How the score follows one input over its range while all others stay as in a base row. Simple to read; it sees nothing
 * of what inputs do together, which {@link SobolIndices} do. Pure and thread-safe.
 */
public final class OneAtATime {
    private OneAtATime() {}

    /**
     * One input's course.
     *
     * @param range the input and its range
     * @param scores scores at points of equal distance from the lower to the upper end
     * @param least the least of them
     * @param most the greatest of them
     * @param monotone whether they never fall or never rise
     */
    public record Course(InputRange range, List<Double> scores, double least, double most, boolean monotone) {
        /** Copies. */
        public Course {
            scores = List.copyOf(scores);
        }

        /**
         * How much the input moves the score.
         *
         * @return greatest less least, at least 0
         */
        public double swing() {
            return most - least;
        }
    }

    /**
     * Runs.
     *
     * @param scorer the model
     * @param base values of the inputs that are not varied; not modified
     * @param ranges the inputs to vary, each once
     * @param points points of each range, 2 to 100,000
     * @return each input's course, in the order of the ranges
     * @throws InvalidInputException if an argument is out of range or a score is not finite
     */
    public static List<Course> run(Scorer scorer, double[] base, List<InputRange> ranges, int points) {
        if (points < 2 || points > 100_000) {
            throw InvalidInputException.of("number of points", "is " + points, "2 to 100000");
        }
        return new Design(scorer, base, ranges)
                .ranges().stream()
                        .map(range -> course(new Design(scorer, base, List.of(range)), range, points))
                        .toList();
    }

    private static Course course(Design design, InputRange range, int points) {
        double[] scores = design.score(
                IntStream.range(0, points).mapToDouble(i -> i / (points - 1.0)).toArray());
        boolean rises = false;
        boolean falls = false;
        for (int i = 1; i < points; i++) {
            rises |= scores[i] > scores[i - 1];
            falls |= scores[i] < scores[i - 1];
        }
        return new Course(
                range,
                Arrays.stream(scores).boxed().toList(),
                Arrays.stream(scores).min().orElseThrow(),
                Arrays.stream(scores).max().orElseThrow(),
                !(rises && falls));
    }
}
