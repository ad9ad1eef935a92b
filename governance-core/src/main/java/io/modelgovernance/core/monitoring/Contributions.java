package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.performance.ClassCounter;
import io.modelgovernance.core.performance.ClassCounts;
import io.modelgovernance.core.performance.ErrorCounter;
import io.modelgovernance.core.performance.ErrorCounts;
import io.modelgovernance.core.performance.ScoreCounter;
import io.modelgovernance.core.performance.ScoreCounts;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToLongFunction;

/**
 * What all processes counted of one part of a window, added up.
 *
 * @param profile the counts
 * @param processes processes that counted for the reference
 * @param foreign rows that were counted for another reference, or of a segment that was defined otherwise, and are in no bin
 * @param newest when the newest row was seen, if there was one
 * @param scores scores and labels, of whatever reference
 * @param flips decisions that were asked of again for another group, of whatever reference
 * @param changed those of them that would have been another
 * @param errors errors of predicted numbers, of whatever reference
 * @param classes decided and actual classes, of whatever reference
 */
record Contributions(
        WindowProfile profile,
        int processes,
        long foreign,
        Optional<Instant> newest,
        ScoreCounts scores,
        long flips,
        long changed,
        ErrorCounts errors,
        ClassCounts classes) {
    private static final int PAGE = 100;

    /** Adds up. Not thread-safe. */
    static final class Sum {
        private final Part of;
        private final WindowCounter all;
        private final ScoreCounter scores = new ScoreCounter();
        private final ErrorCounter errors = new ErrorCounter();
        private final ClassCounter classes;
        private final Set<String> processes = new HashSet<>();
        private long foreign;
        private long flips;
        private long changed;
        private Optional<Instant> newest = Optional.empty();

        Sum(Part of) {
            this.of = of;
            this.all = of.reference().counter();
            this.classes = new ClassCounter(of.classes());
        }

        /** Of each writer of a stream what lies after one number and up to another. */
        void add(
                ObservationStore observations,
                String stream,
                ToLongFunction<String> after,
                ToLongFunction<String> upTo) {
            for (String writer : observations.writers(stream)) {
                long last = upTo.applyAsLong(writer);
                long from = after.applyAsLong(writer);
                while (from < last) {
                    List<Observation> page = observations.read(stream, writer, from, PAGE);
                    for (Observation one : page) {
                        if (one.sequence() <= last) {
                            add(writer, RecordCodec.read(Contribution.class, one.body()));
                        }
                    }
                    from = page.isEmpty() ? last : page.get(page.size() - 1).sequence();
                }
            }
        }

        private void add(String writer, Contribution one) {
            WindowProfile part = one.profile();
            if (one.segment().isPresent() && !one.segment().equals(of.segment())) {
                foreign += part.rows();
                return;
            }
            errors.add(one.errors());
            classes.add(one.classes());
            scores.add(one.scores());
            flips += one.flips();
            changed += one.changed();
            if (!part.reference().equals(of.reference().fingerprint())) {
                foreign += part.rows();
                return;
            }
            all.add(part);
            if (newest.isEmpty() || one.newest().filter(newest.get()::isBefore).isPresent()) {
                newest = one.newest();
            }
            processes.add(writer.substring(0, writer.indexOf(Contribution.SEPARATOR)));
        }

        Contributions total() {
            return new Contributions(
                    all.profile(),
                    processes.size(),
                    foreign,
                    newest,
                    scores.counts(),
                    flips,
                    changed,
                    errors.counts(),
                    classes.counts());
        }
    }
}
