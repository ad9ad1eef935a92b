package io.modelgovernance.core.html;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/**
 * What moved many scores: one dot a row and feature, placed by its contribution.
 *
 * <p>Dots that would cover each other are stacked. A dot is filled the darker the higher the feature's own value is among
 * the rows, and has an outline, so that it reads in black and white. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param lanes one lane a feature, top to bottom
 */
public record Beeswarm(String title, List<Lane> lanes) implements Figure {
    private static final double WIDTH = 780;
    private static final double LABELS = 200;
    private static final double LANE = 44;
    private static final double DOT = 3;
    private static final String[] FILLS = {"#ffffff", "#c9d6e2", "#7b97b3", Canvas.DARK};

    /**
     * The contributions of one feature.
     *
     * @param feature its name
     * @param contributions one a row, in units of the score; finite; at most 2000
     * @param levels how high the feature's value is in each row, in [0, 1] or NaN where it is missing; as many
     */
    public record Lane(String feature, List<Double> contributions, List<Double> levels) {
        /**
         * Checks and copies.
         *
         * @throws InvalidInputException if a number is out of range or the lists differ in length
         */
        public Lane {
            contributions = List.copyOf(contributions);
            levels = List.copyOf(levels);
            contributions.forEach(value -> Shapes.finite("contribution of beeswarm", value));
            levels.forEach(level -> Shapes.share("level of beeswarm", Double.isNaN(level) ? 0 : level));
            if (contributions.size() != levels.size() || contributions.size() > 2000) {
                throw InvalidInputException.of(
                        "lane of beeswarm",
                        "has " + contributions.size() + " contributions and " + levels.size() + " levels",
                        "as many, at most 2000");
            }
        }
    }

    /** Copies. */
    public Beeswarm {
        lanes = List.copyOf(lanes);
    }

    @Override
    public String svg() {
        double bottom = 40 + LANE * lanes.size();
        Canvas canvas = new Canvas(title, WIDTH, bottom + 60);
        Axis axis = axis();
        for (double mark : axis.marks(6)) {
            canvas.line(axis.at(mark), 36, axis.at(mark), bottom, "#dddddd", "none");
            canvas.text(Markup.number(mark), axis.at(mark), bottom + 16, "middle", LABELS);
        }
        canvas.line(axis.at(0), 36, axis.at(0), bottom, Canvas.INK, "none");
        for (int i = 0; i < lanes.size(); i++) {
            draw(canvas, axis, lanes.get(i), 40 + LANE * i + LANE / 2);
        }
        canvas.small("contribution to the score; value of the feature:", LABELS, bottom + 42, "start", 300);
        String[] names = {"low", "", "", "high"};
        for (int i = 0; i < FILLS.length; i++) {
            canvas.dot(LABELS + 290 + 20 * i, bottom + 38, DOT + 1, FILLS[i]);
            canvas.small(
                    names[i], LABELS + 290 + (i == 0 ? -10 : 20 * i + 10), bottom + 42, i == 0 ? "end" : "start", 50);
        }
        canvas.line(LABELS + 420, bottom + 34, LABELS + 428, bottom + 42, Canvas.INK, "none");
        return canvas.small("missing", LABELS + 434, bottom + 42, "start", 80).svg();
    }

    private static void draw(Canvas canvas, Axis axis, Lane lane, double middle) {
        canvas.text(lane.feature(), LABELS - 12, middle + 4, "end", LABELS - 20);
        Integer[] order = new Integer[lane.contributions().size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(
                order,
                (a, b) -> Double.compare(
                        lane.contributions().get(a), lane.contributions().get(b)));
        int[] stacked = new int[(int) (WIDTH / (2 * DOT)) + 1];
        for (int i : order) {
            double x = axis.at(lane.contributions().get(i));
            int column = (int) (x / (2 * DOT));
            int height = stacked[column]++;
            int places = (height + 1) / 2;
            double step = 2 * DOT * places * (height % 2 == 0 ? 1 : -1);
            double y = middle + Math.max(-LANE / 2 + DOT, Math.min(LANE / 2 - DOT, step));
            double level = lane.levels().get(i);
            if (Double.isNaN(level)) {
                canvas.line(x - DOT, y - DOT, x + DOT, y + DOT, Canvas.INK, "none");
            } else {
                canvas.dot(x, y, DOT, FILLS[Math.min(FILLS.length - 1, (int) (level * FILLS.length))]);
            }
        }
    }

    private Axis axis() {
        double least = 0;
        double greatest = 0;
        for (Lane lane : lanes) {
            for (double value : lane.contributions()) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        return Axis.around(least, greatest, LABELS, WIDTH - 20);
    }
}
