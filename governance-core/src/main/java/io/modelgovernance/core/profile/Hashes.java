package io.modelgovernance.core.profile;

/** Hashes that are the same on every machine. Not meant to withstand somebody who chooses values. */
final class Hashes {
    private static final long SEED = 0x9E3779B97F4A7C15L;

    private Hashes() {}

    /** The finaliser of SplitMix64 (Stafford's variant 13): a bijection. */
    static long mixed(long key) {
        long z = key + SEED;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static long of(String text) {
        long hash = text.length();
        for (int i = 0; i < text.length(); i++) {
            hash = mixed(hash ^ text.charAt(i));
        }
        return hash;
    }

    /** A hash as a share of all of them, above 0, at most 1. */
    static double share(long hash) {
        return ((hash >>> 11) + 1) * 0x1.0p-53;
    }
}
