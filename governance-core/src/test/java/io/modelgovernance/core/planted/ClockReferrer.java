package io.modelgovernance.core.planted;

import java.util.function.LongSupplier;

/** Breaks a law on purpose: asks the system for the time through a method reference. */
public final class ClockReferrer {
    /** A time that no test can set. */
    public LongSupplier time() {
        return System::currentTimeMillis;
    }
}
