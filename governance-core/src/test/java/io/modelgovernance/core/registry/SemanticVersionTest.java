package io.modelgovernance.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.registry.SemanticVersion;
import io.modelgovernance.registry.SemanticVersion.Part;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Semantic Versioning 2.0.0. */
class SemanticVersionTest {
    /** The examples of section 11, in their order. */
    private static final List<String> ORDER = List.of(
            "1.0.0-alpha",
            "1.0.0-alpha.1",
            "1.0.0-alpha.beta",
            "1.0.0-beta",
            "1.0.0-beta.2",
            "1.0.0-beta.11",
            "1.0.0-rc.1",
            "1.0.0",
            "2.0.0",
            "2.1.0",
            "2.1.1");

    @Test
    void precedenceIsThatOfTheSpecification() {
        List<SemanticVersion> shuffled =
                new ArrayList<>(ORDER.stream().map(SemanticVersion::parse).toList());
        Collections.shuffle(shuffled, new Random(1));
        Collections.sort(shuffled);
        assertEquals(ORDER, shuffled.stream().map(SemanticVersion::toString).toList());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1",
                "1.2",
                "1.2.3.4",
                "v1.2.3",
                "01.2.3",
                "1.2.3-",
                "1.2.3-01",
                "1.2.3-a..b",
                "1.2.3+",
                "-1.0.0",
                "1.2.3-é",
                "1.2.9999999999",
                "1.2.3-a+b+c",
                " 1.2.3",
                "1.2.3\n",
                "1.2.3-.a",
                "１.2.3"
            })
    void whatIsNoneIsRefused(String text) {
        assertTrue(SemanticVersion.read(text).isEmpty(), text);
        assertThrows(InvalidInputException.class, () -> SemanticVersion.parse(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1.2.3, MAJOR, 2.0.0",
        "1.2.3, MINOR, 1.3.0",
        "1.2.3, PATCH, 1.2.4",
        "1.2.3+build.7, PATCH, 1.2.4",
        "2.0.0-rc.1, MAJOR, 2.0.0",
        "2.0.0-rc.1, MINOR, 2.0.0",
        "2.0.0-rc.1, PATCH, 2.0.0",
        "2.1.0-rc.1, MAJOR, 3.0.0",
        "2.1.0-rc.1, MINOR, 2.1.0",
        "2.1.1-rc.1, MINOR, 2.2.0",
        "2.1.1-rc.1, PATCH, 2.1.1"
    })
    void theNextOne(String from, Part part, String expected) {
        SemanticVersion version = SemanticVersion.parse(from);
        assertEquals(expected, version.next(part).toString());
        assertTrue(version.compareTo(version.next(part)) < 0);
    }

    @Property
    void theTextSaysAllAndTheOrderAgreesWithEquals(
            @ForAll("versions") SemanticVersion one,
            @ForAll("versions") SemanticVersion other,
            @ForAll("versions") SemanticVersion third) {
        assertEquals(one, SemanticVersion.parse(one.toString()));
        assertEquals(one.equals(other), one.compareTo(other) == 0);
        assertEquals(Integer.signum(one.compareTo(other)), -Integer.signum(other.compareTo(one)));
        if (one.compareTo(other) <= 0 && other.compareTo(third) <= 0) {
            assertTrue(one.compareTo(third) <= 0);
        }
    }

    @Provide
    Arbitrary<SemanticVersion> versions() {
        Arbitrary<Integer> number = Arbitraries.integers().between(0, 2);
        Arbitrary<String> identifier = Arbitraries.of("alpha", "beta", "0", "2", "11", "-", "1a");
        Arbitrary<String> dotted = identifier.list().ofMaxSize(3).map(parts -> String.join(".", parts));
        return Combinators.combine(number, number, number, dotted, dotted).as(SemanticVersion::new);
    }
}
