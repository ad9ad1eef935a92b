package io.modelgovernance.core.html;

import java.util.ArrayList;
import java.util.List;

/**
 * What would have had to be otherwise: the row as it is beside some rows that would have been decided otherwise.
 *
 * <p>One column an alternative, one line a feature; a changed cell has a frame and an arrow, so that it reads in black and
 * white. Immutable and thread-safe.
 *
 * @param title what it shows
 * @param features names of the features shown, top to bottom
 * @param now their values as they are, in words; as many
 * @param alternatives the alternatives, left to right
 */
public record ChangesTable(String title, List<String> features, List<String> now, List<Alternative> alternatives)
        implements Figure {
    private static final double LABELS = 180;
    private static final double COLUMN = 150;
    private static final double LINE = 26;

    /**
     * One alternative.
     *
     * @param heading what stands above it, such as its score
     * @param values the features' values in words; empty where nothing changes; as many as features
     */
    public record Alternative(String heading, List<String> values) {
        /** Copies. */
        public Alternative {
            values = List.copyOf(values);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws io.modelgovernance.InvalidInputException if the lists differ in length
     */
    public ChangesTable {
        features = List.copyOf(features);
        now = List.copyOf(now);
        alternatives = List.copyOf(alternatives);
        List<Integer> sizes = new ArrayList<>(List.of(now.size()));
        alternatives.forEach(each -> sizes.add(each.values().size()));
        for (int size : sizes) {
            if (size != features.size()) {
                throw io.modelgovernance.InvalidInputException.of(
                        "values of changes table", "number " + size, features.size() + ", one a feature");
            }
        }
    }

    @Override
    public String svg() {
        double width = LABELS + COLUMN * (alternatives.size() + 1) + 20;
        Canvas canvas = new Canvas(title, Math.max(360, width), 76 + LINE * features.size());
        canvas.text("as it is", LABELS + COLUMN / 2, 52, "middle", COLUMN - 10);
        for (int i = 0; i < alternatives.size(); i++) {
            canvas.text(alternatives.get(i).heading(), LABELS + COLUMN * (i + 1.5), 52, "middle", COLUMN - 10);
        }
        for (int f = 0; f < features.size(); f++) {
            double top = 62 + LINE * f;
            canvas.line(10, top, width - 10, top, "#dddddd", "none");
            canvas.text(features.get(f), LABELS - 10, top + 18, "end", LABELS - 20);
            canvas.text(now.get(f), LABELS + COLUMN / 2, top + 18, "middle", COLUMN - 20);
            for (int i = 0; i < alternatives.size(); i++) {
                String value = alternatives.get(i).values().get(f);
                double x = LABELS + COLUMN * (i + 1);
                if (!value.isEmpty()) {
                    canvas.rectangle(x + 6, top + 3, COLUMN - 12, LINE - 6, Canvas.LIGHT);
                    canvas.text("→ " + value, x + COLUMN / 2, top + 18, "middle", COLUMN - 24);
                }
            }
        }
        return canvas.svg();
    }
}
