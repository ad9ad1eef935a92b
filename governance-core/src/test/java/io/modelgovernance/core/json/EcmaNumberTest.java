package io.modelgovernance.core.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcmaNumberTest {
    /** RFC 8785, Appendix B: the bits and what they must read. */
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
        "439280f39a348556, 333333333333333400",
        "4340000000000001, 9007199254740994",
    })
    void readsAsTheStandardSays(String bits, String text) {
        assertEquals(text, EcmaNumber.format(Double.longBitsToDouble(Long.parseUnsignedLong(bits, 16))));
    }

    /** The checksums published with the standard's number file of a hundred million lines, for its first lines. */
    @ParameterizedTest
    @CsvSource({
        "1000, sha256:be18b62b6f69cdab33a7e0dae0d9cfa869fda80ddc712221570f9f40a5878687",
        "10000, sha256:b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892",
        "100000, sha256:22776e6d4b49fa294a0d0f349268e5c28808fe7e0cb2bcbe28f63894e494d4c7",
        "1000000, sha256:49415fee2c56c77864931bd3624faad425c3c577d6d74e89a83bc725506dad16",
    })
    void theFirstLinesOfTheStandardsFileHaveItsChecksum(int lines, String checksum) throws Exception {
        Es6Numbers numbers = new Es6Numbers();
        MessageDigest file = MessageDigest.getInstance("SHA-256");
        for (int i = 0; i < lines; i++) {
            double value = numbers.next();
            String line = Long.toHexString(Double.doubleToRawLongBits(value)) + "," + EcmaNumber.format(value) + "\n";
            file.update(line.getBytes(StandardCharsets.US_ASCII));
        }
        assertEquals(checksum, "sha256:" + HexFormat.of().formatHex(file.digest()));
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
    void whatJsonHasNoWordForIsRefused(double value) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> EcmaNumber.format(value));
        assertEquals("The number is not finite but must be finite in JSON.", refused.getMessage());
    }

    @Property(tries = 2_000)
    void readsBackAsTheSameNumberAndNoDigitCanBeSpared(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        if (!Double.isFinite(value) || value == 0) {
            return;
        }
        String text = EcmaNumber.format(value);
        assertEquals(value, Double.parseDouble(text));
        assertEquals(value < 0 ? text.substring(1) : "-" + text, EcmaNumber.format(-value));
        BigDecimal digits = new BigDecimal(text).stripTrailingZeros();
        BigDecimal unit = BigDecimal.ONE.scaleByPowerOfTen(1 - digits.scale());
        BigDecimal below = digits.divideToIntegralValue(unit).multiply(unit);
        if (digits.precision() > 1) {
            BigDecimal above = below.add(unit.multiply(BigDecimal.valueOf(digits.signum())));
            assertTrue(below.doubleValue() != value && above.doubleValue() != value, text);
        }
    }

    /** Powers of two whose nearest decimal of so few digits is another double, as repr() of CPython 3.11 writes them. */
    @ParameterizedTest
    @CsvSource({"-1017, 7.120236347223045e-307", "89, 6.189700196426902e+26", "976, 6.386688990511104e+293"})
    void theShortestNeedNotBeTheNearestOfItsLength(int power, String expected) {
        assertEquals(expected, EcmaNumber.format(Math.scalb(1.0, power)));
    }

    /** Doubles for which JDK 17 prints more digits than it takes, or others. */
    @ParameterizedTest
    @CsvSource({"2e23, 2e+23", "2.0E-3, 0.002", "1.1E-322, 1.1e-322", "8.41E21, 8.41e+21", "5.0E-324, 5e-324"})
    void doublesThatJavaPrintsInAnotherWay(double value, String expected) {
        assertEquals(expected, EcmaNumber.format(value));
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
    void soAreTheNeighboursOfEveryPowerOfTen() {
        for (int exponent = -323; exponent <= 308; exponent++) {
            double power = new BigDecimal("1e" + exponent).doubleValue();
            check(Math.nextDown(power));
            check(power);
            check(Math.nextUp(power));
        }
    }

    @Test
    void soAreTheNeighboursOfEveryPowerOfTwo() {
        for (int exponent = -1073; exponent < 1024; exponent += 3) {
            check(Math.nextDown(Math.scalb(1.0, exponent)));
            check(Math.nextUp(Math.scalb(1.0, exponent)));
        }
    }

    @Test
    void soAreManyBetweenZeroAndOne() {
        new SplittableRandom(8785).doubles(5_000).forEach(EcmaNumberTest::check);
    }

    /** The same value, and the digits of the plain search from one digit up: the nearest of those that read back. */
    private static void check(double value) {
        String text = EcmaNumber.format(value);
        assertEquals(value + 0.0, Double.parseDouble(text));
        BigDecimal exact = new BigDecimal(value);
        BigDecimal expected = exact;
        for (int digits = 1; digits <= 17; digits++) {
            BigDecimal down = exact.round(new MathContext(digits, RoundingMode.DOWN));
            BigDecimal up = exact.round(new MathContext(digits, RoundingMode.UP));
            boolean downReads = down.doubleValue() == value;
            boolean upReads = up.doubleValue() == value;
            if (downReads && upReads) {
                expected = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
                break;
            } else if (downReads || upReads) {
                expected = downReads ? down : up;
                break;
            }
        }
        assertEquals(0, expected.compareTo(new BigDecimal(text)), () -> expected(value, text));
    }

    private static String expected(double value, String text) {
        return text + " is not the shortest of " + new BigDecimal(value);
    }
}
