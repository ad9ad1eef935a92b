package io.modelgovernance.inmemory;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that stands still until it is told: for tests of what happens at an exact time.
 *
 * <p>It may be set back, as the clocks of machines are. Thread-safe; clocks of other zones made from it show the same
 * instant as it does.
 */
public final class SettableClock extends Clock {
    private static final class Now {
        private Instant instant;

        Now(Instant instant) {
            this.instant = instant;
        }

        synchronized Instant get() {
            return instant;
        }

        synchronized void set(Instant other) {
            instant = other;
        }

        synchronized Instant advance(Duration by) {
            instant = instant.plus(by);
            return instant;
        }
    }

    private final Now now;
    private final ZoneId zone;

    private SettableClock(Now now, ZoneId zone) {
        this.now = now;
        this.zone = zone;
    }

    /**
     * A clock in UTC.
     *
     * @param instant what it shows
     * @return the clock
     */
    public static SettableClock at(Instant instant) {
        return new SettableClock(new Now(instant), ZoneOffset.UTC);
    }

    /**
     * Sets it.
     *
     * @param instant what it shows from now on
     */
    public void set(Instant instant) {
        now.set(instant);
    }

    /**
     * Moves it.
     *
     * @param by how far; negative moves it back
     * @return what it shows now
     */
    public Instant advance(Duration by) {
        return now.advance(by);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public SettableClock withZone(ZoneId other) {
        return new SettableClock(now, other);
    }
}
