package io.modelgovernance.core.fairness;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;

/**
 * How many cases of each group were selected or not, and turned out positive, negative or not yet known: all that group
 * fairness needs. Only these counts leave the place that knows who belongs to which group.
 *
 * <p>Made in one pass; merging adds. Immutable and thread-safe.
 */
public final class GroupCounts {
    /** Label of a case whose outcome is not known yet. */
    public static final byte UNKNOWN = -1;

    private static final int CELLS = 8;
    private static final int LANES = 4;

    private final long[] cells;

    private GroupCounts(long[] cells) {
        this.cells = cells;
    }

    /**
     * Counts.
     *
     * @param group code of each case's group, 0 to {@code groups - 1}; not modified
     * @param groups number of groups, 1 to 128
     * @param selected 1 for a case that was selected (the favourable decision), 0 for another; not modified
     * @param positive 1 for a case that turned out positive, 0 for a negative one, {@link #UNKNOWN} if not known; not
     *     modified
     * @return the counts
     * @throws InvalidInputException if the lengths differ, or a code is out of range
     */
    public static GroupCounts of(byte[] group, int groups, byte[] selected, byte[] positive) {
        requireGroups(groups, 128);
        requireLengths(group.length, selected.length, positive.length);
        int[][] lanes = new int[LANES][128 * CELLS];
        int outside = 0;
        for (int i = 0; i < group.length; i++) {
            int g = group[i];
            int s = selected[i];
            int p = positive[i];
            outside |= g | (groups - 1 - g) | s | (1 - s) | (p + 1) | (1 - p);
            lanes[i & (LANES - 1)][(g & 127) * CELLS + (s & 1) * 4 + ((p + 1) & 3)]++;
        }
        if (outside < 0) {
            throw InvalidInputException.of(
                    "codes", "hold one out of range", "groups below " + groups + ", selected 0 or 1, positive -1 to 1");
        }
        long[] cells = new long[groups * CELLS];
        for (int[] lane : lanes) {
            for (int i = 0; i < cells.length; i++) {
                cells[i] += lane[i];
            }
        }
        return new GroupCounts(cells);
    }

    /**
     * Counts, for many groups, such as crossed ones.
     *
     * @param group code of each case's group, 0 to {@code groups - 1}; not modified
     * @param groups number of groups, 1 to 1,000,000
     * @param selected 1 for a case that was selected, 0 for another; not modified
     * @param positive 1, 0 or {@link #UNKNOWN}; not modified
     * @return the counts
     * @throws InvalidInputException if the lengths differ, or a code is out of range
     */
    public static GroupCounts of(int[] group, int groups, byte[] selected, byte[] positive) {
        requireGroups(groups, 1_000_000);
        requireLengths(group.length, selected.length, positive.length);
        long[] cells = new long[groups * CELLS];
        for (int i = 0; i < group.length; i++) {
            int s = selected[i];
            int p = positive[i];
            if (group[i] < 0 || group[i] >= groups || (s | (1 - s) | (p + 1) | (1 - p)) < 0) {
                throw InvalidInputException.of(
                        "codes of case " + i, "hold one out of range", "a group below " + groups + ", 0 or 1, -1 to 1");
            }
            cells[group[i] * CELLS + s * 4 + p + 1]++;
        }
        return new GroupCounts(cells);
    }

    /**
     * Crosses two attributes, for intersectional groups.
     *
     * @param first code of each case, 0 to {@code firsts - 1}; not modified
     * @param firsts number of the first attribute's groups
     * @param second code of each case, 0 to {@code seconds - 1}; not modified
     * @param seconds number of the second attribute's groups
     * @return the code {@code first * seconds + second} of each case
     * @throws InvalidInputException if the lengths differ, or a code is out of range
     */
    public static int[] crossed(byte[] first, int firsts, byte[] second, int seconds) {
        requireLengths(first.length, second.length, second.length);
        int[] codes = new int[first.length];
        for (int i = 0; i < codes.length; i++) {
            if (first[i] < 0 || first[i] >= firsts || second[i] < 0 || second[i] >= seconds) {
                throw InvalidInputException.of("codes of case " + i, "are out of range", "0 to the number of groups");
            }
            codes[i] = first[i] * seconds + second[i];
        }
        return codes;
    }

    /**
     * Both together.
     *
     * @param other counts of other cases of the same groups
     * @return the counts of all
     * @throws InvalidInputException if it has another number of groups
     */
    public GroupCounts and(GroupCounts other) {
        if (other.cells.length != cells.length) {
            throw InvalidInputException.of("counts", "have " + other.groups() + " groups", groups() + " as the others");
        }
        long[] sums = new long[cells.length];
        Arrays.setAll(sums, i -> Math.addExact(cells[i], other.cells[i]));
        return new GroupCounts(sums);
    }

    /**
     * How many groups.
     *
     * @return at least 1
     */
    public int groups() {
        return cells.length / CELLS;
    }

    /**
     * How many cases of a group.
     *
     * @param group its code
     * @return at least 0
     */
    public long cases(int group) {
        return count(group, 0) + count(group, 1);
    }

    /**
     * How many cases of a group were decided this way.
     *
     * @param group its code
     * @param selected 1 or 0
     * @return at least 0
     */
    long count(int group, int selected) {
        return count(group, selected, -1) + count(group, selected, 0) + count(group, selected, 1);
    }

    /** How many cases of a group were decided this way and turned out that way. */
    long count(int group, int selected, int positive) {
        return cells[group * CELLS + selected * 4 + positive + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof GroupCounts && Arrays.equals(cells, ((GroupCounts) other).cells);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(cells);
    }

    private static void requireGroups(int groups, int most) {
        if (groups < 1 || groups > most) {
            throw InvalidInputException.of("number of groups", "is " + groups, "1 to " + most);
        }
    }

    private static void requireLengths(int first, int second, int third) {
        if (first != second || first != third) {
            throw InvalidInputException.of(
                    "columns", "have the lengths " + first + ", " + second + ", " + third, "of one length");
        }
    }
}
