package io.modelgovernance.core.stats;

import java.util.SplittableRandom;

/**
 * Draws how often each of some units is drawn in as many draws with replacement, in one pass.
 *
 * <p>Independent Poisson counts given their sum are multinomial; one more draw at random, or one of the drawn at random
 * taken back, leaves them so. So Poisson counts are drawn in order and their sum is put right: the law is exact, and
 * memory is read from front to back.
 */
final class Draw {
    private static final int BITS = 12;
    private static final int CELLS = 1 << BITS;
    private static final int PER_LONG = Long.SIZE / BITS;
    private static final int MANY = 18;

    private final byte[] counts = new byte[CELLS];
    private final double[] upTo = new double[MANY];
    private final int[] strata;
    private final int[][] members;

    /** Of units each in a stratum numbered from 0; the number in each stratum stays as it is. */
    Draw(int[] strata, int kinds) {
        this.strata = strata;
        int[] sizes = new int[kinds];
        for (int stratum : strata) {
            sizes[stratum]++;
        }
        members = new int[kinds][];
        for (int s = 0; s < kinds; s++) {
            members[s] = new int[sizes[s]];
        }
        int[] next = new int[kinds];
        for (int i = 0; i < strata.length; i++) {
            members[strata[i]][next[strata[i]]++] = i;
        }
        double chance = StrictMath.exp(-1);
        double sum = 0;
        for (int k = 0; k < MANY; k++) {
            sum += chance;
            upTo[k] = k == MANY - 1 ? 1 : sum;
            chance /= k + 1;
        }
        for (int cell = 0; cell < CELLS; cell++) {
            int low = above(cell / (double) CELLS);
            counts[cell] = (byte) (low == above(Math.nextDown((cell + 1) / (double) CELLS)) ? low : -1);
        }
    }

    int units() {
        return strata.length;
    }

    /** Fills in one draw. */
    void into(int[] times, SplittableRandom random) {
        int[] missing = new int[members.length];
        for (int s = 0; s < missing.length; s++) {
            missing[s] = members[s].length;
        }
        int total = poisson(times, random);
        if (missing.length == 1) {
            missing[0] -= total;
        } else {
            for (int i = 0; i < times.length; i++) {
                missing[strata[i]] -= times[i];
            }
        }
        for (int s = 0; s < missing.length; s++) {
            correct(times, members[s], missing[s], random);
        }
    }

    /** Counts of mean 1, five from each random long; their sum. */
    private int poisson(int[] times, SplittableRandom random) {
        byte[] table = counts;
        int total = 0;
        int whole = times.length - times.length % PER_LONG;
        for (int i = 0; i < whole; i += PER_LONG) {
            long bits = random.nextLong();
            int a = table[(int) bits & (CELLS - 1)];
            int b = table[(int) (bits >>> BITS) & (CELLS - 1)];
            int c = table[(int) (bits >>> 2 * BITS) & (CELLS - 1)];
            int d = table[(int) (bits >>> 3 * BITS) & (CELLS - 1)];
            int e = table[(int) (bits >>> 4 * BITS) & (CELLS - 1)];
            if ((a | b | c | d | e) < 0) {
                for (int k = 0; k < PER_LONG; k++) {
                    times[i + k] = one((int) (bits >>> k * BITS) & (CELLS - 1), random);
                    total += times[i + k];
                }
            } else {
                times[i] = a;
                times[i + 1] = b;
                times[i + 2] = c;
                times[i + 3] = d;
                times[i + 4] = e;
                total += a + b + c + d + e;
            }
        }
        for (int i = whole; i < times.length; i++) {
            times[i] = one((int) random.nextLong() & (CELLS - 1), random);
            total += times[i];
        }
        return total;
    }

    private int one(int cell, SplittableRandom random) {
        return counts[cell] >= 0 ? counts[cell] : exactly(cell, random);
    }

    private static void correct(int[] times, int[] of, int missing, SplittableRandom random) {
        for (int i = 0; i < missing; i++) {
            times[of[random.nextInt(of.length)]]++;
        }
        for (int surplus = -missing; surplus > 0; ) {
            int unit = of[random.nextInt(of.length)];
            if (random.nextInt(MANY) < times[unit]) {
                times[unit]--;
                surplus--;
            }
        }
    }

    private int exactly(int cell, SplittableRandom random) {
        return above((cell + random.nextDouble()) / CELLS);
    }

    /** The least count up to which there is more than this probability. */
    private int above(double probability) {
        int k = 0;
        while (upTo[k] <= probability) {
            k++;
        }
        return k;
    }
}
