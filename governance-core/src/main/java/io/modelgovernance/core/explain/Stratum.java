package io.modelgovernance.core.explain;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * All pairs of a coalition of one size and its complement: how many there are, how many are used, and how much they
 * weigh together.
 *
 * @param width number of features
 * @param size size of the smaller coalition of a pair, 1 to width / 2
 * @param population number of such pairs, cut at 1e15
 * @param count number of pairs used, at most the population
 * @param weight Shapley kernel weight of all of them together
 */
record Stratum(int width, int size, long population, int count, double weight) {
    private static final double MANY = 1e15;

    /** Shares a number of pairs out: size 1 whole, at least two of every other size, the rest by weight (D'Hondt). */
    static List<Stratum> share(int width, int pairs) {
        List<Stratum> strata = new ArrayList<>();
        int left = pairs;
        for (int size = 1; size <= width / 2; size++) {
            long population = population(width, size);
            int count = (int) (size == 1 ? population : Math.min(2, population));
            double kernel = (width - 1.0) / ((double) size * (width - size));
            strata.add(new Stratum(width, size, population, count, 2 * size == width ? kernel : 2 * kernel));
            left -= count;
        }
        for (; left > 0; left--) {
            int best = -1;
            for (int i = 0; i < strata.size(); i++) {
                Stratum each = strata.get(i);
                if (!each.whole()
                        && (best < 0 || each.claim() > strata.get(best).claim())) {
                    best = i;
                }
            }
            if (best < 0) {
                break;
            }
            strata.set(best, strata.get(best).oneMore());
        }
        return strata;
    }

    boolean whole() {
        return count == population;
    }

    private double claim() {
        return weight / (count + 1);
    }

    private Stratum oneMore() {
        return new Stratum(width, size, population, count + 1, weight);
    }

    /** The coalitions used, one of each pair: all of them in order, or a sample without repetition. */
    List<BitSet> draw(Draws draws) {
        if (whole()) {
            List<BitSet> all = new ArrayList<>();
            extend(new BitSet(width), 0, all);
            return all;
        }
        Set<BitSet> sample = new LinkedHashSet<>();
        int[] order = new int[width];
        while (sample.size() < count) {
            sample.add(random(draws, order));
        }
        return List.copyOf(sample);
    }

    private BitSet random(Draws draws, int[] order) {
        java.util.Arrays.setAll(order, i -> i);
        BitSet chosen = new BitSet(width);
        for (int i = 0; i < size; i++) {
            int j = i + draws.nextInt(width - i);
            int feature = order[j];
            order[j] = order[i];
            order[i] = feature;
            chosen.set(feature);
        }
        if (halves() && !chosen.get(0)) {
            chosen.flip(0, width);
        }
        return chosen;
    }

    private void extend(BitSet chosen, int from, List<BitSet> all) {
        int missing = size - chosen.cardinality();
        if (missing == 0) {
            all.add((BitSet) chosen.clone());
            return;
        }
        boolean first = halves() && chosen.isEmpty();
        int last = first ? 0 : width - missing;
        for (int feature = from; feature <= last; feature++) {
            chosen.set(feature);
            extend(chosen, feature + 1, all);
            chosen.clear(feature);
        }
    }

    /** Both coalitions of a pair are of this size; the one with feature 0 stands for the pair. */
    private boolean halves() {
        return 2 * size == width;
    }

    private static long population(int width, int size) {
        double count = 1;
        for (int k = 1; k <= size && count < MANY; k++) {
            count = Math.rint(count * (width - k + 1) / k);
        }
        return (long) Math.min(MANY, 2 * size == width ? count / 2 : count);
    }
}
