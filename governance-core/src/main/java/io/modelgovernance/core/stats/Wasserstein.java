package io.modelgovernance.core.stats;

/** The Wasserstein-1 distance of two samples: the area between their empirical distributions. Pure, thread-safe. */
public final class Wasserstein {
    private Wasserstein() {}

    /**
     * The distance.
     *
     * @param x ascending, finite, at least one value; not modified
     * @param y ascending, finite, at least one value; not modified
     * @return the distance in the values' unit, at least 0; the greatest double where it is beyond that
     * @throws io.modelgovernance.InvalidInputException if a sample is empty, not sorted or not finite
     */
    public static double distance(double[] x, double[] y) {
        Samples.requireAscending("first sample", x);
        Samples.requireAscending("second sample", y);
        double area = 0;
        int i = 0;
        int j = 0;
        double before = Math.min(x[0], y[0]);
        while (i < x.length || j < y.length) {
            double value = j >= y.length || (i < x.length && x[i] <= y[j]) ? x[i] : y[j];
            double height = Math.abs((double) ((long) i * y.length - (long) j * x.length)) / x.length / y.length;
            area += height * value - height * before;
            before = value;
            while (i < x.length && x[i] == value) {
                i++;
            }
            while (j < y.length && y[j] == value) {
                j++;
            }
        }
        return Math.min(area, Double.MAX_VALUE);
    }
}
