package io.modelgovernance.core.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.modelgovernance.core.planted.BackendFriend;
import io.modelgovernance.core.planted.ClockReader;
import io.modelgovernance.core.planted.ClockReferrer;
import io.modelgovernance.core.planted.Discoverer;
import io.modelgovernance.core.planted.Obedient;
import io.modelgovernance.core.planted.PlaceReader;
import io.modelgovernance.core.planted.Printer;
import io.modelgovernance.core.planted.Revenant;
import io.modelgovernance.core.planted.StaticCounter;
import io.modelgovernance.core.planted.StaticVariable;
import io.modelgovernance.core.planted.TypedJson;
import io.modelgovernance.core.plantedhere.There;
import io.modelgovernance.core.plantedthere.Here;
import io.modelgovernance.inmemory.planted.NosyMemory;
import io.modelgovernance.jdbc.planted.NosyJdbc;
import io.modelgovernance.planted.NeedyRole;
import io.modelgovernance.tck.planted.NosySuite;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each law is broken on purpose, and has to see it. */
class RulesCanFailTest {
    static Stream<Arguments> crimes() {
        return Stream.of(
                Arguments.of(HouseRule.API_NEEDS_NOTHING, NeedyRole.class),
                Arguments.of(HouseRule.BACKENDS_KNOW_ONLY_THE_API, NosyMemory.class),
                Arguments.of(HouseRule.JDBC_KNOWS_ONLY_THE_API, NosyJdbc.class),
                Arguments.of(HouseRule.TCK_KNOWS_ONLY_THE_API, NosySuite.class),
                Arguments.of(HouseRule.CORE_KNOWS_NO_BACKEND, BackendFriend.class),
                Arguments.of(HouseRule.NO_FOREIGN_TYPE_IN_A_SIGNATURE, NeedyRole.class),
                Arguments.of(HouseRule.STATICS_ARE_FINAL, StaticVariable.class),
                Arguments.of(HouseRule.STATICS_HOLD_NO_STATE, StaticCounter.class),
                Arguments.of(HouseRule.CLOCKS_COME_IN, ClockReader.class),
                Arguments.of(HouseRule.CLOCKS_COME_IN, ClockReferrer.class),
                Arguments.of(HouseRule.PLACES_COME_IN, PlaceReader.class),
                Arguments.of(HouseRule.NO_DISCOVERY, Discoverer.class),
                Arguments.of(HouseRule.NO_JAVA_SERIALIZATION, Revenant.class),
                Arguments.of(HouseRule.NO_DEFAULT_TYPING, TypedJson.class),
                Arguments.of(HouseRule.NO_STANDARD_STREAMS, Printer.class));
    }

    @ParameterizedTest
    @MethodSource("crimes")
    void seesTheCrime(HouseRule law, Class<?> criminal) {
        var result = law.rule().evaluate(new ClassFileImporter().importClasses(criminal));
        assertTrue(result.hasViolation(), () -> law + " lets " + criminal.getSimpleName() + " pass.");
        assertTrue(
                result.getFailureReport().toString().contains(criminal.getSimpleName()),
                () -> "The report does not name it: " + result.getFailureReport());
    }

    @Test
    void seesTheCircle() {
        JavaClasses circle = new ClassFileImporter().importClasses(Here.class, There.class);
        assertTrue(
                HouseRule.ROOMS_OF_CORE_GO_IN_NO_CIRCLE.rule().evaluate(circle).hasViolation());
    }

    @Test
    void everyLawIsBrokenOnce() {
        Set<HouseRule> broken = EnumSet.of(HouseRule.ROOMS_OF_CORE_GO_IN_NO_CIRCLE);
        crimes().forEach(crime -> broken.add((HouseRule) crime.get()[0]));
        assertEquals(EnumSet.allOf(HouseRule.class), broken);
    }

    @ParameterizedTest
    @EnumSource
    void letsTheObedientPass(HouseRule law) {
        JavaClasses good = new ClassFileImporter().importClasses(Obedient.class);
        var result = law.rule().allowEmptyShould(true).evaluate(good);
        assertFalse(result.hasViolation(), () -> result.getFailureReport().toString());
    }
}
