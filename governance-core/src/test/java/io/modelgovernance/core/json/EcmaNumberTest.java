package io.modelgovernance.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.InvalidInputException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaNumberTest {
    /** The samples of RFC 8785, appendix B. */
    @ParameterizedTest
    @CsvSource({
        "0000000000000000, 0",
        "8000000000000000, 0",
        "0000000000000001, 5e-324",
        "8000000000000001, -5e-324",
        "7fefffffffffffff, 1.7976931348623157e+308",
        "ffefffffffffffff, -1.7976931348623157e+308",
        "4340000000000000, 9007199254740992",
        "c340000000000000, -9007199254740992",
        "4430000000000000, 295147905179352830000",
        "44b52d02c7e14af5, 9.999999999999997e+22",
        "44b52d02c7e14af6, 1e+23",
        "44b52d02c7e14af7, 1.0000000000000001e+23",
        "444b1ae4d6e2ef4e, 999999999999999700000",
        "444b1ae4d6e2ef4f, 999999999999999900000",
        "444b1ae4d6e2ef50, 1e+21",
        "3eb0c6f7a0b5ed8c, 9.999999999999997e-7",
        "3eb0c6f7a0b5ed8d, 0.000001",
        "41b3de4355555553, 333333333.3333332",
        "41b3de4355555554, 333333333.33333325",
        "41b3de4355555555, 333333333.3333333",
        "41b3de4355555556, 333333333.3333334",
        "41b3de4355555557, 333333333.33333343",
        "becbf647612f3696, -0.0000033333333333333333",
        "43143ff3c1cb0959, 1424953923781206.2",
    })
    void samplesOfTheStandard(String bits, String expected) {
        assertEquals(expected, EcmaNumber.format(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))));
    }

    /** Doubles for which JDK 17 prints more digits than it takes, or others. */
    @ParameterizedTest
    @CsvSource({"2e23, 2e+23", "2.0E-3, 0.002", "1.1E-322, 1.1e-322", "8.41E21, 8.41e+21", "5.0E-324, 5e-324"})
    void doublesThatJavaPrintsInAnotherWay(double value, String expected) {
        assertEquals(expected, EcmaNumber.format(value));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatJsonCannotSayIsRefused(double value) {
        assertThrows(InvalidInputException.class, () -> EcmaNumber.format(value));
    }

    @Property(tries = 2_000)
    void readsBackAndIsTheShortest(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (Double.isFinite(value)) {
            check(value);
        }
    }

    @Property(tries = 2_000)
    void soAreShortDecimals(@ForAll int digits, @ForAll byte exponent) {
        check(new BigDecimal(digits).scaleByPowerOfTen(exponent).doubleValue());
    }

    @Test
    void soIsEveryPowerOfTwo() {
        for (int exponent = -1074; exponent < 1024; exponent++) {
            check(Math.scalb(1.0, exponent));
        }
    }

    @Test
    void soAreManyBetweenZeroAndOne() {
        new SplittableRandom(8785).doubles(5_000).forEach(EcmaNumberTest::check);
    }

    /** The same value, and the digits of the plain search from one digit up. */
    private static void check(double value) {
        String text = EcmaNumber.format(value);
        assertEquals(value + 0.0, Double.parseDouble(text));
        BigDecimal expected = new BigDecimal(value);
        for (int digits = 1; digits <= 17; digits++) {
            BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (rounded.doubleValue() == value) {
                expected = rounded;
                break;
            }
        }
        assertEquals(0, expected.compareTo(new BigDecimal(text)), () -> expected(value, text));
    }

    private static String expected(double value, String text) {
        return text + " is not the shortest of " + new BigDecimal(value);
    }
}
