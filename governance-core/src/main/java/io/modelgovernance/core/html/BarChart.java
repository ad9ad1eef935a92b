package io.modelgovernance.core.html;

import io.modelgovernance.Estimate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * Named figures side by side, each a bar with its interval; such as the importance of features.
 *
 * <p>Bars in the order given, from zero; an unknown figure has no bar and says why. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param bars the bars, top to bottom
 */
public record BarChart(String title, List<Bar> bars) implements Figure {
    private static final double WIDTH = 780;
    private static final double LABELS = 260;
    private static final double FIGURES = 190;
    private static final double STEP = 24;

    /**
     * One named figure.
     *
     * @param label its name
     * @param figure the figure with its interval, or unknown
     */
    public record Bar(String label, Estimate figure) {}

    /** Copies. */
    public BarChart {
        bars = List.copyOf(bars);
    }

    @Override
    public String svg() {
        Canvas canvas = new Canvas(title, WIDTH, 62 + STEP * bars.size());
        Axis axis = axis();
        double bottom = 40 + STEP * bars.size();
        for (double mark : axis.marks(5)) {
            double x = axis.at(mark);
            canvas.line(x, 36, x, bottom, "#dddddd", "none");
            canvas.text(Markup.number(mark), x, bottom + 16, "middle", LABELS);
        }
        for (int i = 0; i < bars.size(); i++) {
            draw(canvas, axis, bars.get(i), 40 + STEP * i);
        }
        return canvas.line(axis.at(0), 36, axis.at(0), bottom, Canvas.INK, "none")
                .svg();
    }

    private void draw(Canvas canvas, Axis axis, Bar bar, double top) {
        double middle = top + STEP / 2 - 2;
        canvas.text(bar.label(), LABELS - 8, middle + 4, "end", LABELS - 16);
        double right = WIDTH - FIGURES + 8;
        Estimate figure = bar.figure();
        if (!figure.known()) {
            canvas.text(
                    "not enough data: " + figure.method(),
                    axis.at(0) + 6,
                    middle + 4,
                    "start",
                    WIDTH - axis.at(0) - 16);
            return;
        }
        double zero = axis.at(0);
        double end = axis.at(figure.value());
        canvas.rectangle(Math.min(zero, end), top + 3, Math.abs(end - zero), STEP - 10, Canvas.LIGHT);
        if (figure.low() < figure.high()) {
            double low = axis.at(figure.low());
            double high = axis.at(figure.high());
            canvas.line(low, middle, high, middle, Canvas.INK, "none");
            canvas.line(low, middle - 4, low, middle + 4, Canvas.INK, "none");
            canvas.line(high, middle - 4, high, middle + 4, Canvas.INK, "none");
        }
        canvas.text(words(figure), right, middle + 4, "start", FIGURES - 14);
    }

    /** As many digits as the interval leaves certain, which also fit beside the bar. */
    private static String words(Estimate figure) {
        double half = (figure.high() - figure.low()) / 2;
        if (!(half > 0) || !Double.isFinite(half)) {
            String ends = " [" + Markup.number(figure.low()) + ", " + Markup.number(figure.high()) + "]";
            return Markup.number(figure.value()) + (half > 0 ? ends : "");
        }
        BigDecimal width = new BigDecimal(half);
        int places = width.scale() - width.precision() + 1;
        return rounded(figure.value(), places) + " [" + rounded(figure.low(), places) + ", "
                + rounded(figure.high(), places) + "]";
    }

    private static String rounded(double value, int places) {
        return Markup.number(
                new BigDecimal(value).setScale(places, RoundingMode.HALF_EVEN).doubleValue());
    }

    private Axis axis() {
        double least = 0;
        double greatest = 0;
        for (Bar bar : bars) {
            if (bar.figure().known()) {
                least = Math.min(least, finite(bar.figure().low(), bar.figure().value()));
                greatest = Math.max(
                        greatest, finite(bar.figure().high(), bar.figure().value()));
            }
        }
        return Axis.around(least, greatest, LABELS, WIDTH - FIGURES);
    }

    private static double finite(double end, double value) {
        return Double.isFinite(end) ? end : value;
    }
}
