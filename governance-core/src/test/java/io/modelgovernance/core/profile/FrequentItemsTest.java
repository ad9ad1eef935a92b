package io.modelgovernance.core.profile;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class FrequentItemsTest {
    /** Values whose counts fall about as one by their rank. */
    private static String drawn(SplittableRandom random, int values) {
        return "v" + (int) Math.min(values - 1, 1 / Math.max(1e-9, random.nextDouble()) - 1);
    }

    @Property(tries = 200)
    void everyCountIsWithinItsBoundsHoweverItWasPutTogether(
            @ForAll long seed,
            @ForAll @IntRange(min = 1, max = 30) int most,
            @ForAll @IntRange(min = 1, max = 6) int parts,
            @ForAll @IntRange(min = 0, max = 2_000) int values) {
        SplittableRandom random = new SplittableRandom(seed);
        Map<String, Long> truth = new HashMap<>();
        List<FrequentItems> some = new ArrayList<>();
        for (int i = 0; i < parts; i++) {
            some.add(FrequentItems.of(most));
        }
        for (int i = 0; i < values; i++) {
            String value = drawn(random, 200);
            truth.merge(value, 1L, Long::sum);
            some.get(random.nextInt(parts)).add(value);
        }
        FrequentItems all = FrequentItems.of(most);
        some.forEach(part -> all.add(FrequentItems.fromBytes(part.toBytes())));
        assertEquals(values, all.total());
        assertTrue(all.error() <= values / (most + 1), all.error() + " of " + values);
        double share = (all.error() + 1.0) / Math.max(1, values);
        if (values == 0 || share > 1) {
            return;
        }
        List<FrequentItems.Item> found = all.above(share);
        for (FrequentItems.Item item : found) {
            long times = truth.get(item.value());
            assertTrue(item.least() <= times && times <= item.most(), item + " came " + times + " times");
        }
        Set<String> names = found.stream().map(FrequentItems.Item::value).collect(Collectors.toSet());
        truth.forEach((value, times) ->
                assertTrue(times < share * values || names.contains(value), value + " came " + times + " times"));
    }

    @Test
    void fewDifferentValuesAreCountedExactlyInAnyOrder() {
        FrequentItems forth = FrequentItems.of(3);
        FrequentItems back = FrequentItems.of(3);
        List<String> values = List.of("b", "a", "c", "a", "b", "a");
        values.forEach(forth::add);
        for (int i = values.size() - 1; i >= 0; i--) {
            back.add(values.get(i));
        }
        assertArrayEquals(forth.toBytes(), back.toBytes());
        assertEquals(0, forth.error());
        assertEquals(
                List.of(new FrequentItems.Item("a", 3, 3), new FrequentItems.Item("b", 2, 2)), forth.above(1.0 / 3));
        assertEquals(
                "{\"counts\":{\"a\":3,\"b\":2,\"c\":1},\"error\":0,\"form\":\"frequent/1\",\"most\":3,\"total\":6}",
                new String(forth.toBytes(), StandardCharsets.UTF_8));
    }

    /** Misra and Gries by hand: the fourth value takes one from each of the others. */
    @Test
    void oneTooManyTakesOneFromEach() {
        FrequentItems items = FrequentItems.of(3);
        List.of("a", "a", "b", "c", "d").forEach(items::add);
        assertEquals(1, items.error());
        assertEquals(List.of(new FrequentItems.Item("a", 1, 2)), items.above(0.4));
        assertThrows(InvalidInputException.class, () -> items.above(0.2), "others may have come as often");
    }

    @Test
    void badInputIsRefusedAndChangesNothing() {
        FrequentItems items = FrequentItems.of(3);
        items.add("a");
        byte[] before = items.toBytes();
        assertThrows(InvalidInputException.class, () -> items.add("x".repeat(201)));
        assertThrows(InvalidInputException.class, () -> items.add(FrequentItems.of(4)));
        assertThrows(InvalidInputException.class, () -> items.above(0));
        assertThrows(InvalidInputException.class, () -> items.above(1.1));
        assertArrayEquals(before, items.toBytes());
        items.add(items);
        assertEquals(2, items.total());
        assertThrows(InvalidInputException.class, () -> FrequentItems.of(0));
        assertThrows(InvalidInputException.class, () -> FrequentItems.of(65_537));
        for (String wrong : List.of(
                "{\"counts\":{\"a\":3},\"error\":0,\"form\":\"frequent/2\",\"most\":3,\"total\":6}",
                "{\"counts\":{\"a\":3},\"error\":0,\"form\":\"frequent/1\",\"most\":3,\"total\":2}",
                "{\"counts\":{\"a\":0},\"error\":0,\"form\":\"frequent/1\",\"most\":3,\"total\":2}",
                "{\"counts\":{\"a\":1,\"b\":1},\"error\":0,\"form\":\"frequent/1\",\"most\":1,\"total\":2}",
                "{\"counts\":{\"a\":1},\"error\":-1,\"form\":\"frequent/1\",\"most\":1,\"total\":2}")) {
            assertThrows(
                    InvalidInputException.class,
                    () -> FrequentItems.fromBytes(wrong.getBytes(StandardCharsets.UTF_8)),
                    wrong);
        }
    }
}
