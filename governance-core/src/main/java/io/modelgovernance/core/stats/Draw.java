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
        int most = missing.length == 1 ? poisson(times, missing, random) : poissonByStratum(times, missing, random);
        for (int s = 0; s < missing.length; s++) {
            correct(times, members[s], missing[s], most, random);
        }
    }

    private int poisson(int[] times, int[] missing, SplittableRandom random) {
        int total = 0;
        int most = 1;
        int i = 0;
        while (i < times.length) {
            long bits = random.nextLong();
            int end = Math.min(times.length, i + Long.SIZE / BITS);
            for (; i < end; i++) {
                int count = counts[(int) bits & (CELLS - 1)];
                if (count < 0) {
                    count = exactly((int) bits & (CELLS - 1), random);
                }
                bits >>>= BITS;
                times[i] = count;
                total += count;
                most = Math.max(most, count);
            }
        }
        missing[0] -= total;
        return most;
    }

    private int poissonByStratum(int[] times, int[] missing, SplittableRandom random) {
        int most = poisson(times, new int[1], random);
        for (int i = 0; i < times.length; i++) {
            missing[strata[i]] -= times[i];
        }
        return most;
    }

    private static void correct(int[] times, int[] of, int missing, int most, SplittableRandom random) {
        for (int i = 0; i < missing; i++) {
            times[of[random.nextInt(of.length)]]++;
        }
        for (int surplus = -missing; surplus > 0; ) {
            int unit = of[random.nextInt(of.length)];
            if (random.nextInt(most) < times[unit]) {
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
