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
    private static final int PAIRS = Long.SIZE / BITS;
    private static final int PER_LONG = 2 * PAIRS;
    private static final int MANY = 18;

    /** Two counts a cell, the first in the low byte; -1 where the cell does not tell them. */
    private final short[] pairs = new short[CELLS];
    /** The probability of a pair and all before it. */
    private final double[] upTo = new double[MANY * MANY];

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
        double[] chance = new double[MANY];
        for (int k = 0; k < MANY; k++) {
            chance[k] = k == 0 ? StrictMath.exp(-1) : chance[k - 1] / k;
        }
        double sum = 0;
        for (int pair = 0; pair < upTo.length; pair++) {
            sum += chance[pair / MANY] * chance[pair % MANY];
            upTo[pair] = pair == upTo.length - 1 ? 1 : sum;
        }
        for (int cell = 0; cell < CELLS; cell++) {
            int low = above(cell / (double) CELLS);
            int high = above(Math.nextDown((cell + 1) / (double) CELLS));
            pairs[cell] = low == high ? packed(low) : -1;
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

    /** Counts of mean 1, ten from each random long; their sum. */
    private int poisson(int[] times, SplittableRandom random) {
        short[] table = pairs;
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
                a = told(a, bits, 0, random);
                b = told(b, bits, 1, random);
                c = told(c, bits, 2, random);
                d = told(d, bits, 3, random);
                e = told(e, bits, 4, random);
            }
            times[i] = a & 0xFF;
            times[i + 1] = a >>> Byte.SIZE;
            times[i + 2] = b & 0xFF;
            times[i + 3] = b >>> Byte.SIZE;
            times[i + 4] = c & 0xFF;
            times[i + 5] = c >>> Byte.SIZE;
            times[i + 6] = d & 0xFF;
            times[i + 7] = d >>> Byte.SIZE;
            times[i + 8] = e & 0xFF;
            times[i + 9] = e >>> Byte.SIZE;
            int sums = a + b + c + d + e;
            total += (sums & 0xFF) + (sums >>> Byte.SIZE);
        }
        for (int i = whole; i < times.length; i++) {
            long bits = random.nextLong();
            times[i] = told(table[(int) bits & (CELLS - 1)], bits, 0, random) & 0xFF;
            total += times[i];
        }
        return total;
    }

    private int told(int pair, long bits, int which, SplittableRandom random) {
        if (pair >= 0) {
            return pair;
        }
        int cell = (int) (bits >>> which * BITS) & (CELLS - 1);
        return packed(above((cell + random.nextDouble()) / CELLS));
    }

    private static short packed(int pair) {
        return (short) (pair / MANY | pair % MANY << Byte.SIZE);
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

    /** The first pair up to which there is more than this probability. */
    private int above(double probability) {
        int low = 0;
        int high = upTo.length - 1;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (upTo[middle] > probability) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
