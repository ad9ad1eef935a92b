package io.modelgovernance.core.html;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.OptionalDouble;

/**
 * Figures over time, each with its interval: such as what was expected of a model beside what came true. Windows with an
 * alarm stand on a tinted ground with a cross above; a window without a figure shows none. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param upward what the figures are
 * @param windows labels of the places, the oldest first; at least one
 * @param series one to three rows of figures
 * @param alarms whether each window raised an alarm; one a window
 * @param limit a line that must not be crossed, if there is one
 */
public record TimeChart(
        String title,
        String upward,
        List<String> windows,
        List<Series> series,
        List<Boolean> alarms,
        OptionalDouble limit)
        implements Figure {
    private static final double LEFT = 90;
    private static final double TOP = 76;
    private static final double HIGH = 240;
    private static final double LABEL = 90;
    private static final int LABELS = 30;
    private static final int MOST = 3;

    /**
     * One row of figures.
     *
     * @param name what it is
     * @param figures one a window, unknown where there is none
     */
    public record Series(String name, List<Estimate> figures) {
        /** Copies. */
        public Series {
            figures = List.copyOf(figures);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there is no window, not one to three series, or one of another length
     */
    public TimeChart {
        windows = List.copyOf(windows);
        series = List.copyOf(series);
        alarms = List.copyOf(alarms);
        if (windows.isEmpty() || series.isEmpty() || series.size() > MOST) {
            throw InvalidInputException.of(
                    "windows and series", "are " + windows.size() + " and " + series.size(), "at least 1, and 1 to 3");
        }
        for (Series one : series) {
            if (one.figures().size() != windows.size()) {
                throw InvalidInputException.of(
                        "series " + one.name(),
                        "has " + one.figures().size() + " figures",
                        windows.size() + ", one a window");
            }
        }
        if (alarms.size() != windows.size()) {
            throw InvalidInputException.of("alarms", "are " + alarms.size(), windows.size() + ", one a window");
        }
        if (limit.isPresent()) {
            Shapes.finite("limit", limit.getAsDouble());
        }
    }

    @Override
    public String svg() {
        double slot = Math.max(16, Math.min(60, 640.0 / windows.size()));
        double right = LEFT + slot * windows.size();
        Canvas canvas = new Canvas(title, Math.max(560, right + 20), TOP + HIGH + LABEL);
        Axis axis = axis();
        ground(canvas, slot);
        for (double mark : axis.marks(5)) {
            double y = axis.at(mark);
            canvas.line(LEFT, y, right, y, "#dddddd", "none");
            canvas.text(Markup.number(mark), LEFT - 6, y + 4, "end", LEFT - 26);
        }
        limit.ifPresent(at -> canvas.line(LEFT, axis.at(at), right, axis.at(at), "#b3261e", "6 3"));
        canvas.upward(upward, 16, TOP + HIGH / 2);
        double legend = LEFT;
        for (int k = 0; k < series.size(); k++) {
            mark(canvas, k, legend + 6, 43);
            String name = series.get(k).name();
            canvas.text(name, legend + 18, 47, "start", 220);
            legend += 46 + Math.min(220, Canvas.widthOf(name, Canvas.TEXT));
            draw(canvas, axis, k, slot);
        }
        if (limit.isPresent()) {
            canvas.line(legend, 43, legend + 14, 43, "#b3261e", "6 3");
            canvas.text("limit", legend + 20, 47, "start", 60);
        }
        labels(canvas, slot);
        return canvas.line(LEFT, TOP + HIGH, right, TOP + HIGH, Canvas.INK, "none")
                .line(LEFT, TOP, LEFT, TOP + HIGH, Canvas.INK, "none")
                .svg();
    }

    private void ground(Canvas canvas, double slot) {
        for (int i = 0; i < windows.size(); i++) {
            if (alarms.get(i)) {
                double x = LEFT + slot * i;
                canvas.polygon(
                        Markup.coordinate(x) + "," + Markup.coordinate(TOP) + " " + Markup.coordinate(x + slot) + ","
                                + Markup.coordinate(TOP) + " " + Markup.coordinate(x + slot) + ","
                                + Markup.coordinate(TOP + HIGH) + " " + Markup.coordinate(x) + ","
                                + Markup.coordinate(TOP + HIGH),
                        "#f7dedc");
                canvas.open().name(windows.get(i) + ": alarm");
                canvas.text("×", x + slot / 2, TOP - 4, "middle", slot);
                canvas.close();
            }
        }
    }

    private void draw(Canvas canvas, Axis axis, int k, double slot) {
        double aside = slot * (k - (series.size() - 1) / 2.0) * 0.26;
        StringBuilder path = new StringBuilder();
        boolean on = false;
        for (int i = 0; i < windows.size(); i++) {
            Estimate figure = series.get(k).figures().get(i);
            if (figure.known()) {
                path.append(on ? 'L' : 'M')
                        .append(Markup.coordinate(LEFT + slot * (i + 0.5) + aside))
                        .append(' ')
                        .append(Markup.coordinate(axis.at(figure.value())));
            }
            on = figure.known();
        }
        if (path.length() > 0) {
            canvas.path(path.toString(), k == 0 ? Canvas.DARK : Canvas.GREY);
        }
        for (int i = 0; i < windows.size(); i++) {
            Estimate figure = series.get(k).figures().get(i);
            double x = LEFT + slot * (i + 0.5) + aside;
            if (figure.known()) {
                canvas.open()
                        .name(series.get(k).name() + ", " + windows.get(i) + ": " + Markup.number(figure.value()) + " ["
                                + Markup.number(figure.low()) + ", " + Markup.number(figure.high()) + "]");
                canvas.line(x, axis.at(figure.low()), x, axis.at(figure.high()), Canvas.INK, "none");
                mark(canvas, k, x, axis.at(figure.value()));
                canvas.close();
            }
        }
    }

    /** A dark dot, a light square, an open dot: told apart without colour. */
    private static void mark(Canvas canvas, int k, double x, double y) {
        if (k == 1) {
            canvas.rectangle(x - 4, y - 4, 8, 8, Canvas.LIGHT);
        } else {
            canvas.dot(x, y, 4, k == 0 ? Canvas.DARK : "#ffffff");
        }
    }

    private void labels(Canvas canvas, double slot) {
        int step = (windows.size() + LABELS - 1) / LABELS;
        for (int i = 0; i < windows.size(); i += step) {
            canvas.slanted(windows.get(i), LEFT + slot * (i + 0.5) + 4, TOP + HIGH + 16, LABEL + 20);
        }
    }

    private Axis axis() {
        double least = limit.orElse(Double.POSITIVE_INFINITY);
        double greatest = limit.orElse(Double.NEGATIVE_INFINITY);
        for (Series one : series) {
            for (Estimate figure : one.figures()) {
                if (figure.known()) {
                    least = Math.min(least, Double.isFinite(figure.low()) ? figure.low() : figure.value());
                    greatest = Math.max(greatest, Double.isFinite(figure.high()) ? figure.high() : figure.value());
                }
            }
        }
        return least > greatest ? new Axis(0, 1, TOP + HIGH, TOP) : Axis.around(least, greatest, TOP + HIGH, TOP);
    }
}
