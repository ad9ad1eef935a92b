package io.modelgovernance.core.explain;

import java.util.Arrays;

/**
 * Interventional contributions of a block of rows: at each end of a path, one table of contributions by bit pattern,
 * looked up by all rows.
 *
 * <p>A coalition of features of the row reaches a leaf if the row satisfies the splits on its members and the background
 * row those on all others. With a features that only the row satisfies and c that only the background row does, each of
 * the former gets {@code (a-1)! c! / (a+c)!} of the leaf's value and each of the latter loses {@code a! (c-1)! / (a+c)!}
 * of it (Lundberg et al. 2020); where neither satisfies a feature, nothing. Background rows of one pattern
 * count together, and rows of one pattern share their sums, as in WOODELF (Nadel and Wettenstein 2025). Paths of more
 * distinct features than {@value #WIDE}, and small blocks, are summed row by row, so the space is bounded.
 *
 * <p>Scratch space for one call at a time; not thread-safe. The sums run in one order, with or without a table.
 */
final class LeafGames implements TreePatterns.Ends {
    private static final int WIDE = 10;
    private static final int BLOCK = 2048;
    private static final int CELLS = 1 << 20;

    private final LeafCounts counts;
    private final int background;
    private final TreePatterns patterns;
    private final double[][] phi;
    private final double[][] table = new double[WIDE][1 << WIDE];
    private final double[] one = new double[TreePatterns.MOST];
    private final double[][] gain = new double[TreePatterns.MOST + 1][TreePatterns.MOST + 1];
    private int leaf;

    LeafGames(TreePaths paths, LeafCounts counts, int background) {
        this.counts = counts;
        this.background = background;
        int block = Math.max(64, Math.min(BLOCK, CELLS / (paths.features + 2 * paths.mostLevels())));
        this.patterns = new TreePatterns(paths, block);
        this.phi = new double[paths.features][block];
        for (int a = 1; a < gain.length; a++) {
            double choose = 1;
            for (int c = 0; c + a < gain.length; c++) {
                gain[a][c] = 1 / (a * choose);
                choose = choose * (a + c + 1) / (c + 1);
            }
        }
    }

    /** Writes the contributions of the first {@code count} rows. */
    void values(double[] rows, int count, double[] out) {
        for (int from = 0; from < count; from += patterns.capacity()) {
            int n = Math.min(patterns.capacity(), count - from);
            for (double[] column : phi) {
                Arrays.fill(column, 0, n, 0);
            }
            leaf = 0;
            patterns.walk(rows, from, n, this);
            for (int f = 0; f < phi.length; f++) {
                for (int i = 0; i < n; i++) {
                    out[(from + i) * phi.length + f] = phi[f][i];
                }
            }
        }
    }

    @Override
    public void leaf(double value, int n, long[] pattern, int width, int[] feature) {
        if (tabled(n, width)) {
            clear(width);
            fill(leaf, value / background, width, 0);
            look(n, pattern, width, feature);
        } else {
            for (int i = 0; i < n; i++) {
                Arrays.fill(one, 0, width, 0);
                sum(leaf, value / background, width, pattern[i]);
                give(i, width, feature);
            }
        }
        leaf++;
    }

    @Override
    public void pair(double left, double right, long bit, int n, long[] pattern, int width, int[] feature) {
        if (tabled(n, width)) {
            clear(width);
            fill(leaf, left / background, width, 0);
            fill(leaf + 1, right / background, width, (int) bit);
            look(n, pattern, width, feature);
        } else {
            for (int i = 0; i < n; i++) {
                Arrays.fill(one, 0, width, 0);
                sum(leaf, left / background, width, pattern[i]);
                sum(leaf + 1, right / background, width, pattern[i] ^ bit);
                give(i, width, feature);
            }
        }
        leaf += 2;
    }

    private static boolean tabled(int n, int width) {
        return width <= WIDE && 1 << width <= 4 * n;
    }

    private void clear(int width) {
        for (int j = 0; j < width; j++) {
            Arrays.fill(table[j], 0, 1 << width, 0);
        }
    }

    /** Adds a leaf to the table: for each background pattern, to every row pattern that covers what it leaves out. */
    private void fill(int at, double share, int width, int flip) {
        int full = (1 << width) - 1;
        for (int entry = counts.start(at); entry < counts.start(at + 1); entry++) {
            int z = (int) counts.pattern(entry);
            double worth = share * counts.times(entry);
            int only = full & ~z;
            int a = Integer.bitCount(only);
            for (int sub = z; ; sub = (sub - 1) & z) {
                int lost = z & ~sub;
                int c = Integer.bitCount(lost);
                int o = (only | sub) ^ flip;
                double up = worth * gain[a][c];
                for (int rest = only; rest != 0; rest &= rest - 1) {
                    table[Integer.numberOfTrailingZeros(rest)][o] += up;
                }
                double down = worth * gain[c][a];
                for (int rest = lost; rest != 0; rest &= rest - 1) {
                    table[Integer.numberOfTrailingZeros(rest)][o] -= down;
                }
                if (sub == 0) {
                    break;
                }
            }
        }
    }

    private void look(int n, long[] pattern, int width, int[] feature) {
        for (int j = 0; j < width; j++) {
            double[] values = table[j];
            double[] column = phi[feature[j]];
            for (int i = 0; i < n; i++) {
                column[i] += values[(int) pattern[i]];
            }
        }
    }

    private void sum(int at, double share, int width, long o) {
        long full = (1L << width) - 1;
        for (int entry = counts.start(at); entry < counts.start(at + 1); entry++) {
            long z = counts.pattern(entry);
            if ((o | z) != full) {
                continue;
            }
            double worth = share * counts.times(entry);
            long only = o & ~z;
            long lost = z & ~o;
            int a = Long.bitCount(only);
            int c = Long.bitCount(lost);
            double up = worth * gain[a][c];
            for (long rest = only; rest != 0; rest &= rest - 1) {
                one[Long.numberOfTrailingZeros(rest)] += up;
            }
            double down = worth * gain[c][a];
            for (long rest = lost; rest != 0; rest &= rest - 1) {
                one[Long.numberOfTrailingZeros(rest)] -= down;
            }
        }
    }

    private void give(int row, int width, int[] feature) {
        for (int j = 0; j < width; j++) {
            phi[feature[j]][row] += one[j];
        }
    }
}
