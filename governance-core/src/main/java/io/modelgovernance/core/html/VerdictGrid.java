package io.modelgovernance.core.html;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * What many features showed over time: a row a feature, a column a window, each cell shaded by how bad it is and marked
 * with a sign, so that it is read without colour too. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param windows labels of the columns, the oldest first; at least one
 * @param lanes the rows
 */
public record VerdictGrid(String title, List<String> windows, List<Lane> lanes) implements Figure {
    private static final double LEFT = 150;
    private static final double TOP = 60;
    private static final double CELL = 22;
    private static final double LABEL = 90;
    private static final int LABELS = 24;

    /** What a cell says. */
    public enum Shade {
        /** Nothing to see. */
        CALM("#eef3f7", "", "calm"),
        /** To be looked at. */
        WARNING("#f2c14e", "!", "warning"),
        /** Something changed. */
        ALARM("#b3261e", "\u00d7", "drift"),
        /** Too little data to say. */
        UNKNOWN("#ffffff", "?", "not enough data");

        private final String fill;
        private final String sign;
        private final String word;

        Shade(String fill, String sign, String word) {
            this.fill = fill;
            this.sign = sign;
            this.word = word;
        }
    }

    /**
     * A row.
     *
     * @param name what it is of
     * @param cells one for each window
     */
    public record Lane(String name, List<Shade> cells) {
        /** Copies. */
        public Lane {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there is no window, or a row has another number of cells
     */
    public VerdictGrid {
        windows = List.copyOf(windows);
        lanes = List.copyOf(lanes);
        if (windows.isEmpty()) {
            throw InvalidInputException.of("windows of the grid", "are none", "at least one");
        }
        for (Lane lane : lanes) {
            if (lane.cells().size() != windows.size()) {
                throw InvalidInputException.of(
                        "row " + lane.name(),
                        "has " + lane.cells().size() + " cells",
                        windows.size() + ", one a window");
            }
        }
    }

    @Override
    public String svg() {
        double width = Math.max(560, LEFT + CELL * windows.size() + 20);
        double bottom = TOP + CELL * lanes.size();
        Canvas canvas = new Canvas(title, width, bottom + LABEL);
        double legend = LEFT;
        for (Shade shade : Shade.values()) {
            cell(canvas, shade, legend, 34, 14);
            canvas.text(shade.word, legend + 20, 46, "start", 110);
            legend += 34 + Canvas.widthOf(shade.word, Canvas.TEXT);
        }
        for (int row = 0; row < lanes.size(); row++) {
            Lane lane = lanes.get(row);
            double y = TOP + CELL * row;
            canvas.text(lane.name(), LEFT - 8, y + 15, "end", LEFT - 18);
            for (int column = 0; column < windows.size(); column++) {
                Shade shade = lane.cells().get(column);
                canvas.open().name(lane.name() + ", " + windows.get(column) + ": " + shade.word);
                cell(canvas, shade, LEFT + CELL * column, y, CELL);
                canvas.close();
            }
        }
        int step = (windows.size() + LABELS - 1) / LABELS;
        for (int column = 0; column < windows.size(); column += step) {
            canvas.slanted(windows.get(column), LEFT + CELL * column + CELL / 2 + 4, bottom + 16, LABEL + 20);
        }
        return canvas.svg();
    }

    private static void cell(Canvas canvas, Shade shade, double x, double y, double size) {
        canvas.rectangle(x, y, size, size, shade.fill);
        if (!shade.sign.isEmpty()) {
            canvas.text(shade.sign, x + size / 2, y + size / 2 + 5, "middle", size);
        }
    }
}
