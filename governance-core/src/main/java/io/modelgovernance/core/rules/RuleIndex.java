package io.modelgovernance.core.rules;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Which rules are still possible, from each fact by itself: the constants that rules compare a fact with cut its values
 * into cells, and each cell has a bit for every rule that may act there whatever the other facts are. The bits of all
 * facts joined by "and" leave the few rules that are worth running (the bit vectors of packet classification, Lakshman and
 * Stiliadis 1998). No rule that acts is ever left out.
 *
 * <p>Immutable and thread-safe.
 */
final class RuleIndex {
    /** What the bits may take, 2 MB; larger sets go without. */
    private static final long MOST_WORDS = 1 << 18;

    private static final int FEW = 32;

    private final int words;
    private final long[] all;
    private final int[] slots;
    private final double[][] constants;
    private final long[][] possible;

    /**
     * Indexes rules.
     *
     * @param facts the number of facts
     * @param conditions the rules' conditions
     * @param may for each of them whether the unknown counts as holding
     */
    RuleIndex(int facts, List<Condition> conditions, boolean[] may) {
        this.words = (conditions.size() + Long.SIZE - 1) / Long.SIZE;
        this.all = new long[words];
        for (int rule = 0; rule < conditions.size(); rule++) {
            all[rule / Long.SIZE] |= 1L << rule;
        }
        double[][] found = new double[facts][];
        long size = 0;
        for (int slot = 0; slot < facts; slot++) {
            found[slot] = Cells.constants(slot, conditions).stream()
                    .mapToDouble(Double::doubleValue)
                    .toArray();
            size += (long) cells(found[slot]) * words;
        }
        long[][] bits = new long[facts][];
        if (size <= MOST_WORDS) {
            Partial partial = new Partial(facts);
            for (int slot = 0; slot < facts; slot++) {
                bits[slot] = bits(slot, found[slot], conditions, may, partial);
            }
        }
        this.slots = IntStream.range(0, facts)
                .filter(slot -> bits[slot] != null && tells(bits[slot]))
                .toArray();
        this.constants = Arrays.stream(slots).mapToObj(slot -> found[slot]).toArray(double[][]::new);
        this.possible = Arrays.stream(slots).mapToObj(slot -> bits[slot]).toArray(long[][]::new);
    }

    /** Below, at and between the constants, above them, and unknown. */
    private static int cells(double[] constants) {
        return 2 * constants.length + 2;
    }

    private long[] bits(int slot, double[] bounds, List<Condition> conditions, boolean[] may, Partial partial) {
        int cells = cells(bounds);
        long[] bits = new long[cells * words];
        int[] asking = IntStream.range(0, conditions.size())
                .filter(rule -> conditions.get(rule).asks(slot))
                .toArray();
        for (int cell = 0; cell < cells; cell++) {
            System.arraycopy(all, 0, bits, cell * words, words);
            partial.tell(slot, inside(bounds, cell));
            for (int rule : asking) {
                if (!partial.holds(conditions.get(rule), may[rule]).orElse(true)) {
                    bits[cell * words + rule / Long.SIZE] &= ~(1L << rule);
                }
            }
        }
        partial.takeBack(slot);
        return bits;
    }

    /** A value of a cell; where none lies between two neighbours, nothing ever asks for that cell. */
    private static double inside(double[] bounds, int cell) {
        if (cell == 2 * bounds.length + 1) {
            return Double.NaN;
        } else if (cell % 2 == 1) {
            return bounds[cell / 2];
        } else if (cell / 2 < bounds.length) {
            return Math.nextDown(bounds[cell / 2]);
        }
        return bounds.length == 0 ? 0 : Math.nextUp(bounds[bounds.length - 1]);
    }

    private boolean tells(long[] bits) {
        for (int i = 0; i < bits.length; i++) {
            if (bits[i] != all[i % words]) {
                return true;
            }
        }
        return false;
    }

    /**
     * The next rule that is possible.
     *
     * @param from the first rule to consider
     * @param cells as {@link #locate} left them
     * @return its place, or -1 if there is none
     */
    int next(int from, int[] cells) {
        for (int word = from / Long.SIZE; word < words; word++) {
            long left = all[word];
            if (word == from / Long.SIZE) {
                left &= -1L << from;
            }
            for (int i = 0; i < slots.length && left != 0; i++) {
                left &= possible[i][cells[i] * words + word];
            }
            if (left != 0) {
                return word * Long.SIZE + Long.numberOfTrailingZeros(left);
            }
        }
        return -1;
    }

    /**
     * Finds the cell of each fact that tells rules apart.
     *
     * @param facts values by slot, NaN unknown
     * @param cells filled from the front, as long as there are facts
     */
    void locate(double[] facts, int[] cells) {
        for (int i = 0; i < slots.length; i++) {
            cells[i] = cell(facts[slots[i]], constants[i]);
        }
    }

    private static int cell(double fact, double[] bounds) {
        if (Double.isNaN(fact)) {
            return 2 * bounds.length + 1;
        }
        if (bounds.length > FEW) {
            int at = Arrays.binarySearch(bounds, fact + 0.0);
            return at >= 0 ? 2 * at + 1 : -2 * (at + 1);
        }
        int cell = 0;
        for (double bound : bounds) {
            cell += (fact > bound ? 1 : 0) + (fact >= bound ? 1 : 0);
        }
        return cell;
    }
}
