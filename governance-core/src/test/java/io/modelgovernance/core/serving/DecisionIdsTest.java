package io.modelgovernance.core.serving;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.LongStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class DecisionIdsTest {
    private final DecisionIds ids = new DecisionIds("0f99");

    @Property
    void manyAreThoseOfEachNumber(
            @ForAll @LongRange(min = 1, max = 1_000_000_000_000L) long first, @ForAll @IntRange(max = 250) int n) {
        String[] single = LongStream.range(first, first + n).mapToObj(ids::of).toArray(String[]::new);
        assertArrayEquals(single, ids.of(first, n));
    }

    @Example
    void aNumberGetsItsNextDigit() {
        assertArrayEquals(new String[] {"0f99-98", "0f99-99", "0f99-100", "0f99-101"}, ids.of(98, 4));
        assertEquals(0, ids.of(7, 0).length);
    }
}
