package io.modelgovernance.core.uncertainty;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Scorer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Points of inputs within their ranges, the other inputs as in the base row, and what a scorer says of them. */
final class Design {
    private static final int BATCH = 4_096;

    private final Scorer scorer;
    private final double[] base;
    private final List<InputRange> ranges;

    Design(Scorer scorer, double[] base, List<InputRange> ranges) {
        this.scorer = scorer;
        this.base = base.clone();
        this.ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw InvalidInputException.of("ranges", "are none", "at least one");
        }
        Set<Integer> seen = new HashSet<>();
        for (InputRange range : ranges) {
            if (range.index() >= base.length || !seen.add(range.index())) {
                throw InvalidInputException.of(
                        "range of " + range.feature(),
                        "is at place " + range.index(),
                        "at a place of its own below " + base.length);
            }
        }
    }

    int inputs() {
        return ranges.size();
    }

    List<InputRange> ranges() {
        return ranges;
    }

    /** Scores points given as parts of their ranges, 0 to 1, one point after the other. */
    double[] score(double[] parts) {
        int k = ranges.size();
        int points = parts.length / k;
        double[] scores = new double[points];
        double[] rows = new double[Math.min(BATCH, points) * base.length];
        double[] out = new double[Math.min(BATCH, points)];
        for (int from = 0; from < points; from += BATCH) {
            int n = Math.min(BATCH, points - from);
            for (int i = 0; i < n; i++) {
                System.arraycopy(base, 0, rows, i * base.length, base.length);
                for (int j = 0; j < k; j++) {
                    InputRange range = ranges.get(j);
                    rows[i * base.length + range.index()] = range.at(parts[(from + i) * k + j]);
                }
            }
            scorer.score(rows, n, out);
            System.arraycopy(out, 0, scores, from, n);
        }
        for (double score : scores) {
            if (!Double.isFinite(score)) {
                throw InvalidInputException.of(
                        "scorer", "gave a score that is not finite within the ranges", "one that gives finite scores");
            }
        }
        return scores;
    }
}
