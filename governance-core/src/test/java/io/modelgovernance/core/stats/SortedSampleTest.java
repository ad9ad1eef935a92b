package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SortedSampleTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 1_499, 1_500, 20_000})
    void sortsAsTheLibraryDoes(int n) {
        SplittableRandom random = new SplittableRandom(n);
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            double any = Double.longBitsToDouble(random.nextLong());
            values[i] = Double.isFinite(any) ? any : i % 3 == 0 ? -0.0 : random.nextInt(5);
        }
        double[] kept = values.clone();
        double[] expected = Arrays.stream(values).map(v -> v + 0.0).sorted().toArray();
        assertArrayEquals(expected, SortedSample.of(values).toArray());
        assertArrayEquals(kept, values);
    }

    @Test
    void sortsWhereAllDigitsButOneAreShared() {
        double[] values = new double[3_000];
        Arrays.fill(values, 7);
        values[2_999] = -7;
        double[] sorted = SortedSample.of(values).toArray();
        assertEquals(-7, sorted[0]);
        assertEquals(7, sorted[2_999]);
    }

    @Property(tries = 200)
    void sortsShortOnes(@ForAll @NotEmpty List<Integer> drawn) {
        double[] values = drawn.stream().mapToDouble(Integer::doubleValue).toArray();
        assertArrayEquals(
                Arrays.stream(values).sorted().toArray(),
                SortedSample.of(values).toArray());
    }

    @Test
    void isNotChangedFromOutside() {
        double[] values = {2, 1};
        SortedSample sample = SortedSample.of(values);
        values[0] = 9;
        sample.toArray()[0] = 9;
        assertArrayEquals(new double[] {1, 2}, sample.toArray());
    }

    @Test
    void refusesWhatHasNoOrder() {
        assertThrows(InvalidInputException.class, () -> SortedSample.of(new double[0]));
        assertThrows(InvalidInputException.class, () -> SortedSample.of(new double[] {1, Double.NaN}));
        assertThrows(InvalidInputException.class, () -> SortedSample.of(new double[] {Double.NEGATIVE_INFINITY}));
    }
}
