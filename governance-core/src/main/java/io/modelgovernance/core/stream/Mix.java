package io.modelgovernance.core.stream;

/** Random numbers by place: the finalizer of SplitMix64 (Steele, Lea and Flood 2014) over seed and counter. */
final class Mix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    static long of(long seed, long place) {
        long z = mix(seed + GOLDEN) + place * GOLDEN;
        return mix(z);
    }

    /** Above 0 and below 1. */
    static double uniform(long seed, long place) {
        return ((of(seed, place) >>> 12) + 0.5) * 0x1p-52;
    }

    private static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
