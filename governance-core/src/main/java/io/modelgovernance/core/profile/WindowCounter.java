package io.modelgovernance.core.profile;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Counts rows, and windows that others counted, into one window of a {@link FrozenReference}.
 *
 * <p>Adding a row allocates nothing. Not thread-safe: each thread has its own, and their windows are added up. Windows
 * of up to 2^31 rows are summed exactly.
 */
public final class WindowCounter {
    private static final int BLOCK = 32;

    private final Digest reference;
    private final FeatureCounter[] features;
    /** Rows that came alone wait for company: a feature's counts are at hand for many rows and not for one. */
    private final double[] waiting;

    private int waitingRows;
    private long rows;

    WindowCounter(Digest reference, FrozenBins[] frozen) {
        this.reference = reference;
        this.features = Arrays.stream(frozen).map(FeatureCounter::new).toArray(FeatureCounter[]::new);
        this.waiting = new double[BLOCK * features.length];
    }

    /**
     * Counts a row.
     *
     * @param row one value for each feature of the reference, in its order, NaN if missing; not modified
     * @throws InvalidInputException if it has another length
     */
    public void add(double[] row) {
        if (row.length != features.length) {
            throw InvalidInputException.of("row", "has " + row.length + " values", "of " + features.length);
        }
        System.arraycopy(row, 0, waiting, waitingRows * row.length, row.length);
        waitingRows++;
        rows++;
        if (waitingRows == BLOCK) {
            countWaiting();
        }
    }

    private void countWaiting() {
        count(waiting, waitingRows);
        waitingRows = 0;
    }

    /**
     * Counts rows that lie one behind the other.
     *
     * @param data values by row, at least {@code count} times the number of features; not modified
     * @param count how many rows, at least 0
     * @throws InvalidInputException if there are fewer values than that
     */
    public void addAll(double[] data, int count) {
        if (count < 0 || (long) count * features.length > data.length) {
            throw InvalidInputException.of("rows", "are " + count + " in " + data.length + " values", "all there");
        }
        count(data, count);
        rows += count;
    }

    private void count(double[] data, int count) {
        int width = features.length;
        for (int row = 0; row < count; row += BLOCK) {
            int here = Math.min(BLOCK, count - row);
            for (int i = 0; i < width; i++) {
                features[i].add(data, row * width + i, width, here);
            }
        }
    }

    /**
     * Counts rows.
     *
     * @param window rows of as many features as the reference has
     * @throws InvalidInputException if they have another number
     */
    public void add(Rows window) {
        if (window.schema().size() != features.length) {
            throw InvalidInputException.of(
                    "rows", "have " + window.schema().size() + " features", "of " + features.length);
        }
        addAll(window.toArray(), window.count());
    }

    /**
     * Counts a value that could not be read as what the schema says; its row has it as missing.
     *
     * @param feature place of the feature in the reference
     * @throws InvalidInputException if there is none
     */
    public void unreadable(int feature) {
        if (feature < 0 || feature >= features.length) {
            throw InvalidInputException.of("feature", "is " + feature, "0 to " + (features.length - 1));
        }
        features[feature].unreadable();
    }

    /**
     * Adds what another counted.
     *
     * @param window a window of the same reference
     * @throws InvalidInputException if it is of another reference
     */
    public void add(WindowProfile window) {
        if (!window.reference().equals(reference) || window.features().size() != features.length) {
            throw InvalidInputException.of(
                    "window", "is of the reference " + window.reference(), "of " + reference + " as this counter");
        }
        for (int i = 0; i < features.length; i++) {
            features[i].add(window.features().get(i));
        }
        rows = Math.addExact(rows, window.rows());
    }

    /**
     * What was counted up to now.
     *
     * @return the window, which later rows do not change
     */
    public WindowProfile profile() {
        countWaiting();
        List<FeatureWindow> windows = new ArrayList<>(features.length);
        for (FeatureCounter feature : features) {
            windows.add(feature.window());
        }
        return new WindowProfile(WindowProfile.FORM, reference, rows, windows);
    }
}
