package io.modelgovernance.samples.faults;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.SplittableRandom;

/** A clock that is wrong by up to two days, by another amount each time it is asked. */
final class JumpingClock extends Clock {
    private static final int TWO_DAYS = 2 * 86_400;

    private final SplittableRandom random;

    JumpingClock(long seed) {
        this.random = new SplittableRandom(seed);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public synchronized Instant instant() {
        return Clock.systemUTC().instant().plusSeconds(random.nextInt(-TWO_DAYS, TWO_DAYS));
    }
}
