package io.modelgovernance.core.html;

import io.modelgovernance.Estimate;
import java.util.List;

/**
 * Whether predicted probabilities come true: what was predicted against what happened.
 *
 * <p>One point a group of predictions, with the interval of the observed rate, against the diagonal of a model that is
 * right. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param points the groups, in ascending order of prediction
 */
public record ReliabilityCurve(String title, List<Point> points) implements Figure {
    private static final double LEFT = 70;
    private static final double TOP = 40;
    private static final double SIDE = 320;

    /**
     * One group of predictions.
     *
     * @param predicted mean predicted probability, in [0, 1]
     * @param observed rate at which it came true, or unknown
     */
    public record Point(double predicted, Estimate observed) {
        /**
         * Checks.
         *
         * @throws io.modelgovernance.InvalidInputException if the prediction is not in [0, 1]
         */
        public Point {
            Shapes.share("prediction of reliability curve", predicted);
        }
    }

    /** Copies. */
    public ReliabilityCurve {
        points = List.copyOf(points);
    }

    @Override
    public String svg() {
        Canvas canvas = new Canvas(title, LEFT + SIDE + 40, TOP + SIDE + 50);
        Axis across = new Axis(0, 1, LEFT, LEFT + SIDE);
        Axis up = new Axis(0, 1, TOP + SIDE, TOP);
        for (double mark : across.marks(5)) {
            canvas.line(across.at(mark), TOP, across.at(mark), TOP + SIDE, "#dddddd", "none");
            canvas.line(LEFT, up.at(mark), LEFT + SIDE, up.at(mark), "#dddddd", "none");
            canvas.text(Markup.number(mark), across.at(mark), TOP + SIDE + 18, "middle", 40);
            canvas.text(Markup.number(mark), LEFT - 8, up.at(mark) + 4, "end", 40);
        }
        canvas.line(LEFT, TOP + SIDE, LEFT + SIDE, TOP, Canvas.GREY, "5 4");
        canvas.text("predicted probability", LEFT + SIDE / 2, TOP + SIDE + 40, "middle", SIDE);
        canvas.upward("observed rate", 20, TOP + SIDE / 2);
        StringBuilder path = new StringBuilder();
        for (Point point : points) {
            if (point.observed().known()) {
                path.append(path.length() == 0 ? 'M' : 'L')
                        .append(Markup.coordinate(across.at(point.predicted())))
                        .append(' ')
                        .append(Markup.coordinate(up.at(point.observed().value())));
            }
        }
        canvas.path(path.length() == 0 ? "M0 0" : path.toString(), Canvas.DARK);
        points.forEach(point -> draw(canvas, across, up, point));
        return canvas.svg();
    }

    private static void draw(Canvas canvas, Axis across, Axis up, Point point) {
        Estimate observed = point.observed();
        if (observed.known()) {
            double x = across.at(point.predicted());
            double low = up.at(observed.low());
            double high = up.at(observed.high());
            canvas.line(x, low, x, high, Canvas.INK, "none");
            canvas.line(x - 4, low, x + 4, low, Canvas.INK, "none");
            canvas.line(x - 4, high, x + 4, high, Canvas.INK, "none");
            canvas.dot(x, up.at(observed.value()), 4, Canvas.DARK);
        }
    }
}
