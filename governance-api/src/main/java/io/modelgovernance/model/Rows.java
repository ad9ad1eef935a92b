package io.modelgovernance.model;

import io.modelgovernance.InvalidInputException;

/**
 * Rows of features, row after row in one array of doubles.
 *
 * <p>A read-only view: the array is not copied, and whoever hands it in must not change it afterwards. NaN is a missing
 * value; a category is its index.
 */
public final class Rows {
    private final FeatureSchema schema;
    private final double[] data;
    private final int count;

    private Rows(FeatureSchema schema, double[] data, int count) {
        this.schema = schema;
        this.data = data;
        this.count = count;
    }

    /**
     * Wraps a row-major array.
     *
     * @param schema what the columns are
     * @param data row-major values, its length a multiple of the schema's size; kept, not copied
     * @return the rows
     * @throws InvalidInputException if the length does not fit
     */
    public static Rows of(FeatureSchema schema, double[] data) {
        if (data.length % schema.size() != 0) {
            throw InvalidInputException.of(
                    "rows", "have " + data.length + " values in all", "a multiple of " + schema.size());
        }
        return new Rows(schema, data, data.length / schema.size());
    }

    /**
     * What the columns are.
     *
     * @return the schema
     */
    public FeatureSchema schema() {
        return schema;
    }

    /**
     * Number of rows.
     *
     * @return rows, at least 0
     */
    public int count() {
        return count;
    }

    /**
     * One value.
     *
     * @param row row index
     * @param column column index
     * @return the value, NaN if missing
     */
    public double get(int row, int column) {
        return data[row * schema.size() + column];
    }

    /**
     * A copy of one row.
     *
     * @param row row index
     * @return its values
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public double[] row(int row) {
        java.util.Objects.checkIndex(row, count());
        int width = schema.size();
        return java.util.Arrays.copyOfRange(data, row * width, (row + 1) * width);
    }

    /**
     * A copy of one column.
     *
     * @param column column index
     * @return its values, NaN where missing
     */
    public double[] column(int column) {
        double[] values = new double[count];
        for (int i = 0; i < count; i++) {
            values[i] = get(i, column);
        }
        return values;
    }

    /**
     * A copy of all values.
     *
     * @return row-major values
     */
    public double[] toArray() {
        return data.clone();
    }

    /**
     * Scores every row.
     *
     * @param scorer the model
     * @return one score a row
     */
    public double[] score(Scorer scorer) {
        double[] out = new double[count];
        scorer.score(data, count, out);
        return out;
    }
}
