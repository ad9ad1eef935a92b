package io.modelgovernance.core.fairness;

/**
 * A share of a group's cases, named as in the field: of which cases it is, and which of them it counts. Cases of unknown
 * outcome count only for {@link #SELECTION}.
 */
public enum GroupRate {
    /** Selected among all; equal ones are demographic parity. */
    SELECTION(-1, -1, 1, -1),
    /** Positive among all of known outcome. */
    BASE(-1, -1, -1, 1),
    /** Selected among the positive; equal ones are equal opportunity. */
    TRUE_POSITIVE(-1, 1, 1, 1),
    /** Not selected among the positive. */
    FALSE_NEGATIVE(-1, 1, 0, 1),
    /** Selected among the negative. */
    FALSE_POSITIVE(-1, 0, 1, 0),
    /** Not selected among the negative. */
    TRUE_NEGATIVE(-1, 0, 0, 0),
    /** Positive among the selected (precision); equal ones are predictive parity. */
    POSITIVE_PREDICTIVE(1, -1, 1, 1),
    /** Negative among the selected. */
    FALSE_DISCOVERY(1, -1, 1, 0),
    /** Positive among those not selected. */
    FALSE_OMISSION(0, -1, 0, 1),
    /** Negative among those not selected. */
    NEGATIVE_PREDICTIVE(0, -1, 0, 0),
    /** Selected positive and not selected negative among all of known outcome. */
    ACCURACY(-1, -1, -1, -1);

    private static final int ANY = -1;

    private final int ofSelected;
    private final int ofPositive;
    private final int selected;
    private final int positive;

    GroupRate(int ofSelected, int ofPositive, int selected, int positive) {
        this.ofSelected = ofSelected;
        this.ofPositive = ofPositive;
        this.selected = selected;
        this.positive = positive;
    }

    long hits(GroupCounts counts, int group) {
        if (this == SELECTION) {
            return counts.count(group, 1);
        }
        if (this == ACCURACY) {
            return counts.count(group, 1, 1) + counts.count(group, 0, 0);
        }
        return sum(counts, group, selected, positive);
    }

    long trials(GroupCounts counts, int group) {
        return this == SELECTION ? counts.cases(group) : sum(counts, group, ofSelected, ofPositive);
    }

    private static long sum(GroupCounts counts, int group, int selected, int positive) {
        long sum = 0;
        for (int s = 0; s <= 1; s++) {
            for (int p = 0; p <= 1; p++) {
                boolean wanted = (selected == ANY || selected == s) && (positive == ANY || positive == p);
                sum += wanted ? counts.count(group, s, p) : 0;
            }
        }
        return sum;
    }
}
