package io.modelgovernance.core.rules;

import io.modelgovernance.policy.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One value of each kind that conditions can tell apart: for a number each constant and one value between any two of them,
 * for a text each that is named and one other, and unknown for all. What holds for these holds for every value.
 */
final class Cells {
    private static final double OTHER = -1;

    private Cells() {}

    /** Representatives of a fact as the conditions see it, unknown last. */
    static double[] of(Fact fact, int slot, List<Condition> conditions) {
        SortedSet<Double> constants = constants(slot, conditions);
        List<Double> cells = new ArrayList<>();
        switch (fact.type()) {
            case TRUTH -> cells.addAll(List.of(0.0, 1.0));
            case TEXT -> {
                cells.addAll(constants);
                cells.add(OTHER);
            }
            case NUMBER -> numbers(constants, cells);
        }
        cells.add(Double.NaN);
        return cells.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** What the conditions compare a fact with, without the negative zero. */
    static SortedSet<Double> constants(int slot, List<Condition> conditions) {
        TreeSet<Double> constants = new TreeSet<>();
        conditions.forEach(condition -> collect(condition, slot, constants));
        return constants;
    }

    private static void numbers(SortedSet<Double> constants, List<Double> cells) {
        if (constants.isEmpty()) {
            cells.add(0.0);
            return;
        }
        double before = Double.NEGATIVE_INFINITY;
        for (double constant : constants) {
            double between = before == Double.NEGATIVE_INFINITY
                    ? Math.nextDown(constant)
                    : Math.max(Math.nextUp(before), before / 2 + constant / 2);
            if (between > before && between < constant && between >= -Double.MAX_VALUE) {
                cells.add(between);
            }
            cells.add(constant);
            before = constant;
        }
        if (Math.nextUp(before) <= Double.MAX_VALUE) {
            cells.add(Math.nextUp(before));
        }
    }

    private static void collect(Condition condition, int slot, Set<Double> constants) {
        if (condition instanceof Condition.Test) {
            Condition.Test test = (Condition.Test) condition;
            if (test.slot() == slot) {
                test.constants().forEach(constant -> constants.add(constant + 0.0));
            }
        } else if (condition instanceof Condition.Not) {
            collect(((Condition.Not) condition).part(), slot, constants);
        } else if (condition instanceof Condition.All) {
            ((Condition.All) condition).parts().forEach(part -> collect(part, slot, constants));
        } else if (condition instanceof Condition.Any) {
            ((Condition.Any) condition).parts().forEach(part -> collect(part, slot, constants));
        }
    }
}
