package io.modelgovernance.core.profile;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sample of rows that many processes draw together, to freeze a reference of: those whose keys have the least hashes
 * (bottom-k). Any partition in any order gives the same bytes, and a row that is delivered twice counts once.
 *
 * <p>Its distribution is off by at most {@link #rankError} in every rank of every feature at once with a stated chance, so
 * the error of a reference frozen of it is known. Not thread-safe.
 */
public final class RowSample {
    private static final String FORM = "row-sample/1";

    private final FeatureSchema schema;
    private final int most;
    private final TreeMap<Long, double[]> kept = new TreeMap<>(Long::compareUnsigned);

    private RowSample(FeatureSchema schema, int most) {
        this.schema = schema;
        this.most = most;
    }

    /** A row that is kept: the hash of its key, and its values. */
    record Kept(long hash, List<Double> values) {
        Kept {
            values = List.copyOf(values);
        }
    }

    /** What is kept, as a value. */
    record State(String form, int most, List<Kept> rows) {
        State {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Begins.
     *
     * @param schema what the columns are
     * @param most rows that are kept at most, 2 to 1,000,000
     * @return without rows
     * @throws InvalidInputException if it is out of range
     */
    public static RowSample of(FeatureSchema schema, int most) {
        if (most < 2 || most > 1_000_000) {
            throw InvalidInputException.of("number of rows kept", "is " + most, "2 to 1,000,000");
        }
        return new RowSample(schema, most);
    }

    /**
     * Takes a row.
     *
     * @param key its own key, such as its number or the hash of its id; must not depend on its values
     * @param row one value a feature, NaN if missing, else finite; not modified
     * @throws InvalidInputException if the row does not fit; nothing was taken
     */
    public void add(long key, double[] row) {
        if (row.length != schema.size()) {
            throw InvalidInputException.of("row", "has " + row.length + " values", "of " + schema.size());
        }
        for (double value : row) {
            if (Double.isInfinite(value)) {
                throw InvalidInputException.of("row", "holds an infinite value", "finite or missing");
            }
        }
        keep(Hashes.mixed(key), row);
    }

    /**
     * Adds another's rows.
     *
     * @param other of the same schema and size; not modified
     * @throws InvalidInputException if it is of another
     */
    public void add(RowSample other) {
        if (other.most != most || !other.schema.equals(schema)) {
            throw InvalidInputException.of("other sample", "is of another schema or size", "of the same");
        }
        other.kept.forEach(this::keep);
    }

    private void keep(long hash, double[] row) {
        boolean full = kept.size() == most;
        if (full && Long.compareUnsigned(hash, kept.lastKey()) >= 0) {
            return;
        }
        if (kept.putIfAbsent(hash, row.clone()) == null && full) {
            kept.pollLastEntry();
        }
    }

    /**
     * The rows that are kept, to be frozen as a reference.
     *
     * @return in the order of their hashes
     */
    public Rows rows() {
        double[] data = new double[kept.size() * schema.size()];
        int at = 0;
        for (double[] row : kept.values()) {
            System.arraycopy(row, 0, data, at, row.length);
            at += row.length;
        }
        return Rows.of(schema, data);
    }

    /**
     * How far any rank of any feature is off at most (Dvoretzky, Kiefer and Wolfowitz; Massart 1990).
     *
     * @param chance that it is off by more, between 0 and 1
     * @return share of the rows, 0 if all rows are kept
     * @throws InvalidInputException if the chance is out of range
     */
    public double rankError(double chance) {
        if (!(chance > 0 && chance < 1)) {
            throw InvalidInputException.of("chance", "is " + chance, "between 0 and 1");
        }
        return kept.size() < most
                ? 0
                : Math.min(1, Math.sqrt(StrictMath.log(2 * schema.size() / chance) / (2.0 * most)));
    }

    /**
     * As canonical JSON: equal samples have equal bytes.
     *
     * @return a new array
     */
    public byte[] toBytes() {
        List<Kept> rows = new ArrayList<>();
        for (Map.Entry<Long, double[]> one : kept.entrySet()) {
            List<Double> values = new ArrayList<>();
            for (double value : one.getValue()) {
                values.add(value + 0.0);
            }
            rows.add(new Kept(one.getKey(), values));
        }
        return RecordCodec.write(new State(FORM, most, rows));
    }

    /**
     * Reads it.
     *
     * @param schema what the columns are
     * @param bytes what {@link #toBytes} wrote; not modified
     * @return an equal sample
     * @throws io.modelgovernance.IntegrityException if they are no such state
     * @throws InvalidInputException if the form is unknown or the rows do not fit the schema
     */
    public static RowSample fromBytes(FeatureSchema schema, byte[] bytes) {
        State state = RecordCodec.read(State.class, bytes);
        if (!state.form().equals(FORM)) {
            throw InvalidInputException.of("form of the sample", "is " + state.form(), FORM);
        }
        RowSample sample = of(schema, state.most());
        for (Kept one : state.rows()) {
            if (one.values().size() != schema.size()) {
                throw InvalidInputException.of("row of the sample", "does not fit", "of " + schema.size() + " values");
            }
            double[] row =
                    one.values().stream().mapToDouble(Double::doubleValue).toArray();
            sample.keep(one.hash(), row);
        }
        return sample;
    }

    @Override
    public String toString() {
        return kept.size() + " rows of " + Arrays.toString(schema.names().toArray());
    }
}
