package io.modelgovernance.core.rules;

import java.util.Arrays;
import java.util.List;

/**
 * Conditions as one flat array of tests with jumps, so that running them needs no stack and allocates nothing.
 *
 * <p>A test says where to go on if it holds, if it does not, and if its fact is unknown. A condition is compiled either
 * for whether it may hold (the unknown counts as holding) or for whether it surely holds (the unknown counts as not);
 * the two together are Kleene's three values. Negation swaps where to go.
 */
final class Code {
    private static final int WIDTH = 6;
    /** How many constants a test has that asks for a range, and not for one of some values. */
    private static final int RANGE = 0;

    private int[] code = new int[WIDTH * 16];
    private double[] constants = new double[16];
    private int length;
    private int constantCount;

    /**
     * Adds a condition behind what is there.
     *
     * @param condition the condition
     * @param may whether the unknown counts as holding
     * @param then where to go if it holds
     * @param otherwise where to go if not
     * @return where it begins
     */
    int add(Condition condition, boolean may, int then, int otherwise) {
        if (condition instanceof Condition.Test) {
            return test((Condition.Test) condition, then, otherwise, may ? then : otherwise);
        } else if (condition instanceof Condition.Not) {
            return negated(((Condition.Not) condition).part(), may, then, otherwise);
        } else if (condition instanceof Condition.All) {
            return join(((Condition.All) condition).parts(), may, then, otherwise, true);
        }
        return join(((Condition.Any) condition).parts(), may, then, otherwise, false);
    }

    /** "May not" is not "surely", and the other way round; the branches are swapped. */
    private int negated(Condition part, boolean may, int ifFalse, int ifTrue) {
        return add(part, !may, ifTrue, ifFalse);
    }

    /** From the last part to the first, so that each knows where the next one begins. */
    private int join(List<Condition> parts, boolean may, int then, int otherwise, boolean all) {
        int begin = add(parts.get(parts.size() - 1), may, then, otherwise);
        for (int i = parts.size() - 2; i >= 0; i--) {
            begin = all ? add(parts.get(i), may, begin, otherwise) : add(parts.get(i), may, then, begin);
        }
        return begin;
    }

    /** "Different" is "equal" with the branches swapped, but for what is unknown; all the rest but "in" are ranges. */
    private int test(Condition.Test test, int then, int otherwise, int unknown) {
        if (length == code.length) {
            code = Arrays.copyOf(code, 2 * length);
        }
        boolean swapped = test.op() == Condition.Op.DIFFERENT;
        code[length] = test.op() == Condition.Op.IN ? test.constants().size() : RANGE;
        code[length + 1] = test.slot();
        code[length + 2] = constantCount;
        code[length + 3] = swapped ? otherwise : then;
        code[length + 4] = swapped ? then : otherwise;
        code[length + 5] = test.op() == Condition.Op.EXISTS ? otherwise : unknown;
        length += WIDTH;
        if (test.op() == Condition.Op.IN) {
            test.constants().forEach(this::constant);
        } else {
            double bound =
                    test.op() == Condition.Op.EXISTS ? 0 : test.constants().get(0);
            constant(least(test.op(), bound));
            constant(most(test.op(), bound));
        }
        return length - WIDTH;
    }

    private void constant(double value) {
        if (constantCount == constants.length) {
            constants = Arrays.copyOf(constants, 2 * constantCount);
        }
        constants[constantCount++] = value;
    }

    private static double least(Condition.Op op, double bound) {
        return switch (op) {
            case GREATER -> Math.nextUp(bound);
            case AT_LEAST, EQUAL, DIFFERENT -> bound;
            default -> Double.NEGATIVE_INFINITY;
        };
    }

    private static double most(Condition.Op op, double bound) {
        return switch (op) {
            case LESS -> Math.nextDown(bound);
            case AT_MOST, EQUAL, DIFFERENT -> bound;
            default -> Double.POSITIVE_INFINITY;
        };
    }

    /**
     * Runs from a test on.
     *
     * @param begin where to begin
     * @param facts values by slot, NaN unknown
     * @return the first negative place it comes to
     */
    int run(int begin, double[] facts) {
        int[] now = code;
        double[] bounds = constants;
        int at = begin;
        while (at >= 0) {
            double fact = facts[now[at + 1]];
            int from = now[at + 2];
            if (Double.isNaN(fact)) {
                at = now[at + 5];
            } else if (now[at] == RANGE) {
                at = now[at + (fact >= bounds[from] && fact <= bounds[from + 1] ? 3 : 4)];
            } else {
                at = now[at + (member(fact, bounds, from, from + now[at]) ? 3 : 4)];
            }
        }
        return at;
    }

    private static boolean member(double fact, double[] bounds, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bounds[i] == fact) {
                return true;
            }
        }
        return false;
    }
}
