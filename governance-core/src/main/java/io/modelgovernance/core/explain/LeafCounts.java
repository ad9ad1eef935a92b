package io.modelgovernance.core.explain;

import java.util.Arrays;

/**
 * How often each bit pattern occurs among the background rows at each leaf: all that interventional values need of them.
 *
 * <p>Leaves are numbered in the order of the walk. Made once; immutable afterwards.
 */
final class LeafCounts implements TreePatterns.Ends {
    private static final int SMALL = 12;

    private int[] start = new int[64];
    private long[] pattern = new long[256];
    private int[] times = new int[256];
    private final int[] tally = new int[1 << SMALL];
    private int leaves;
    private int entries;

    private LeafCounts() {}

    static LeafCounts of(TreePaths paths, double[] rows, int count) {
        LeafCounts counts = new LeafCounts();
        new TreePatterns(paths, count).walk(rows, 0, count, counts);
        counts.start = Arrays.copyOf(counts.start, counts.leaves + 1);
        counts.pattern = Arrays.copyOf(counts.pattern, counts.entries);
        counts.times = Arrays.copyOf(counts.times, counts.entries);
        return counts;
    }

    /** First entry of a leaf; that of the next leaf ends it. */
    int start(int leaf) {
        return start[leaf];
    }

    long pattern(int entry) {
        return pattern[entry];
    }

    int times(int entry) {
        return times[entry];
    }

    @Override
    public void leaf(double value, int n, long[] patterns, int width, int[] feature) {
        count(n, patterns, 0, width);
    }

    @Override
    public void pair(double left, double right, long bit, int n, long[] patterns, int width, int[] feature) {
        count(n, patterns, 0, width);
        count(n, patterns, bit, width);
    }

    private void count(int n, long[] patterns, long flip, int width) {
        if (width <= SMALL) {
            for (int i = 0; i < n; i++) {
                tally[(int) (patterns[i] ^ flip)]++;
            }
            for (int p = 0; p < 1 << width; p++) {
                if (tally[p] > 0) {
                    add(p, tally[p]);
                    tally[p] = 0;
                }
            }
        } else {
            long[] sorted = new long[n];
            Arrays.setAll(sorted, i -> patterns[i] ^ flip);
            Arrays.sort(sorted);
            for (int i = 0, next; i < n; i = next) {
                next = i + 1;
                while (next < n && sorted[next] == sorted[i]) {
                    next++;
                }
                add(sorted[i], next - i);
            }
        }
        leaves++;
        if (leaves == start.length) {
            start = Arrays.copyOf(start, 2 * leaves);
        }
        start[leaves] = entries;
    }

    private void add(long found, int often) {
        if (entries == times.length) {
            pattern = Arrays.copyOf(pattern, 2 * entries);
            times = Arrays.copyOf(times, 2 * entries);
        }
        pattern[entries] = found;
        times[entries++] = often;
    }
}
