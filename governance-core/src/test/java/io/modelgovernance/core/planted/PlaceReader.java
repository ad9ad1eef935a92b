package io.modelgovernance.core.planted;

/** Breaks a law on purpose: writes a number as the machine's owner does. */
public final class PlaceReader {
    /** A comma in Ankara, a point in London. */
    public String number(double value) {
        return String.format("%.2f", value);
    }
}
