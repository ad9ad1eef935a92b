package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** The first two cases are the rules of the NIST data sets NumAcc3 and NumAcc4: certified standard deviation 0.1. */
class MomentsTest {
    @Test
    void nistNumAcc3And4() {
        Moments third = Moments.of(alternating(1_000_000.2, 0.1));
        assertEquals(1_000_000.2, third.mean(), 1e-9);
        assertEquals(0.1, third.standardDeviation(), 1e-9);
        Moments fourth = Moments.of(alternating(10_000_000.2, 0.1));
        assertEquals(10_000_000.2, fourth.mean(), 1e-8);
        assertEquals(0.1, fourth.standardDeviation(), 1e-8);
    }

    @Test
    void offsetDoesNotDrownTheSpread() {
        double[] values = IntStream.range(0, 1_000_000)
                .mapToDouble(i -> 1e9 + (i + 0.5) / 1_000_000)
                .toArray();
        double sd = Moments.of(values).standardDeviation();
        assertEquals(1 / 12.0, sd * sd, 1e-6);
    }

    @Test
    void fewValues() {
        assertEquals(new Moments(0, 0, 0), Moments.of(new double[0]));
        assertEquals(new Moments(1, 7, 0), Moments.of(new double[] {7}));
        assertEquals(new Moments(3, 7, 0), Moments.of(new double[] {7, 7, 7}));
    }

    @Test
    void neverNotFinite() {
        assertThrows(InvalidInputException.class, () -> Moments.of(new double[] {1, Double.NaN}));
        assertThrows(InvalidInputException.class, () -> Moments.of(new double[] {Double.NEGATIVE_INFINITY}));
        assertThrows(InvalidInputException.class, () -> Moments.of(new double[] {Double.MAX_VALUE, -Double.MAX_VALUE}));
        assertThrows(InvalidInputException.class, () -> Moments.of(new double[] {1e200, -1e200}));
    }

    @Property(tries = 200)
    void partsMakeTheWhole(
            @ForAll @Size(max = 30) List<@DoubleRange(min = -1e6, max = 1e6) Double> first,
            @ForAll @Size(max = 30) List<@DoubleRange(min = -1e6, max = 1e6) Double> second) {
        double[] all = Stream.concat(first.stream(), second.stream())
                .mapToDouble(Double::doubleValue)
                .toArray();
        Moments whole = Moments.of(all);
        Moments parts = Moments.of(Draws.numbers(first)).and(Moments.of(Draws.numbers(second)));
        assertEquals(whole.n(), parts.n());
        assertEquals(whole.mean(), parts.mean(), 1e-8);
        assertEquals(whole.standardDeviation(), parts.standardDeviation(), 1e-6);
    }

    /** One value at the centre, then pairs below and above it. */
    private static double[] alternating(double centre, double step) {
        return IntStream.range(0, 1_001)
                .mapToDouble(i -> i == 0 ? centre : i % 2 == 1 ? centre - step : centre + step)
                .toArray();
    }
}
