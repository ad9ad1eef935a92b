package io.modelgovernance.samples.faults;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/** A clock that goes wrong when told so. */
final class SwitchedClock extends Clock {
    private final Clock right;
    private final Clock wrong;
    private volatile boolean broken;

    SwitchedClock(Clock right, Clock wrong) {
        this.right = right;
        this.wrong = wrong;
    }

    void broken(boolean now) {
        broken = now;
    }

    @Override
    public ZoneId getZone() {
        return right.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }

    @Override
    public Instant instant() {
        return (broken ? wrong : right).instant();
    }
}
