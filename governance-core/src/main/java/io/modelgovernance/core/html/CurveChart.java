package io.modelgovernance.core.html;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How a score follows one feature: a curve with its interval, and thin lines for single rows behind it.
 *
 * <p>Fits partial dependences, individual curves, accumulated effects, and, as dots, the dependence of contributions on
 * a feature. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param across name of the feature, with its unit
 * @param upward what the curve is a value of
 * @param points the curve, by ascending place; at least one point or dot
 * @param lines single rows' curves over the same places; may be empty
 * @param dots single cases; may be empty
 */
public record CurveChart(
        String title, String across, String upward, List<Point> points, List<List<Double>> lines, List<Dot> dots)
        implements Figure {
    private static final double LEFT = 90;
    private static final double TOP = 40;
    private static final double WIDE = 560;
    private static final double HIGH = 300;

    /**
     * A point of the curve with an interval.
     *
     * @param place value of the feature; finite
     * @param low lower end; finite
     * @param value the curve; finite
     * @param high upper end; finite
     */
    public record Point(double place, double low, double value, double high) {
        /**
         * Checks.
         *
         * @throws InvalidInputException if a number is not finite
         */
        public Point {
            Shapes.finite("place of curve", place);
            Shapes.finite("interval of curve", low);
            Shapes.finite("value of curve", value);
            Shapes.finite("interval of curve", high);
        }
    }

    /**
     * A single case.
     *
     * @param place value of the feature; finite
     * @param value what it is a value of; finite
     */
    public record Dot(double place, double value) {
        /**
         * Checks.
         *
         * @throws InvalidInputException if a number is not finite
         */
        public Dot {
            Shapes.finite("place of dot", place);
            Shapes.finite("value of dot", value);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there is nothing to draw, or a line is not as long as the curve
     */
    public CurveChart {
        points = List.copyOf(points);
        int places = points.size();
        lines = lines.stream().map(List::copyOf).toList();
        dots = List.copyOf(dots);
        if ((places == 0 && dots.isEmpty()) || lines.stream().anyMatch(line -> line.size() != places)) {
            throw InvalidInputException.of(
                    "curve chart",
                    "has " + places + " points, " + dots.size() + " dots and lines of another length",
                    "of at least one point or dot, with lines as long as the curve");
        }
        lines.forEach(line -> line.forEach(value -> Shapes.finite("value of line", value)));
    }

    @Override
    public String svg() {
        Canvas canvas = new Canvas(title, LEFT + WIDE + 30, TOP + HIGH + 60);
        Axis x = places();
        Axis y = values();
        for (double mark : x.marks(6)) {
            canvas.line(x.at(mark), TOP, x.at(mark), TOP + HIGH, "#dddddd", "none");
            canvas.text(Markup.number(mark), x.at(mark), TOP + HIGH + 18, "middle", 80);
        }
        for (double mark : y.marks(5)) {
            canvas.line(LEFT, y.at(mark), LEFT + WIDE, y.at(mark), "#dddddd", "none");
            canvas.text(Markup.number(mark), LEFT - 8, y.at(mark) + 4, "end", 60);
        }
        canvas.text(across, LEFT + WIDE / 2, TOP + HIGH + 42, "middle", WIDE);
        canvas.upward(Canvas.shorten(upward, HIGH, Canvas.TEXT), 20, TOP + HIGH / 2);
        canvas.polygon(band(x, y), Canvas.LIGHT);
        lines.forEach(line -> canvas.path(path(x, y, line), "#b0b0b0"));
        dots.forEach(dot -> canvas.dot(x.at(dot.place()), y.at(dot.value()), 3, "#ffffff"));
        if (!points.isEmpty()) {
            canvas.path(path(x, y, points.stream().map(Point::value).toList()), Canvas.DARK);
            points.forEach(point -> canvas.dot(x.at(point.place()), y.at(point.value()), 3, Canvas.DARK));
        }
        return canvas.svg();
    }

    private String path(Axis x, Axis y, List<Double> values) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            path.append(i == 0 ? 'M' : 'L')
                    .append(Markup.coordinate(x.at(points.get(i).place())))
                    .append(' ')
                    .append(Markup.coordinate(y.at(values.get(i))));
        }
        return path.toString();
    }

    private String band(Axis x, Axis y) {
        StringBuilder band = new StringBuilder();
        for (Point point : points) {
            band.append(Markup.coordinate(x.at(point.place())))
                    .append(',')
                    .append(Markup.coordinate(y.at(point.high())))
                    .append(' ');
        }
        for (int i = points.size() - 1; i >= 0; i--) {
            band.append(Markup.coordinate(x.at(points.get(i).place())))
                    .append(',')
                    .append(Markup.coordinate(y.at(points.get(i).low())))
                    .append(' ');
        }
        return band.toString().strip();
    }

    private Axis places() {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (Point point : points) {
            least = Math.min(least, point.place());
            greatest = Math.max(greatest, point.place());
        }
        for (Dot dot : dots) {
            least = Math.min(least, dot.place());
            greatest = Math.max(greatest, dot.place());
        }
        return Axis.around(least, greatest, LEFT, LEFT + WIDE);
    }

    private Axis values() {
        double least = Double.POSITIVE_INFINITY;
        double greatest = Double.NEGATIVE_INFINITY;
        for (Point point : points) {
            least = Math.min(least, point.low());
            greatest = Math.max(greatest, point.high());
        }
        for (List<Double> line : lines) {
            for (double value : line) {
                least = Math.min(least, value);
                greatest = Math.max(greatest, value);
            }
        }
        for (Dot dot : dots) {
            least = Math.min(least, dot.value());
            greatest = Math.max(greatest, dot.value());
        }
        return Axis.around(least, greatest, TOP + HIGH, TOP);
    }
}
