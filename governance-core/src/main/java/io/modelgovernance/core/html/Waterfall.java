package io.modelgovernance.core.html;

import java.util.List;

/**
 * How a score came about: from the average, step by step, to the score.
 *
 * <p>One bar a step from where the last one ended; raising and lowering steps differ in fill and in sign. Immutable and
 * thread-safe.
 *
 * @param title what it shows
 * @param start where it starts; finite
 * @param steps the steps, top to bottom
 */
public record Waterfall(String title, double start, List<Step> steps) implements Figure {
    private static final double WIDTH = 780;
    private static final double LABELS = 260;
    private static final double FIGURES = 90;
    private static final double STEP = 24;

    /**
     * One step.
     *
     * @param label what it is from
     * @param value how far it goes; finite
     */
    public record Step(String label, double value) {
        /**
         * Checks.
         *
         * @throws io.modelgovernance.InvalidInputException if the value is not finite
         */
        public Step {
            Shapes.finite("step of waterfall", value);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws io.modelgovernance.InvalidInputException if the start is not finite
     */
    public Waterfall {
        Shapes.finite("start of waterfall", start);
        steps = List.copyOf(steps);
    }

    @Override
    public String svg() {
        int rows = steps.size() + 2;
        Canvas canvas = new Canvas(title, WIDTH, 62 + STEP * rows);
        Axis axis = axis();
        double bottom = 40 + STEP * rows;
        for (double mark : axis.marks(5)) {
            double x = axis.at(mark);
            canvas.line(x, 36, x, bottom, "#dddddd", "none");
            canvas.text(Markup.number(mark), x, bottom + 16, "middle", LABELS);
        }
        level(canvas, axis, "average", start, 0);
        double level = start;
        for (int i = 0; i < steps.size(); i++) {
            double next = level + steps.get(i).value();
            draw(canvas, axis, i + 1, level, next);
            level = next;
        }
        return level(canvas, axis, "score", level, rows - 1).svg();
    }

    private void draw(Canvas canvas, Axis axis, int row, double from, double to) {
        Step step = steps.get(row - 1);
        double top = 40 + STEP * row;
        double left = axis.at(Math.min(from, to));
        double length = axis.at(Math.max(from, to)) - left;
        canvas.rectangle(left, top + 3, length, STEP - 10, step.value() < 0 ? "#ffffff" : Canvas.DARK);
        canvas.line(axis.at(to), top + STEP - 7, axis.at(to), top + STEP + 3, Canvas.GREY, "none");
        canvas.text(step.label(), LABELS - 8, top + STEP / 2 + 2, "end", LABELS - 16);
        String sign = step.value() > 0 ? "+" : "";
        canvas.text(sign + Markup.number(step.value()), WIDTH - 10, top + STEP / 2 + 2, "end", FIGURES);
    }

    private static Canvas level(Canvas canvas, Axis axis, String label, double value, int row) {
        double top = 40 + STEP * row;
        double x = axis.at(value);
        canvas.line(x, top + 1, x, top + STEP - 5, Canvas.INK, "none");
        canvas.dot(x, top + STEP / 2 - 2, 4, Canvas.INK);
        canvas.text(label, LABELS - 8, top + STEP / 2 + 2, "end", LABELS - 16);
        return canvas.text(Markup.number(value), WIDTH - 10, top + STEP / 2 + 2, "end", FIGURES);
    }

    private Axis axis() {
        double least = start;
        double greatest = start;
        double level = start;
        for (Step step : steps) {
            level += step.value();
            least = Math.min(least, level);
            greatest = Math.max(greatest, level);
        }
        return Axis.around(least, greatest, LABELS + 10, WIDTH - FIGURES - 10);
    }
}
