package io.modelgovernance.core.planted;

/** Breaks a law on purpose: writes where the application writes. */
public final class Printer {
    /** Noise. */
    public void print() {
        System.out.println("noise");
    }
}
