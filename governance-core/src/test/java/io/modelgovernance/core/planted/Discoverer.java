package io.modelgovernance.core.planted;

import java.util.ServiceLoader;

/** Breaks a law on purpose: takes what the class path offers. */
public final class Discoverer {
    /** Whatever is there. */
    public ServiceLoader<Runnable> found() {
        return ServiceLoader.load(Runnable.class);
    }
}
