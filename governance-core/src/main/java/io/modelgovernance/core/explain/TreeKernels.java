package io.modelgovernance.core.explain;

/**
 * The inner loops of explanations by path over many rows.
 *
 * <p>Each works on at most seven arrays at equal indexes: with more, Java 17's compiler no longer turns the loop into
 * vector instructions and it runs four times slower. The arithmetic of a row does not depend on its place. Stateless.
 */
final class TreeKernels {
    private TreeKernels() {}

    /** 1 where the code is less than the rank (both whole numbers), else 0. */
    static void less(int n, double[] code, double rank, double[] o) {
        for (int i = 0; i < n; i++) {
            double d = rank - code[i];
            o[i] = 0.5 * (Math.abs(d) - Math.abs(d - 1)) + 0.5;
        }
    }

    /** Which rows took one side of a split. */
    static void side(int n, double[] o, boolean left, double[] m) {
        if (left) {
            System.arraycopy(o, 0, m, 0, n);
        } else {
            for (int i = 0; i < n; i++) {
                m[i] = 1 - o[i];
            }
        }
    }

    /** Which of the rows kept so far took one side of a split. */
    static void side(int n, double[] before, double[] o, boolean left, double[] m) {
        side(n, o, left, m);
        for (int i = 0; i < n; i++) {
            m[i] *= before[i];
        }
    }

    /** The left child's factor. */
    static void factor(int n, double[] o, double a, double t, double[] g) {
        for (int i = 0; i < n; i++) {
            g[i] = a + o[i] * t;
        }
    }

    /** The left child's factor where the feature occurred above. */
    static void factor(int n, double[] o, double[] m, double s, double a, double t, double[] g) {
        for (int i = 0; i < n; i++) {
            g[i] = s + m[i] * a + m[i] * o[i] * t;
        }
    }

    /** Splits the weight of a node between its children. */
    static void down(int n, double[] o, double[] p, double a, double t, double[] pl, double[] pr) {
        for (int i = 0; i < n; i++) {
            double w = p[i];
            double x = w * (a + o[i] * t);
            pl[i] = x;
            pr[i] = w - x;
        }
    }

    /** Splits the weight of a node between its children by a factor already known. */
    static void down(int n, double[] g, double[] p, double[] pl, double[] pr) {
        for (int i = 0; i < n; i++) {
            double w = p[i];
            double x = w * g[i];
            pl[i] = x;
            pr[i] = w - x;
        }
    }

    /** Worth of a node from that of its children, and the weighted difference of these. */
    static void up(
            int n, double[] o, double[] p, double a, double t, double[] l, double[] r, double[] b, double[] sum) {
        for (int i = 0; i < n; i++) {
            double d = l[i] - r[i];
            sum[i] += p[i] * d;
            b[i] = r[i] + (a + o[i] * t) * d;
        }
    }

    /** The same by a factor already known, the difference times c. */
    static void up(int n, double[] g, double c, double[] p, double[] l, double[] r, double[] b, double[] sum) {
        for (int i = 0; i < n; i++) {
            double d = l[i] - r[i];
            sum[i] += c * p[i] * d;
            b[i] = r[i] + g[i] * d;
        }
    }

    /** Worth of a node between two leaves, and its weight. */
    static void leaves(
            int n, double[] o, double[] p, double a, double t, double below, double d, double[] b, double[] sum) {
        for (int i = 0; i < n; i++) {
            sum[i] += p[i];
            b[i] = below + (a + o[i] * t) * d;
        }
    }

    /** The same by a factor already known, the weight times c. */
    static void leaves(int n, double[] g, double c, double[] p, double below, double d, double[] b, double[] sum) {
        for (int i = 0; i < n; i++) {
            sum[i] += c * p[i];
            b[i] = below + g[i] * d;
        }
    }

    /** Adds what a split contributes to its feature. */
    static void add(int n, double[] o, double s, double[] sum, double d, double[] phi) {
        for (int i = 0; i < n; i++) {
            phi[i] += (o[i] - s) * (sum[i] * d);
        }
    }

    /** The same where the feature occurred above: only for rows that satisfy it so far. */
    static void add(int n, double[] o, double[] m, double s, double[] sum, double d, double[] phi) {
        for (int i = 0; i < n; i++) {
            phi[i] += m[i] * ((o[i] - s) * (sum[i] * d));
        }
    }

    /** What a split changes at a point, to be weighted by what lies below it. */
    static void change(int n, double[] o, double s, double c, double[] p, double[] e) {
        for (int i = 0; i < n; i++) {
            e[i] = (o[i] - s) * (c * p[i]);
        }
    }

    /** Only for rows that are kept. */
    static void mask(int n, double[] m, double[] e) {
        for (int i = 0; i < n; i++) {
            e[i] *= m[i];
        }
    }

    /** Begins a change: as it is on the left, negative on the right. */
    static void begin(int n, double[] e, double[] left, double[] right) {
        for (int i = 0; i < n; i++) {
            left[i] = e[i];
            right[i] = -e[i];
        }
    }

    /** Adds a change on the left and takes it away on the right. */
    static void more(int n, double[] e, double[] left, double[] right) {
        for (int i = 0; i < n; i++) {
            left[i] += e[i];
            right[i] -= e[i];
        }
    }

    /** Leaves the difference of the children in the place of the left one. */
    static void differ(int n, double[] l, double[] r) {
        for (int i = 0; i < n; i++) {
            l[i] -= r[i];
        }
    }

    /** A weighted product. */
    static void dot(int n, double c, double[] q, double[] d, double[] sum) {
        for (int i = 0; i < n; i++) {
            sum[i] = c * q[i] * d[i];
        }
    }

    /** Two weighted products. */
    static void dot(int n, double c, double[] q, double[] d, double c2, double[] q2, double[] d2, double[] sum) {
        for (int i = 0; i < n; i++) {
            sum[i] = c * q[i] * d[i] + c2 * q2[i] * d2[i];
        }
    }

    /** Adds two weighted products. */
    static void more(int n, double c, double[] q, double[] d, double c2, double[] q2, double[] d2, double[] sum) {
        for (int i = 0; i < n; i++) {
            sum[i] += c * q[i] * d[i] + c2 * q2[i] * d2[i];
        }
    }

    /** A weighted term. */
    static void total(int n, double c, double[] q, double[] sum) {
        for (int i = 0; i < n; i++) {
            sum[i] = c * q[i];
        }
    }

    /** Two weighted terms. */
    static void total(int n, double c, double[] q, double c2, double[] q2, double[] sum) {
        for (int i = 0; i < n; i++) {
            sum[i] = c * q[i] + c2 * q2[i];
        }
    }

    /** Adds two weighted terms. */
    static void more(int n, double c, double[] q, double c2, double[] q2, double[] sum) {
        for (int i = 0; i < n; i++) {
            sum[i] += c * q[i] + c2 * q2[i];
        }
    }
}
