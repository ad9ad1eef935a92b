package io.modelgovernance.core.explain;

/**
 * Points and weights that integrate polynomials over [0, 1] exactly.
 *
 * <p>With n points up to degree {@code 2 n - 1} (Gauss 1814); they are the roots of the Legendre polynomials, found
 * by Newton's method. Computed with strict arithmetic, so the bits are the same everywhere. Immutable.
 */
final class GaussLegendre {
    private final double[] points;
    private final double[] weights;

    private GaussLegendre(int n) {
        points = new double[n];
        weights = new double[n];
        for (int i = 0; i < (n + 1) / 2; i++) {
            place(n, i, StrictMath.cos(Math.PI * (i + 0.75) / (n + 0.5)));
        }
    }

    static GaussLegendre of(int n) {
        return new GaussLegendre(n);
    }

    /** Finds root i of the Legendre polynomial of degree n and places it and its mirror image. */
    private void place(int n, int i, double start) {
        double x = start;
        double slope = 1;
        for (int step = 0; step < 50; step++) {
            double now = 1;
            double before = 0;
            for (int k = 1; k <= n; k++) {
                double next = ((2 * k - 1) * x * now - (k - 1) * before) / k;
                before = now;
                now = next;
            }
            slope = n * (x * now - before) / (x * x - 1);
            double change = now / slope;
            x -= change;
            if (Math.abs(change) <= 1e-16) {
                break;
            }
        }
        points[i] = (1 - x) / 2;
        points[n - 1 - i] = (1 + x) / 2;
        weights[i] = 1 / ((1 - x * x) * slope * slope);
        weights[n - 1 - i] = weights[i];
    }

    double point(int i) {
        return points[i];
    }

    double weight(int i) {
        return weights[i];
    }
}
