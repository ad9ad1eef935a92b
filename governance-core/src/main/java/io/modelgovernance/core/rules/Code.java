package io.modelgovernance.core.rules;

import java.util.Arrays;

/**
 * A condition as flat code: comparisons push false, unknown or true (0, 1, 2); joins take the least or the greatest.
 *
 * <p>The stack is the bits of one {@code long}, two a value, so nothing is allocated. Joins are skipped once their
 * answer is settled.
 */
final class Code {
    static final int FALSE = 0;
    static final int UNKNOWN = 1;
    static final int TRUE = 2;

    /** What an instruction does. */
    enum Op {
        LESS,
        AT_MOST,
        GREATER,
        AT_LEAST,
        EQUAL,
        DIFFERENT,
        IN,
        EXISTS,
        NOT,
        AND,
        OR,
        SKIP_IF_FALSE,
        SKIP_IF_TRUE
    }

    private static final Op[] OPS = Op.values();
    private static final int IN = Op.IN.ordinal();
    private static final int AND = Op.AND.ordinal();
    private static final int OR = Op.OR.ordinal();
    private static final int NOT = Op.NOT.ordinal();
    private static final int SKIP_IF_FALSE = Op.SKIP_IF_FALSE.ordinal();
    private static final int SKIP_IF_TRUE = Op.SKIP_IF_TRUE.ordinal();
    private static final int WIDTH = 3;

    private int[] code = new int[WIDTH * 8];
    private double[] constants = new double[8];
    private double[][] sets = new double[2][];
    private int length;
    private int constantCount;
    private int setCount;

    int add(Op op, int slot, int argument) {
        if (length == code.length) {
            code = Arrays.copyOf(code, 2 * length);
        }
        code[length] = op.ordinal();
        code[length + 1] = slot;
        code[length + 2] = argument;
        length += WIDTH;
        return length - WIDTH;
    }

    void compare(Op op, int slot, double constant) {
        if (constantCount == constants.length) {
            constants = Arrays.copyOf(constants, 2 * constantCount);
        }
        constants[constantCount] = constant;
        add(op, slot, constantCount++);
    }

    void in(int slot, double[] members) {
        if (setCount == sets.length) {
            sets = Arrays.copyOf(sets, 2 * setCount);
        }
        sets[setCount] = members;
        add(Op.IN, slot, setCount++);
    }

    /** Lets a skip end where the code ends now. */
    void land(int skip) {
        code[skip + 1] = length;
    }

    void trim() {
        code = Arrays.copyOf(code, length);
    }

    int run(double[] facts) {
        int[] now = code;
        long stack = 0;
        int at = 0;
        while (at < now.length) {
            int op = now[at];
            int slot = now[at + 1];
            int argument = now[at + 2];
            at += WIDTH;
            if (op <= IN) {
                stack = (stack << 2) | test(OPS[op], facts[slot], argument);
            } else if (op == SKIP_IF_FALSE) {
                at = (stack & 3) == FALSE ? slot : at;
            } else if (op == SKIP_IF_TRUE) {
                at = (stack & 3) == TRUE ? slot : at;
            } else if (op == AND || op == OR) {
                long top = stack & 3;
                long below = (stack >>> 2) & 3;
                stack = ((stack >>> 4) << 2) | (op == AND ? Math.min(top, below) : Math.max(top, below));
            } else if (op == NOT) {
                stack = ((stack >>> 2) << 2) | (TRUE - (stack & 3));
            } else {
                stack = (stack << 2) | (Double.isNaN(facts[slot]) ? FALSE : TRUE);
            }
        }
        return (int) (stack & 3);
    }

    private int test(Op op, double fact, int argument) {
        if (Double.isNaN(fact)) {
            return UNKNOWN;
        }
        boolean holds = switch (op) {
            case LESS -> fact < constants[argument];
            case AT_MOST -> fact <= constants[argument];
            case GREATER -> fact > constants[argument];
            case AT_LEAST -> fact >= constants[argument];
            case EQUAL -> fact == constants[argument];
            case DIFFERENT -> fact != constants[argument];
            default -> member(sets[argument], fact);
        };
        return holds ? TRUE : FALSE;
    }

    private static boolean member(double[] set, double fact) {
        for (double one : set) {
            if (one == fact) {
                return true;
            }
        }
        return false;
    }
}
