package io.modelgovernance.core.explain;

/**
 * A weighted least-squares fit to rows that were drawn in pairs.
 *
 * <p>Coefficients solve the normal equations; their standard errors are the cluster sandwich with a pair as cluster.
 * Immutable.
 */
final class LeastSquares {
    /** Added to the diagonal, relative to it, so that a design of less than full rank has a solution. */
    private static final double RIDGE = 1e-13;

    private final double[] coefficients;
    private final double[] errors;
    private final double fidelity;

    private LeastSquares(double[] coefficients, double[] errors, double fidelity) {
        this.coefficients = coefficients;
        this.errors = errors;
        this.fidelity = fidelity;
    }

    /** Fits scores to a design of which rows 2 i and 2 i + 1 are a pair; at least one row more than columns. */
    static LeastSquares of(double[][] design, double[] weights, double[] scores) {
        int width = design[0].length;
        double centre = mean(weights, scores);
        double[][] normal = new double[width][width];
        double[] right = new double[width];
        for (int i = 0; i < design.length; i++) {
            double[] row = design[i];
            for (int j = 0; j < width; j++) {
                double weighted = weights[i] * row[j];
                right[j] += weighted * (scores[i] - centre);
                for (int k = 0; k <= j; k++) {
                    normal[j][k] += weighted * row[k];
                }
            }
        }
        for (int j = 0; j < width; j++) {
            normal[j][j] += normal[j][j] * RIDGE;
        }
        Cholesky solver = Cholesky.of(normal);
        double[] solution = solver.solve(right);
        double[] residuals = new double[scores.length];
        double left = 0;
        double total = 0;
        for (int i = 0; i < scores.length; i++) {
            double off = scores[i] - centre;
            residuals[i] = off - dot(design[i], solution);
            left += weights[i] * residuals[i] * residuals[i];
            total += weights[i] * off * off;
        }
        double[] errors = errors(solver, design, weights, residuals);
        solution[0] += centre;
        return new LeastSquares(solution, errors, total == 0 ? 1 : Math.min(1, 1 - left / total));
    }

    double coefficient(int column) {
        return coefficients[column];
    }

    double standardError(int column) {
        return errors[column];
    }

    /** Share of the weighted variance explained, at most 1. */
    double fidelity() {
        return fidelity;
    }

    private static double[] errors(Cholesky solver, double[][] design, double[] weights, double[] residuals) {
        int width = design[0].length;
        int pairs = design.length / 2;
        double[] errors = new double[width];
        double[] pull = new double[width];
        for (int p = 0; p < pairs; p++) {
            for (int j = 0; j < width; j++) {
                pull[j] = weights[2 * p] * residuals[2 * p] * design[2 * p][j]
                        + weights[2 * p + 1] * residuals[2 * p + 1] * design[2 * p + 1][j];
            }
            double[] moved = solver.solve(pull);
            for (int j = 0; j < width; j++) {
                errors[j] += moved[j] * moved[j];
            }
        }
        double few = pairs / (double) Math.max(1, pairs - width);
        for (int j = 0; j < width; j++) {
            errors[j] = Math.sqrt(errors[j] * few);
        }
        return errors;
    }

    private static double mean(double[] weights, double[] values) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            all += weights[i];
        }
        return sum / all;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
