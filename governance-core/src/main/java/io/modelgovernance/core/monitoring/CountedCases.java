package io.modelgovernance.core.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.performance.ErrorCounter;
import io.modelgovernance.core.performance.ScoreCounter;
import io.modelgovernance.monitoring.CaseObserver;
import java.time.Instant;
import java.util.function.Consumer;

/** Counts cases in some of the parts of a version, after what cannot be counted was refused. Thread-safe. */
final class CountedCases implements CaseObserver {
    /** Where cases are counted. */
    interface Windows {
        /** Counts something in the window of a time. */
        void count(Instant at, Consumer<OpenWindow> what);
    }

    private final Windows windows;
    private final Parts parts;
    private final long of;

    CountedCases(Windows windows, Parts parts, long of) {
        this.windows = windows;
        this.parts = parts;
        this.of = of;
    }

    @Override
    public void scored(Instant at, double score) {
        count(at, part -> part.scored(score));
    }

    @Override
    public void labelled(Instant decided, double score, boolean positive) {
        ScoreCounter.requireProbability(score);
        count(decided, part -> part.labelled(score, positive));
    }

    @Override
    public void measured(Instant decided, double predicted, double actual) {
        double unused = ErrorCounter.error(predicted, actual);
        count(decided, part -> part.measured(predicted, actual));
    }

    @Override
    public void classified(Instant decided, String predicted, String actual) {
        if (parts.all().get(0).classes().isEmpty()) {
            throw InvalidInputException.of("classes of the monitor", "are none", "named in its definition");
        }
        count(decided, part -> part.classified(predicted, actual));
    }

    @Override
    public void flipped(Instant at, boolean changed) {
        count(at, part -> part.flipped(changed));
    }

    @Override
    public void unreadable(Instant at, String feature) {
        int place = parts.feature(feature);
        count(at, part -> part.unreadable(place));
    }

    private void count(Instant at, Consumer<PartCounter> what) {
        windows.count(at, window -> window.count(at, of, what));
    }
}
