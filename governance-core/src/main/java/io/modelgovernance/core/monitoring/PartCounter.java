package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.performance.ClassCounter;
import io.modelgovernance.core.performance.ClassCounts;
import io.modelgovernance.core.performance.ErrorCounter;
import io.modelgovernance.core.performance.ErrorCounts;
import io.modelgovernance.core.performance.ScoreCounter;
import io.modelgovernance.core.performance.ScoreCounts;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.monitoring.TimeWindow;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What one process counted of one part since it last said so: rows, and what became of cases. Not thread-safe. */
final class PartCounter {
    private final Part part;
    private final WindowCounter rows;
    private @Nullable ScoreCounter scores;
    private @Nullable ErrorCounter errors;
    private @Nullable ClassCounter classes;
    private @Nullable Instant newest;
    private long flips;
    private long changed;

    PartCounter(Part part) {
        this.part = part;
        this.rows = part.reference().counter();
    }

    void see(Instant at, double[] row) {
        rows.add(row);
        if (newest == null || newest.isBefore(at)) {
            newest = at;
        }
    }

    void scored(double score) {
        scores().score(score);
    }

    void labelled(double score, boolean positive) {
        scores().label(score, positive);
    }

    private ScoreCounter scores() {
        ScoreCounter counter = scores;
        if (counter == null) {
            counter = new ScoreCounter();
            scores = counter;
        }
        return counter;
    }

    void measured(double predicted, double actual) {
        ErrorCounter counter = errors;
        if (counter == null) {
            counter = new ErrorCounter();
            errors = counter;
        }
        counter.count(predicted, actual);
    }

    void classified(String predicted, String actual) {
        ClassCounter counter = classes;
        if (counter == null) {
            counter = new ClassCounter(part.classes());
            classes = counter;
        }
        counter.count(predicted, actual);
    }

    void flipped(boolean other) {
        flips++;
        changed += other ? 1 : 0;
    }

    void unreadable(int feature) {
        rows.unreadable(feature);
    }

    Optional<Instant> newest() {
        return Optional.ofNullable(newest);
    }

    Part part() {
        return part;
    }

    Contribution counted(TimeWindow span) {
        return new Contribution(
                span,
                rows.profile(),
                newest(),
                scores == null ? ScoreCounts.NONE : scores.counts(),
                flips,
                changed,
                errors == null ? ErrorCounts.NONE : errors.counts(),
                classes == null ? ClassCounts.NONE : classes.counts(),
                part.segment());
    }
}
