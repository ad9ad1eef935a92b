package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.stats.Binomial;
import io.modelgovernance.core.stats.ExactSum;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;

/**
 * References: SciPy 1.17.1 on truth 3, -0.5, 2, 7, 4 and predictions 2.5, 0, 2, 8, 1. With {@code e = predicted - truth},
 * {@code x.mean()} and {@code stats.t.ppf((1 + level) / 2, 4) * x.std(ddof=1) / sqrt(5)} of {@code x} being {@code abs(e)},
 * {@code e} and {@code e * e}.
 */
class CountedErrorsTest {
    private static final double[] TRUTH = {3, -0.5, 2, 7, 4};
    private static final double[] PREDICTED = {2.5, 0, 2, 8, 1};

    private static ErrorCounts counted(double[] predicted, double[] actual, int from, int to) {
        ErrorCounter counter = new ErrorCounter();
        for (int i = from; i < to; i++) {
            counter.count(predicted[i], actual[i]);
        }
        return counter.counts();
    }

    private static CountedErrors of(double level) {
        return new CountedErrors(counted(PREDICTED, TRUTH, 0, TRUTH.length), level);
    }

    private static void close(double value, double low, double high, Estimate got) {
        assertEquals(value, got.value(), 1e-12 * Math.abs(value));
        assertEquals(low, got.low(), 1e-9 * Math.abs(low));
        assertEquals(high, got.high(), 1e-9 * Math.abs(high));
        assertEquals(5, got.n());
    }

    @Test
    void agreesWithSciPy() {
        close(1, 0, 2.455980096395076, of(0.95).meanAbsoluteError());
        close(1, 0, 5.515280241982145, of(0.999).meanAbsoluteError());
        close(-0.4, -2.3335702727741086, 1.5335702727741087, of(0.95).bias());
        close(-0.4, -6.396381180455322, 5.596381180455321, of(0.999).bias());
        close(Math.sqrt(2.1), 0, Math.sqrt(6.911948637959837), of(0.95).rootMeanSquaredError());
        close(Math.sqrt(2.1), 0, Math.sqrt(17.02279782134968), of(0.999).rootMeanSquaredError());
        // the bias at 0.975: -2.834268550723092 to 2.034268550723092
        close(0.4, 0, 2.834268550723092, of(0.95).absoluteBias());
        assertEquals(0.95, of(0.95).absoluteBias().level());
    }

    /** Errors far from 0, so that both ends are above it: as {@link CountedErrorsTest} says, of the truth less 10. */
    @Test
    void endsAboveNothingAreNotCutOff() {
        double[] actual = {-7, -10.5, -8, -3, -6};
        CountedErrors of = new CountedErrors(counted(PREDICTED, actual, 0, 5), 0.95);
        // e = 9.5, 10.5, 10, 11, 7
        close(9.6, 7.6664297272258914, 11.533570272774108, of.bias());
        close(9.6, 7.6664297272258914, 11.533570272774108, of.meanAbsoluteError());
        close(9.6, 7.165731449276908, 12.034268550723092, of.absoluteBias());
        close(Math.sqrt(94.1), Math.sqrt(59.71198723407018), Math.sqrt(128.4880127659298), of.rootMeanSquaredError());
        CountedErrors other = new CountedErrors(counted(actual, PREDICTED, 0, 5), 0.95);
        close(-9.6, -11.533570272774108, -7.6664297272258914, other.bias());
        assertEquals(of.absoluteBias(), other.absoluteBias(), "too little is as bad as too much");
    }

