package io.modelgovernance.core.surrogate;

import io.modelgovernance.Digest;
import io.modelgovernance.core.explain.Draws;
import io.modelgovernance.core.explain.ExplainedRows;
import io.modelgovernance.explain.Anchor.Condition;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/** The condition that each feature of one row gives, and which background rows meet it. Immutable. */
final class RowRules {
    private final Rows background;
    private final double[] row;
    private final Condition[] conditions;
    private final BitSet[] met;
    private final int[][] members;

    RowRules(Rows background, double[] row) {
        this.background = background;
        this.row = row.clone();
        this.conditions = new Condition[row.length];
        this.met = new BitSet[row.length];
        this.members = new int[row.length][];
        for (int f = 0; f < row.length; f++) {
            conditions[f] = condition(background, f, row[f]);
            met[f] = new BitSet();
            for (int i = 0; i < background.count(); i++) {
                met[f].set(i, holds(conditions[f], background.get(i, f)));
            }
            members[f] = met[f].stream().toArray();
        }
    }

    /** Fingerprint of the background. */
    Digest digest() {
        return ExplainedRows.digest(background);
    }

    private static Condition condition(Rows rows, int f, double value) {
        Feature feature = rows.schema().features().get(f);
        if (Double.isNaN(value) || feature.type() == Feature.Type.CATEGORICAL) {
            return new Condition(feature.name(), value, value);
        }
        double[] sorted = Arrays.stream(rows.column(f))
                .filter(each -> !Double.isNaN(each))
                .sorted()
                .toArray();
        double from = Double.NEGATIVE_INFINITY;
        for (int quarter = 1; quarter < 4 && sorted.length > 0; quarter++) {
            double edge = sorted[quarter * sorted.length / 4];
            if (value < edge) {
                return new Condition(feature.name(), from, edge);
            }
            from = edge;
        }
        return new Condition(feature.name(), from, Double.POSITIVE_INFINITY);
    }

    private static boolean holds(Condition condition, double value) {
        if (Double.isNaN(condition.from())) {
            return Double.isNaN(value);
        }
        return condition.from() == condition.to()
                ? value == condition.from()
                : value >= condition.from() && value < condition.to();
    }

    double[] row() {
        return row.clone();
    }

    int width() {
        return row.length;
    }

    int count() {
        return background.count();
    }

    /** Whether some rows meet the condition of a feature and some do not. */
    boolean useful(int feature) {
        return members[feature].length < background.count();
    }

    int covered(BitSet rule) {
        BitSet all = new BitSet();
        all.set(0, background.count());
        rule.stream().forEach(feature -> all.and(met[feature]));
        return all.cardinality();
    }

    /** A background row, the features of the rule drawn among the rows that meet their condition. */
    void draw(BitSet rule, Draws draws, double[] into, int at) {
        int other = draws.nextInt(background.count());
        for (int f = 0; f < row.length; f++) {
            double value = background.get(other, f);
            if (rule.get(f)) {
                int[] fitting = members[f];
                value = fitting.length == 0 ? row[f] : background.get(fitting[draws.nextInt(fitting.length)], f);
            }
            into[at + f] = value;
        }
    }

    List<Condition> conditions(BitSet rule) {
        List<Condition> found = new ArrayList<>();
        rule.stream().forEach(feature -> found.add(conditions[feature]));
        return found;
    }
}
