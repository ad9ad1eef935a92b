package io.modelgovernance.core.uncertainty;

/**
 * The value that isotonic regression gives to one more case put between groups of cases. The groups before the place are
 * pooled as a stack that grows, those behind it as chains found once from the end; the new case pools with its neighbours
 * as far as it must. Counts are whole, so comparisons are exact. Not thread-safe.
 */
final class Insertion {
    private final double[] cases;
    private final double[] hits;
    /** Of the first block of the regression on the groups from here to the end: its counts, and where the next begins. */
    private final double[] casesBehind;

    private final double[] hitsBehind;
    private final int[] next;
    private final double[] casesBefore;
    private final double[] hitsBefore;
    private int blocks;
    private int place;

    Insertion(double[] cases, double[] hits) {
        int k = cases.length;
        this.cases = cases;
        this.hits = hits;
        casesBehind = cases.clone();
        hitsBehind = hits.clone();
        next = new int[k];
        casesBefore = new double[k];
        hitsBefore = new double[k];
        for (int i = k - 1; i >= 0; i--) {
            next[i] = i + 1;
            while (next[i] < k && hitsBehind[i] * casesBehind[next[i]] >= hitsBehind[next[i]] * casesBehind[i]) {
                hitsBehind[i] += hitsBehind[next[i]];
                casesBehind[i] += casesBehind[next[i]];
                next[i] = next[next[i]];
            }
        }
    }

    /** The value of a new case at the place, 1 for a positive and 0 for a negative one. */
    double value(int label) {
        double hit = label;
        double all = 1;
        int before = blocks - 1;
        int behind = place;
        boolean pooled = true;
        while (pooled) {
            pooled = false;
            while (behind < next.length && hit * casesBehind[behind] >= hitsBehind[behind] * all) {
                hit += hitsBehind[behind];
                all += casesBehind[behind];
                behind = next[behind];
                pooled = true;
            }
            while (before >= 0 && hitsBefore[before] * all >= hit * casesBefore[before]) {
                hit += hitsBefore[before];
                all += casesBefore[before--];
                pooled = true;
            }
        }
        return hit / all;
    }

    /** Moves the place behind the next group, if there is one. */
    void advance() {
        if (place == cases.length) {
            return;
        }
        casesBefore[blocks] = cases[place];
        hitsBefore[blocks++] = hits[place++];
        while (blocks > 1
                && hitsBefore[blocks - 2] * casesBefore[blocks - 1]
                        >= hitsBefore[blocks - 1] * casesBefore[blocks - 2]) {
            blocks--;
            hitsBefore[blocks - 1] += hitsBefore[blocks];
            casesBefore[blocks - 1] += casesBefore[blocks];
        }
    }
}
