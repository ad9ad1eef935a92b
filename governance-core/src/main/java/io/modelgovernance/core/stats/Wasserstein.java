package io.modelgovernance.core.stats;

/** The Wasserstein-1 distance of two samples: the area between their empirical distributions. Pure, thread-safe. */
public final class Wasserstein {
    private Wasserstein() {}

    /**
     * The distance.
     *
     * @param x ascending, finite, at least one value; not modified
     * @param y ascending, finite, at least one value; not modified
     * @return the distance in the values' unit, at least 0
     */
    public static double distance(double[] x, double[] y) {
        double area = 0;
        int i = 0;
        int j = 0;
        double before = Math.min(x[0], y[0]);
        while (i < x.length || j < y.length) {
            double value = j >= y.length || (i < x.length && x[i] <= y[j]) ? x[i] : y[j];
            area += Math.abs((double) i / x.length - (double) j / y.length) * (value - before);
            before = value;
            while (i < x.length && x[i] == value) {
                i++;
            }
            while (j < y.length && y[j] == value) {
                j++;
            }
        }
        return area;
    }
}
