package io.modelgovernance.drift;

import io.modelgovernance.model.Rows;

/** Compares windows of rows with one frozen reference. Pure, immutable and thread-safe. */
public interface DriftMonitor {
    /**
     * The reference.
     *
     * @return the profile windows are compared with
     */
    Profile reference();

    /**
     * Compares.
     *
     * @param window current rows with the reference's schema
     * @return what was found
     * @throws io.modelgovernance.InvalidInputException if the schema is another
     */
    DriftReport check(Rows window);
}
