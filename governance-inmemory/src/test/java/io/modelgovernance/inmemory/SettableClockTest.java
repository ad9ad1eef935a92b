package io.modelgovernance.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SettableClockTest {
    private final SettableClock clock = SettableClock.at(Instant.EPOCH);

    @Test
    void itStandsStillUntilItIsTold() {
        assertEquals(Instant.EPOCH, clock.instant());
        assertEquals(Instant.EPOCH, clock.instant());
        assertEquals(Instant.ofEpochSecond(90), clock.advance(Duration.ofSeconds(90)));
        assertEquals(Instant.ofEpochSecond(90), clock.instant());
        clock.set(Instant.ofEpochSecond(5));
        assertEquals(5_000, clock.millis());
        assertEquals(Instant.ofEpochSecond(-5), clock.advance(Duration.ofSeconds(-10)));
    }

    @Test
    void anotherZoneShowsTheSameInstant() {
        ZoneId zone = ZoneId.of("Asia/Kathmandu");
        SettableClock elsewhere = clock.withZone(zone);
        clock.set(Instant.ofEpochSecond(7));
        assertEquals(Instant.ofEpochSecond(7), elsewhere.instant());
        assertEquals(zone, elsewhere.getZone());
        assertEquals(ZoneOffset.UTC, clock.getZone());
    }
}
