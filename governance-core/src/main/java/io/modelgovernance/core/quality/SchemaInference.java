package io.modelgovernance.core.quality;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.quality.ColumnFacts.Kind;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/**
 * Says what the columns of a table of texts seem to be, for a person to confirm. One pass, bounded memory: no more values of
 * a column are kept than it may have as a category. Not thread-safe.
 */
public final class SchemaInference {
    private final List<Column> columns = new ArrayList<>();
    private final int mostCategories;

    /** What is known of a column so far. */
    private static final class Column {
        private final String name;
        private final TreeSet<String> values = new TreeSet<>();
        private long present;
        private long missing;
        private long numbers;
        private double min = Double.POSITIVE_INFINITY;
        private double max = Double.NEGATIVE_INFINITY;

        Column(String name) {
            this.name = name;
        }
    }

    private SchemaInference(List<String> names, int mostCategories) {
        names.forEach(name -> columns.add(new Column(name)));
        this.mostCategories = mostCategories;
    }

    /**
     * Begins.
     *
     * @param names names of the columns, at least one
     * @param mostCategories greatest number of values of a category, 1 to 10,000
     * @return without rows
     * @throws InvalidInputException if there is no column, or the number is out of range
     */
    public static SchemaInference of(List<String> names, int mostCategories) {
        if (names.isEmpty() || mostCategories < 1 || mostCategories > 10_000) {
            throw InvalidInputException.of(
                    "columns and categories",
                    "are " + names.size() + " and " + mostCategories,
                    "some, and 1 to 10,000");
        }
        return new SchemaInference(names, mostCategories);
    }

    /**
     * Takes a row.
     *
     * @param cells one text a column
     * @throws InvalidInputException if it has another number of cells; nothing was taken
     */
    public void add(List<String> cells) {
        if (cells.size() != columns.size()) {
            throw InvalidInputException.of("row", "has " + cells.size() + " cells", columns.size() + ", one a column");
        }
        for (int i = 0; i < columns.size(); i++) {
            add(columns.get(i), cells.get(i).strip());
        }
    }

    private void add(Column column, String cell) {
        if (isMissing(cell)) {
            column.missing++;
            return;
        }
        column.present++;
        double number = number(cell);
        if (!Double.isNaN(number)) {
            column.numbers++;
            column.min = Math.min(column.min, number);
            column.max = Math.max(column.max, number);
        }
        if (column.values.size() <= mostCategories) {
            column.values.add(cell);
        }
    }

    private static boolean isMissing(String cell) {
        String lower = cell.toLowerCase(Locale.ROOT);
        return lower.isEmpty() || lower.equals("na") || lower.equals("nan") || lower.equals("null");
    }

    /** NaN if it is no finite decimal number; {@code 12d} and {@code 0x1p3} are numbers to Java only. */
    private static double number(String cell) {
        if (!cell.matches("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?")) {
            return Double.NaN;
        }
        double value = Double.parseDouble(cell);
        return Double.isFinite(value) ? value : Double.NaN;
    }

    /**
     * What the columns held.
     *
     * @return one for each, in their order
     */
    public List<ColumnFacts> facts() {
        return columns.stream().map(this::facts).toList();
    }

    private ColumnFacts facts(Column column) {
        boolean few = column.values.size() <= mostCategories;
        long others = column.present - column.numbers;
        Kind kind;
        String why;
        if (column.present == 0) {
            kind = Kind.EMPTY;
            why = "no cell has a value";
        } else if (others == 0) {
            kind = Kind.NUMBER;
            why = "every cell with a value is a number";
        } else if (column.numbers > others) {
            kind = Kind.MIXED;
            why = others + " of " + column.present + " cells are no numbers";
        } else if (few) {
            kind = Kind.CATEGORY;
            why = column.values.size() + " different values";
        } else {
            kind = Kind.TEXT;
            why = "more than " + mostCategories + " different values";
        }
        boolean some = column.numbers > 0;
        return new ColumnFacts(
                column.name,
                kind,
                why,
                column.present,
                column.missing,
                column.numbers,
                column.values.size(),
                kind == Kind.CATEGORY ? List.copyOf(column.values) : List.of(),
                some ? column.min : 0,
                some ? column.max : 0);
    }

    /**
     * A schema of the columns that can be features: numbers without limits, as what was seen is no rule, and categories.
     *
     * @return the schema; a feature may be missing if it once was
     * @throws InvalidInputException if no column can be one
     */
    public FeatureSchema schema() {
        List<Feature> features = new ArrayList<>();
        for (ColumnFacts one : facts()) {
            if (one.kind() == Kind.NUMBER || one.kind() == Kind.CATEGORY) {
                Feature feature = one.kind() == Kind.NUMBER
                        ? Feature.numeric(one.name())
                        : Feature.categorical(one.name(), one.categories().toArray(String[]::new));
                features.add(one.missing() > 0 ? feature.orMissing() : feature);
            }
        }
        return new FeatureSchema(features);
    }
}