    /** To the last bit, which sums of doubles do not promise. */
    @Property(tries = 200)
    void whatManyCountedAddsUpInAnyOrder(
            @ForAll @Size(min = 1, max = 30) List<@DoubleRange(min = -1e9, max = 1e9) Double> numbers,
            @ForAll long seed) {
        double[] predicted = numbers.stream().mapToDouble(Double::doubleValue).toArray();
        Random random = new Random(seed);
        double[] actual = predicted.clone();
        for (int i = 0; i < actual.length; i++) {
            actual[i] += random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10);
        }
        ErrorCounts all = counted(predicted, actual, 0, actual.length);
        int cut = random.nextInt(actual.length + 1);
        ErrorCounter sum = new ErrorCounter();
        sum.add(counted(predicted, actual, cut, actual.length));
        sum.add(ErrorCounts.NONE);
        sum.add(counted(predicted, actual, 0, cut));
        assertEquals(all, sum.counts());
        assertEquals(all, RecordCodec.read(ErrorCounts.class, RecordCodec.write(all)));
        Estimate mean = new CountedErrors(all, 0.9).meanAbsoluteError();
        Estimate root = new CountedErrors(all, 0.9).rootMeanSquaredError();
        Estimate bias = new CountedErrors(all, 0.9).absoluteBias();
        if (actual.length > 1) {
            assertTrue(bias.value() <= mean.value() * (1 + 1e-12));
            assertTrue(mean.value() <= root.value() * (1 + 1e-12));
        }
    }

    @Test
    void whatCannotBeCountedIsRefusedAndWhatIsHardlyThereIsNothing() {
        ErrorCounter counter = new ErrorCounter();
        for (double wrong : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 2e60, -2e60}) {
            assertThrows(InvalidInputException.class, () -> counter.count(wrong, 1));
            assertThrows(InvalidInputException.class, () -> counter.count(1, wrong));
        }
        double infinite = Double.POSITIVE_INFINITY;
        assertThrows(InvalidInputException.class, () -> counter.count(infinite, infinite));
        assertEquals(ErrorCounts.NONE, counter.counts());
        assertFalse(new CountedErrors(ErrorCounts.NONE, 0.95).bias().known());
        counter.count(1e-61, 0);
        assertFalse(
                new CountedErrors(counter.counts(), 0.95).rootMeanSquaredError().known());
        counter.count(5, 5);
        CountedErrors none = new CountedErrors(counter.counts(), 0.95);
        assertEquals(0, none.meanAbsoluteError().high());
        assertEquals(0, none.rootMeanSquaredError().high());
        assertThrows(
                InvalidInputException.class,
                () -> new ErrorCounts(-1, ExactSum.ZERO, ExactSum.ZERO, ExactSum.ZERO, ExactSum.ZERO));
    }

    /** At both ends of what is counted an interval is as wide as it should be. */
    @Test
    void theUnitDoesNotMatter() {
        for (double unit : new double[] {1e-59, 1e-12, 1e12, 1e59}) {
            ErrorCounter counter = new ErrorCounter();
            for (int i = 0; i < TRUTH.length; i++) {
                counter.count(PREDICTED[i] * unit, TRUTH[i] * unit);
            }
            CountedErrors scaled = new CountedErrors(counter.counts(), 0.95);
            assertEquals(2.455980096395076, scaled.meanAbsoluteError().high() / unit, 1e-9);
            assertEquals(
                    Math.sqrt(6.911948637959837), scaled.rootMeanSquaredError().high() / unit, 1e-9);
            assertEquals(1.5335702727741087, scaled.bias().high() / unit, 1e-9);
        }
    }

    /** A million and a hair: taken in full, the spread of the hairs is what it is without the million. */
    @Test
    void errorsThatHardlyDifferKeepTheirSpread() {
        ErrorCounter hairs = new ErrorCounter();
        ErrorCounter far = new ErrorCounter();
        for (int i = 0; i < 64; i++) {
            double hair = Math.scalb((double) i, -30);
            hairs.count(hair, 0);
            far.count(1_048_576 + hair, 0);
        }
        Estimate wanted = new CountedErrors(hairs.counts(), 0.95).bias();
        Estimate got = new CountedErrors(far.counts(), 0.95).bias();
        assertEquals(0, got.low() - 1_048_576 - wanted.low(), 1e-9);
        Estimate size = new CountedErrors(far.counts(), 0.95).meanAbsoluteError();
        assertEquals(got.high(), size.high());
        assertTrue(size.high() > size.value());
    }

    /** How often the lower end lies above the truth, by as many windows of 50 as are drawn. */
    private static long above(DoubleUnaryOperator error, double truth, Function<CountedErrors, Estimate> metric) {
        SplittableRandom random = new SplittableRandom(11);
        long above = 0;
        for (int i = 0; i < 4_000; i++) {
            ErrorCounter counter = new ErrorCounter();
            for (int j = 0; j < 50; j++) {
                counter.count(error.applyAsDouble(random.nextDouble()), 0);
            }
            above += metric.apply(new CountedErrors(counter.counts(), 0.98)).low() > truth ? 1 : 0;
        }
        return above;
    }

    /** By tails of one hundredth: refuted only by what one in a million such simulations shows if they hold. */
    @Test
    void lowerEndsLieAboveTheTruthNoMoreOftenThanTheySay() {
        NormalDistribution normal = new NormalDistribution();
        DoubleUnaryOperator gaussian = u -> normal.inverseCumulativeProbability(u);
        DoubleUnaryOperator laplace = u -> u < 0.5 ? Math.log(2 * u) : -Math.log(2 - 2 * u);
        long[] above = {
            above(gaussian, Math.sqrt(2 / Math.PI), CountedErrors::meanAbsoluteError),
            above(gaussian, 1, CountedErrors::rootMeanSquaredError),
            above(gaussian, 0, CountedErrors::bias),
            above(gaussian, 0, CountedErrors::absoluteBias),
            above(laplace, 1, CountedErrors::meanAbsoluteError),
            above(laplace, Math.sqrt(2), CountedErrors::rootMeanSquaredError),
            above(laplace, 0, CountedErrors::absoluteBias),
        };
        for (long one : above) {
            assertTrue(Binomial.atLeast(one, 4_000, 0.01) > 1e-6, () -> one + " of 4000");
        }
        assertTrue(Math.min(above[2], above[3]) >= 20, "of normal errors they are exact, not wide: " + above[3]);
    }
}
