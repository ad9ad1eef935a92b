package io.modelgovernance.core.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.monitoring.WindowPlan.Unit;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class WindowPlanTest {
    private static final String[] ZONES = {
        "UTC", "Europe/Berlin", "America/Sao_Paulo", "Asia/Kathmandu", "Pacific/Apia", "Australia/Lord_Howe"
    };

    @Provide
    Arbitrary<Unit> times() {
        return Arbitraries.of(Unit.HOUR, Unit.DAY, Unit.WEEK, Unit.MONTH);
    }

    @Property
    void windowsFollowEachOtherWithoutGapAndHoldTheirInstants(
            @ForAll("times") Unit unit,
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @IntRange(max = 5) int zone,
            @ForAll @LongRange(min = -2_000_000_000L, max = 4_000_000_000L) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        WindowPlan plan = new WindowPlan(unit, count, ZONES[zone], Duration.ZERO);
        Instant at = Instant.ofEpochSecond(second, nanos);
        TimeWindow window = plan.at(at);
        assertFalse(at.isBefore(window.from()));
        assertTrue(at.isBefore(window.to()));
        assertEquals(window, plan.at(window.from()));
        assertEquals(window, plan.at(window.to().minusNanos(1)));
        assertEquals(window.to(), plan.at(window.to()).from());
    }

    @Property(tries = 200)
    void noYearHasMoreWindowsThanTheBudgetCounts(
            @ForAll("times") Unit unit,
            @ForAll @IntRange(min = 1, max = 40) int count,
            @ForAll @IntRange(min = 1970, max = 2060) int year) {
        WindowPlan plan = new WindowPlan(unit, count, "Europe/Berlin", Duration.ZERO);
        Instant start = Instant.parse(year + "-01-01T00:00:00Z");
        Instant end = start.plus(Duration.ofDays(365));
        int ended = 0;
        TimeWindow window = plan.at(start);
        while (window.to().isBefore(end)) {
            ended++;
            window = plan.at(window.to());
        }
        assertTrue(ended <= plan.aYear(), ended + " of " + plan);
    }

    @Test
    void aDayOnWhichTheClocksChangeHas23Or25Hours() {
        WindowPlan berlin = WindowPlan.daily("Europe/Berlin");
        TimeWindow march = berlin.at(Instant.parse("2026-03-29T12:00:00Z"));
        assertEquals(Instant.parse("2026-03-28T23:00:00Z"), march.from());
        assertEquals(Duration.ofHours(23), Duration.between(march.from(), march.to()));
        TimeWindow october = berlin.at(Instant.parse("2026-10-25T12:00:00Z"));
        assertEquals(Duration.ofHours(25), Duration.between(october.from(), october.to()));
        WindowPlan months = new WindowPlan(Unit.MONTH, 1, "UTC", Duration.ZERO);
        assertEquals(
                Instant.parse("2028-02-01T00:00:00Z"),
                months.at(Instant.parse("2028-02-29T23:59:59Z")).from());
        WindowPlan weeks = new WindowPlan(Unit.WEEK, 1, "UTC", Duration.ZERO);
        assertEquals(
                Instant.parse("2026-11-23T00:00:00Z"),
                weeks.at(Instant.parse("2026-11-29T00:00:00Z")).from());
    }

    @Test
    void whatIsNoPlanIsRefused() {
        assertThrows(InvalidInputException.class, () -> WindowPlan.daily("Europe/Atlantis"));
        assertThrows(InvalidInputException.class, () -> WindowPlan.daily("../etc"));
        assertThrows(InvalidInputException.class, () -> new WindowPlan(Unit.DAY, 0, "UTC", Duration.ZERO));
        assertThrows(InvalidInputException.class, () -> new WindowPlan(Unit.DAY, 1_001, "UTC", Duration.ZERO));
        assertThrows(InvalidInputException.class, () -> new WindowPlan(Unit.DAY, 1, "UTC", Duration.ofDays(-1)));
        assertThrows(InvalidInputException.class, () -> new WindowPlan(Unit.DAY, 1, "UTC", Duration.ofDays(32)));
        assertThrows(InvalidInputException.class, () -> new TimeWindow(Instant.EPOCH, Instant.EPOCH));
    }
}
