package io.modelgovernance.core.html;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How a feature or score was distributed then, and is now.
 *
 * <p>Two bars a bin, the reference light and the current dark. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param bins the bins, left to right; at least one
 */
public record Histogram(String title, List<Bin> bins) implements Figure {
    private static final double LEFT = 76;
    private static final double TOP = 58;
    private static final double HEIGHT = 200;
    private static final double SLANTED = 110;

    /**
     * One bin.
     *
     * @param label what falls into it
     * @param reference share of the reference in it, in [0, 1]
     * @param current share of the current data in it, in [0, 1]
     */
    public record Bin(String label, double reference, double current) {
        /**
         * Checks.
         *
         * @throws InvalidInputException if a share is not in [0, 1]
         */
        public Bin {
            Shapes.share("reference share of bin", reference);
            Shapes.share("current share of bin", current);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there is no bin
     */
    public Histogram {
        bins = List.copyOf(bins);
        if (bins.isEmpty()) {
            throw InvalidInputException.of("bins of histogram", "are none", "at least one");
        }
    }

    @Override
    public String svg() {
        double slot = Math.max(34, Math.min(110, 640.0 / bins.size()));
        double right = LEFT + slot * bins.size();
        double width = Math.max(420, right + 20);
        boolean slanted = bins.stream().anyMatch(bin -> Canvas.widthOf(bin.label(), Canvas.TEXT) > slot);
        Canvas canvas = new Canvas(title, width, TOP + HEIGHT + (slanted ? 28 + 0.65 * longest() : 30));
        canvas.rectangle(LEFT, 34, 12, 12, Canvas.LIGHT).text("reference", LEFT + 18, 45, "start", 90);
        canvas.rectangle(LEFT + 110, 34, 12, 12, Canvas.DARK).text("current", LEFT + 128, 45, "start", 90);
        Axis axis = Axis.around(0, Math.max(0.01, greatest()), TOP + HEIGHT, TOP);
        for (double mark : axis.marks(5)) {
            double y = axis.at(mark);
            canvas.line(LEFT, y, right, y, "#dddddd", "none");
            canvas.text(Markup.number(mark * 100) + "%", LEFT - 6, y + 4, "end", LEFT);
        }
        for (int i = 0; i < bins.size(); i++) {
            Bin bin = bins.get(i);
            double left = LEFT + slot * i;
            double bar = (slot - 8) / 2;
            bar(canvas, axis, left + 4, bar, bin.reference(), Canvas.LIGHT);
            bar(canvas, axis, left + 4 + bar, bar, bin.current(), Canvas.DARK);
            label(canvas, bin.label(), left + slot / 2, slanted, slot);
        }
        return canvas.line(LEFT, TOP + HEIGHT, right, TOP + HEIGHT, Canvas.INK, "none")
                .svg();
    }

    private static void bar(Canvas canvas, Axis axis, double x, double width, double share, String fill) {
        double top = axis.at(share);
        canvas.rectangle(x, top, width, TOP + HEIGHT - top, fill);
    }

    private static void label(Canvas canvas, String label, double x, boolean slanted, double slot) {
        if (slanted) {
            canvas.slanted(label, x + 4, TOP + HEIGHT + 16, SLANTED);
        } else {
            canvas.text(label, x, TOP + HEIGHT + 18, "middle", slot);
        }
    }

    private double longest() {
        double longest = bins.stream()
                .mapToDouble(bin -> Canvas.widthOf(bin.label(), Canvas.TEXT))
                .max()
                .orElse(0);
        return Math.min(SLANTED, longest);
    }

    private double greatest() {
        return bins.stream()
                .mapToDouble(bin -> Math.max(bin.reference(), bin.current()))
                .max()
                .orElse(0);
    }
}
