package io.modelgovernance.core.planted;

import java.util.concurrent.atomic.AtomicInteger;

/** Breaks a law on purpose: final, and yet state for all. */
public final class StaticCounter {
    static final AtomicInteger COUNT = new AtomicInteger();

    private StaticCounter() {}
}
