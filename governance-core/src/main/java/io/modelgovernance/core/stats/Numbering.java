package io.modelgovernance.core.stats;

import io.modelgovernance.InvalidInputException;

/** Strata and clusters by number. */
final class Numbering {
    private Numbering() {}

    /** The number of kinds if numbered without gaps: the greatest plus one. */
    static int kinds(String what, int[] of) {
        int most = -1;
        for (int one : of) {
            if (one < 0 || one >= of.length) {
                throw InvalidInputException.of(what, "is " + one, "0 to " + (of.length - 1));
            }
            most = Math.max(most, one);
        }
        return most + 1;
    }

    /** The same kinds numbered without gaps, in the order they come. */
    static int[] dense(int[] kinds) {
        int[] number = new int[kinds.length];
        int next = 0;
        int[] dense = new int[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            if (number[kinds[i]] == 0) {
                number[kinds[i]] = ++next;
            }
            dense[i] = number[kinds[i]] - 1;
        }
        return dense;
    }
}
