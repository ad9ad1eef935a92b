package io.modelgovernance.core.stats;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference is the JDK's {@link BigDecimal}, which holds every double in full. */
class ExactAdderTest {
    /** Any finite bits, so that every power of two is met. */
    @Provide
    Arbitrary<double[]> numbers() {
        return Arbitraries.longs()
                .map(Double::longBitsToDouble)
                .filter(Double::isFinite)
                .array(double[].class)
                .ofMinSize(0)
                .ofMaxSize(40);
    }

    private static ExactSum sum(double... numbers) {
        ExactAdder adder = new ExactAdder();
        for (double number : numbers) {
            adder.add(number);
        }
        return adder.sum();
    }

    @Property(tries = 500)
    void nothingIsRoundedWhateverTheOrderAndTheParts(@ForAll("numbers") double[] numbers, @ForAll long seed) {
        BigDecimal wanted = Arrays.stream(numbers).mapToObj(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
        ExactSum all = sum(numbers);
        assertEquals(0, wanted.compareTo(all.decimal()));
        Random random = new Random(seed);
        double[] mixed = numbers.clone();
        for (int i = mixed.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            double kept = mixed[i];
            mixed[i] = mixed[j];
            mixed[j] = kept;
        }
        int cut = random.nextInt(mixed.length + 1);
        ExactAdder parts = new ExactAdder();
        parts.add(sum(Arrays.copyOfRange(mixed, cut, mixed.length)));
        for (int i = 0; i < cut; i++) {
            parts.add(mixed[i]);
        }
        assertEquals(all, parts.sum());
        assertEquals(all, parts.sum(), "telling it changes nothing");
        assertEquals(all, RecordCodec.read(ExactSum.class, RecordCodec.write(all)));
    }

    @Test
    void whatDoublesLoseIsKept() {
        assertEquals(1, sum(1e300, 1, -1e300).value());
        assertEquals(
                Double.MIN_VALUE,
                sum(Double.MAX_VALUE, Double.MIN_VALUE, -Double.MAX_VALUE).value());
        assertEquals(ExactSum.ZERO, sum(0.1, -0.1, 0.0, -0.0));
        assertEquals(ExactSum.ZERO, sum());
        assertEquals(new ExactSum("3", 0), sum(1, 2));
        assertEquals(new ExactSum("-1", -1), sum(-0.5));
        ExactAdder many = new ExactAdder();
        for (int i = 0; i < 100_000; i++) {
            many.add(0.1);
        }
        assertEquals(
                0,
                new BigDecimal(0.1)
                        .multiply(BigDecimal.valueOf(100_000))
                        .compareTo(many.sum().decimal()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatIsNotFiniteIsNotAdded(double number) {
        ExactAdder adder = new ExactAdder();
        adder.add(3);
        assertThrows(InvalidInputException.class, () -> adder.add(number));
        assertEquals(3, adder.sum().value());
    }

    /** One way to write a value, so that equal sums are equal bytes. */
    @ParameterizedTest
    @ValueSource(strings = {"", "-", "2", "03", "-0", "A", "1g", "1.5", "-1e"})
    void otherWaysToWriteItAreRefused(String digits) {
        assertThrows(InvalidInputException.class, () -> new ExactSum(digits, 0));
    }

    @Test
    void whatNoSumOfDoublesIsIsRefused() {
        assertThrows(InvalidInputException.class, () -> new ExactSum("0", 1));
        assertThrows(InvalidInputException.class, () -> new ExactSum("1", -1_075));
        assertThrows(InvalidInputException.class, () -> new ExactSum("1", 1_101));
        assertThrows(InvalidInputException.class, () -> new ExactSum("1".repeat(601), 0));
    }
}
