package io.modelgovernance.core.multivariate;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.KolmogorovSmirnov;
import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.core.stats.SortedSample;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.stat.correlation.Covariance;

/**
 * How well rows are made again from the principal components of the reference: features that no longer go together as they
 * did are made again worse, or better, though each may lie as it lay.
 *
 * <p>Components are of one half of the reference; the errors of the other half are what a window's are compared with, by
 * Kolmogorov-Smirnov, so that the p-value holds its level. Frozen with the reference, immutable and thread-safe.
 */
public final class ReconstructionTest {
    private static final int LEAST = 20;

    private final int width;
    private final double[] mean;
    private final double[][] components;
    private final double[] kept;
    private final SortedSample errors;

    private ReconstructionTest(int width, double[] mean, double[][] components, double[] kept, double[] held) {
        this.width = width;
        this.mean = mean;
        this.components = components;
        this.kept = kept;
        this.errors = SortedSample.of(errors(held, width, mean, components));
    }

    /**
     * A test's outcome.
     *
     * @param distance Kolmogorov-Smirnov distance of the errors, 0 to 1
     * @param p probability of one at least as great if the window is of the reference's distribution
     * @param referenceError mean error of the reference's rows that the components have not seen
     * @param windowError mean error of the window's rows
     */
    public record Result(double distance, double p, double referenceError, double windowError) {}

    /**
     * Freezes components.
     *
     * @param reference row-major coordinates of {@link RowSpace#place}, at least 20 rows; not modified
     * @param width coordinates of a row, at least 2
     * @param share least share of the variance that the components keep, above 0 and below 1, such as 0.65
     * @param seed says how the reference is halved
     * @return the test
     * @throws InvalidInputException if the lengths do not fit, there are too few rows, or a value is not finite
     */
    public static ReconstructionTest of(double[] reference, int width, double share, long seed) {
        Draws.require("reference rows", reference, width, LEAST);
        if (width < 2) {
            throw InvalidInputException.of("coordinates of a row", "are " + width, "at least 2");
        }
        if (!(share > 0 && share < 1)) {
            throw InvalidInputException.of("share of the variance", "is " + share, "between 0 and 1");
        }
        int n = reference.length / width;
        int[] order = Draws.shuffled(n, new SplittableRandom(seed));
        double[] fit = Draws.pick(reference, width, order, 0, n / 2);
        double[][] rows = new double[n / 2][width];
        double[] mean = new double[width];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(fit, i * width, rows[i], 0, width);
            for (int k = 0; k < width; k++) {
                mean[k] += rows[i][k] / rows.length;
            }
        }
        EigenDecomposition eigen = new EigenDecomposition(new Covariance(rows).getCovarianceMatrix());
        double all = 0;
        for (double value : eigen.getRealEigenvalues()) {
            all += Math.max(0, value);
        }
        int count = 0;
        double[] kept = new double[width];
        for (double sum = 0; count < width && sum < share * all; count++) {
            kept[count] = Math.max(0, eigen.getRealEigenvalue(count)) / all;
            sum += Math.max(0, eigen.getRealEigenvalue(count));
        }
        double[][] components = new double[count][];
        for (int k = 0; k < count; k++) {
            components[k] = eigen.getEigenvector(k).toArray();
        }
        double[] held = Draws.pick(reference, width, order, n / 2, n);
        return new ReconstructionTest(width, mean, components, Arrays.copyOf(kept, count), held);
    }

    /**
     * The share of the variance that each component keeps.
     *
     * @return descending; a new array, empty if the reference has no variance
     */
    public double[] shares() {
        return kept.clone();
    }

    /**
     * Compares a window.
     *
     * @param window row-major coordinates, at least one row; not modified
     * @return what it says
     * @throws InvalidInputException if the length does not fit or a value is not finite
     */
    public Result test(double[] window) {
        double[] now = errors(Draws.require("window rows", window, width, 1), width, mean, components);
        KolmogorovSmirnov.Result ks = KolmogorovSmirnov.test(errors, SortedSample.of(now));
        return new Result(
                ks.d(),
                ks.p(),
                Moments.of(errors.toArray()).mean(),
                Moments.of(now).mean());
    }

    /** Distance of each row from what the components make of it. */
    private static double[] errors(double[] rows, int width, double[] mean, double[][] components) {
        double[] errors = new double[rows.length / width];
        double[] rest = new double[width];
        for (int i = 0; i < errors.length; i++) {
            for (int k = 0; k < width; k++) {
                rest[k] = rows[i * width + k] - mean[k];
            }
            for (double[] component : components) {
                double along = 0;
                for (int k = 0; k < width; k++) {
                    along += component[k] * rest[k];
                }
                for (int k = 0; k < width; k++) {
                    rest[k] -= along * component[k];
                }
            }
            double sum = 0;
            for (double one : rest) {
                sum += one * one;
            }
            errors[i] = Math.sqrt(sum);
        }
        return errors;
    }
}
