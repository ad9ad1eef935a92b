package io.modelgovernance.core.stats;

import org.apache.commons.math3.complex.Complex;

/**
 * Upper tails of the limit laws of quadratic statistics of an empirical distribution: infinite weighted sums of
 * chi-squares, whose product of {@code 1 - 2 s weight} has a closed form.
 *
 * <p>The tail is the inverse Laplace transform of the moment generating function. Its contour is a parabola around the
 * singularities (Weideman and Trefethen 2007), which meets the real axis below the first of them but above the pole at 0
 * where the tail is small, so that small tails keep their digits, and below 0 elsewhere. Pure and thread-safe.
 */
enum QuadraticLimit {
    /** Cramér-von Mises: weights {@code 1 / (pi k)^2}, product {@code sin(sqrt(2s)) / sqrt(2s)}. */
    CRAMER_VON_MISES(Math.PI * Math.PI / 2) {
        @Override
        Complex logProduct(Complex s) {
            Complex w = s.multiply(2).sqrt();
            Complex square = w.multiply(new Complex(0, 2)).exp();
            return w.multiply(new Complex(0, -1))
                    .add(new Complex(-Math.log(2), Math.PI / 2))
                    .add(Complex.ONE.subtract(square).log())
                    .subtract(w.log());
        }
    },

    /** Anderson-Darling: weights {@code 1 / (k (k + 1))}, product {@code -cos(pi sqrt(1 + 8s) / 2) / (2 pi s)}. */
    ANDERSON_DARLING(1) {
        @Override
        Complex logProduct(Complex s) {
            Complex w = s.multiply(8).add(1).sqrt().multiply(Math.PI / 2);
            Complex square = w.multiply(new Complex(0, 2)).exp();
            return w.multiply(new Complex(0, -1))
                    .add(new Complex(-Math.log(2), Math.PI))
                    .add(Complex.ONE.add(square).log())
                    .subtract(s.multiply(2 * Math.PI).log());
        }
    };

    private static final double DIGITS = 40;

    private final double first;

    QuadraticLimit(double first) {
        this.first = first;
    }

    /** Logarithm of the product at a point of the upper half-plane, continuous there and real between the axis' ends. */
    abstract Complex logProduct(Complex s);

    /**
     * Upper tail.
     *
     * @param x the statistic
     * @param degrees degrees of freedom of each chi-square, at least 1
     * @return probability of a greater one, 0 to 1
     */
    double survival(double x, int degrees) {
        if (x <= 0) {
            return 1;
        }
        boolean small = x * first >= 4.0 * degrees;
        double vertex = small ? Math.min(first / 4, 8 / x) : Math.max(4 * first, 8 / x);
        double toPole = Math.abs(Math.sqrt(first / vertex) - 1);
        double strip = Math.min(small ? 1 : 0.5, toPole);
        double h = 2 * Math.PI * strip / (DIGITS + 4 * vertex * x);
        double reach = Math.sqrt(1 + DIGITS / (vertex * x));
        double sum = 0;
        for (int k = (int) Math.ceil(reach / h); k >= 0; k--) {
            sum += (k == 0 ? 0.5 : 1) * integrand(vertex, k * h, x, degrees);
        }
        double integral = sum * 2 * vertex * h / Math.PI * StrictMath.exp(-first * x);
        return Math.max(0, Math.min(1, small ? integral : 1 + integral));
    }

    /** Real part of the integrand at {@code z = vertex (1 - iu)^2}, where {@code s = first - z}, without exp(-first x). */
    private double integrand(double vertex, double u, double x, int degrees) {
        Complex root = new Complex(1, -u);
        Complex z = root.multiply(root).multiply(vertex);
        Complex s = new Complex(first - z.getReal(), -z.getImaginary());
        Complex power = logProduct(s).multiply(-degrees / 2.0).add(z.multiply(x));
        return power.exp().divide(s).multiply(root).getReal();
    }
}
