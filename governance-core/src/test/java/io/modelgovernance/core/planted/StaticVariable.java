package io.modelgovernance.core.planted;

/** Breaks a law on purpose: one variable for all. */
public final class StaticVariable {
    static int count;

    private StaticVariable() {}
}
