package io.modelgovernance.core.explain;

/**
 * A stream of random numbers that is the same on every platform and in every release.
 *
 * <p>SplitMix64 (Steele, Lea and Flood 2014), written out because the library's generators do not promise their bits.
 * Not thread-safe; local to one call.
 */
public final class Draws {
    private long state;

    /**
     * A stream of its own.
     *
     * @param seed any number
     */
    public Draws(long seed) {
        this.state = seed;
    }

    /**
     * 64 random bits.
     *
     * @return any number
     */
    public long nextLong() {
        state += 0x9E3779B97F4A7C15L;
        long z = state;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /**
     * A whole number below a bound, without bias.
     *
     * @param bound greater than 0
     * @return a number in [0, bound)
     */
    public int nextInt(int bound) {
        while (true) {
            long bits = nextLong() >>> 33;
            long value = bits % bound;
            if (bits - value + (bound - 1) <= Integer.MAX_VALUE) {
                return (int) value;
            }
        }
    }

    /**
     * A number of 53 random bits.
     *
     * @return a number in [0, 1)
     */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1.0p-53;
    }

    /**
     * A draw from the standard normal distribution (Box and Muller 1958), by strict arithmetic.
     *
     * @return a finite number
     */
    public double nextGaussian() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - nextDouble()));
        return radius * StrictMath.cos(2 * Math.PI * nextDouble());
    }

    /**
     * A random order of 0 to n - 1 (Fisher and Yates).
     *
     * @param n at least 0
     * @return a new array
     */
    public int[] permutation(int n) {
        int[] order = new int[n];
        for (int i = 0; i < n; i++) {
            int j = nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }
}
