package io.modelgovernance.core.profile;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import java.util.List;

/**
 * A window of live data, counted in the frozen bins of a reference: what one process saw, or many together.
 *
 * <p>A plain value of whole numbers and two extremes, so that merging is adding, and any partition of the rows in any
 * order gives the same bytes. Made by {@link WindowCounter}. Immutable.
 *
 * @param form {@value #FORM}, the version of this layout
 * @param reference fingerprint of the reference; only windows of one reference may be merged or compared with it
 * @param rows how many rows
 * @param features one for each feature of the reference, in its order
 */
public record WindowProfile(String form, Digest reference, long rows, List<FeatureWindow> features) {
    /** The version of this layout; other ones are refused. */
    public static final String FORM = "window/1";

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the form is another, or there are negative rows
     */
    public WindowProfile {
        features = List.copyOf(features);
        if (!form.equals(FORM)) {
            throw InvalidInputException.of("form of the window", "is " + form, FORM);
        }
        if (rows < 0) {
            throw InvalidInputException.of("rows of the window", "are " + rows, "at least 0");
        }
    }

    /**
     * The window as canonical JSON: equal windows have equal bytes.
     *
     * @return a new array
     */
    public byte[] toBytes() {
        return RecordCodec.write(this);
    }

    /**
     * Reads a window.
     *
     * @param bytes what {@link #toBytes} wrote; not modified
     * @return an equal window
     * @throws io.modelgovernance.IntegrityException if they are no such window, or of another form
     */
    public static WindowProfile fromBytes(byte[] bytes) {
        return RecordCodec.read(WindowProfile.class, bytes);
    }
}
