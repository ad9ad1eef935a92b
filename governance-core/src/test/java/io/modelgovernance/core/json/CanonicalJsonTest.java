package io.modelgovernance.core.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CanonicalJsonTest {
    private static String canonical(String json) {
        return new String(CanonicalJson.canonicalize(json.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    /** RFC 8785, section 3.2.2 and figure 2 of 3.2.3. */
    @Test
    void theStandardsExample() {
        assertEquals(
                "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                        + "\"string\":\"\u20ac$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}",
                canonical("{ \"numbers\": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],\n"
                        + "\"string\": \"\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\\"\\/\",\n"
                        + "\"literals\": [null, true, false] }"));
    }

    /** RFC 8785, section 3.2.3: names are ordered by UTF-16 units, so a smiley comes before U+FB33. */
    @Test
    void namesAreOrderedByUtf16Units() {
        assertEquals(
                "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u0080\":\"Control\",\"\u00f6\":\"o\",\"\u20ac\":\"Euro\","
                        + "\"\ud83d\ude00\":\"Emoji\",\"\ufb33\":\"Dalet\"}",
                canonical("{\"\\u20ac\":\"Euro\",\"\\r\":\"Carriage Return\",\"\\ufb33\":\"Dalet\",\"1\":\"One\","
                        + "\"\\ud83d\\ude00\":\"Emoji\",\"\\u0080\":\"Control\",\"\\u00f6\":\"o\"}"));
    }

    /** The pairs "structures", "arrays" and "unicode" of the standard's own test data. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"1\":{\"f\":{\"f\":\"hi\",\"F\":5},\"\\n\":56.0},\"10\":{},\"\":\"empty\",\"a\":{},"
                        + "\"111\":[{\"e\":\"yes\",\"E\":\"no\"}],\"A\":{}}"
                        + "|{\"\":\"empty\",\"1\":{\"\\n\":56,\"f\":{\"F\":5,\"f\":\"hi\"}},\"10\":{},"
                        + "\"111\":[{\"E\":\"no\",\"e\":\"yes\"}],\"A\":{},\"a\":{}}",
                "[56, {\"d\": true, \"10\": null, \"1\": [ ]}]|[56,{\"1\":[],\"10\":null,\"d\":true}]",
                "{\"Unnormalized Unicode\":\"A\\u030a\"}|{\"Unnormalized Unicode\":\"A\u030a\"}",
                "\"\\u0000\\u001f\\u007f\\u2028\\/\"|\"\\u0000\\u001f\u007f\u2028/\"",
                "-0.0|0",
                " true |true",
            })
    void knownPairs(String given, String expected) {
        assertEquals(expected, canonical(given));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"a\":1,\"a\":1}|cannot be read",
                "{\"a\":1,\"\\u0061\":2}|cannot be read",
                "[NaN]|cannot be read",
                "[Infinity]|cannot be read",
                "[-Infinity]|cannot be read",
                "[1] [2]|cannot be read",
                "{} x|cannot be read",
                "[1,]|cannot be read",
                "{a:1}|cannot be read",
                "['a']|cannot be read",
                "[01]|cannot be read",
                "[+1]|cannot be read",
                "[.5]|cannot be read",
                "[1.]|cannot be read",
                "[1 /* one */]|cannot be read",
                "[\"a\tb\"]|cannot be read",
                "[\"\\x41\"]|cannot be read",
                "\ufeff[]|cannot be read",
                "[1e400]|is not finite",
                "[-1e400]|is not finite",
                "\"\\ud800\"|half a surrogate pair",
                "\"\\udc00\\ud800\"|half a surrogate pair",
                "{\"\\ud800\":1}|half a surrogate pair",
                "`   `|is empty",
                "[|cannot be read",
            })
    void hostileTextIsRefused(String json, String why) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> canonical(json));
        assertTrue(refused.getMessage().contains(why), refused::getMessage);
        assertTrue(refused.getMessage().contains("must be"), refused::getMessage);
    }

    @Test
    void whatCannotBeReadIsPlacedButNotRepeated() {
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> canonical("{\"name\":\"Ana\",\n \"name\":\"secret\"}"));
        assertEquals("JSON document", refused.field());
        assertEquals(
                "The JSON document cannot be read at line 2, column 8 but must be strict JSON of at most 64 levels"
                        + " without duplicate keys or trailing text.",
                refused.getMessage());
    }

    @Test
    void depthAndLengthHaveLimits() {
        String deep = "[".repeat(64) + "]".repeat(64);
        assertEquals(deep, canonical(deep));
        InvalidInputException deeper = assertThrows(InvalidInputException.class, () -> canonical("[" + deep + "]"));
        assertTrue(deeper.getMessage().contains("at most 64 levels"), deeper::getMessage);
        assertThrows(InvalidInputException.class, () -> canonical("[".repeat(100_000)));
        byte[] large = new byte[CanonicalJson.MAX_BYTES + 1];
        InvalidInputException tooLarge =
                assertThrows(InvalidInputException.class, () -> CanonicalJson.canonicalize(large));
        assertEquals("The JSON document has 16777217 bytes but must be at most 16777216.", tooLarge.getMessage());
    }

    @Test
    void numbersOfAbsurdLengthAreRefusedAndLongOnesRounded() {
        assertEquals("[1]", canonical("[1." + "0".repeat(900) + "]"));
        assertThrows(InvalidInputException.class, () -> canonical("[" + "9".repeat(900) + "]"));
        assertThrows(InvalidInputException.class, () -> canonical("[" + "9".repeat(100_000) + "]"));
        assertThrows(InvalidInputException.class, () -> canonical("[1e999999999]"));
        assertEquals("[0]", canonical("[1e-999999999]"));
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        byte[][] broken = {
            {'"', (byte) 0xc0, (byte) 0xaf, '"'}, // overlong slash
            {'"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"'}, // an encoded surrogate
            {'"', (byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80, '"'}, // beyond U+10FFFF
            {'"', (byte) 0xff, '"'},
            {'[', 0, ']', 0}, // UTF-16
        };
        for (byte[] json : broken) {
            assertThrows(InvalidInputException.class, () -> CanonicalJson.canonicalize(json));
        }
    }

    @Property(tries = 300)
    void orderAndSpaceDoNotMatterAndOnceIsEnough(@ForAll long seed) {
        String one = random(new Random(seed), new Random(1), 4);
        String other = random(new Random(seed), new Random(2), 4);
        byte[] canonical = CanonicalJson.canonicalize(one.getBytes(StandardCharsets.UTF_8));
        assertArrayEquals(canonical, CanonicalJson.canonicalize(other.getBytes(StandardCharsets.UTF_8)), one);
        assertArrayEquals(canonical, CanonicalJson.canonicalize(canonical));
    }

    /** A value decided by one source, written in the order and with the space that another decides. */
    private static String random(Random value, Random form, int depth) {
        String space = " \n\t\r".substring(0, form.nextInt(5));
        int kind = value.nextInt(depth == 0 ? 3 : 5);
        if (kind == 0) {
            return space + Double.toString(value.nextGaussian() * Math.pow(10, value.nextInt(40) - 20.0));
        } else if (kind == 1) {
            return space + value.nextBoolean() + space;
        } else if (kind == 2) {
            return space + "\"t" + value.nextInt(100) + "\"" + space;
        }
        Map<String, String> members = new LinkedHashMap<>();
        int size = value.nextInt(4);
        for (int i = 0; i < size; i++) {
            members.put("k" + i, random(value, form, depth - 1));
        }
        if (kind == 3) {
            return "[" + space + String.join(",", members.values()) + "]";
        }
        List<String> names = new ArrayList<>(members.keySet());
        Collections.shuffle(names, form);
        return names.stream()
                .map(name -> "\"" + name + "\":" + members.get(name))
                .toList()
                .toString()
                .replaceFirst("^\\[", "{")
                .replaceFirst("]$", "}");
    }
}
