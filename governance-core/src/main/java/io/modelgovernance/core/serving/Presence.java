package io.modelgovernance.core.serving;

import io.modelgovernance.GovernanceException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process says of itself as it serves a model: that it is there, up to where it has read the registry, whether
 * it may decide. Off the decision path; thread-safe.
 */
final class Presence {
    private static final Logger LOG = LoggerFactory.getLogger(Presence.class);

    /** How often a process says so even if nothing has changed. */
    static final Duration RENEWAL = Duration.ofMinutes(10);

    private static final int SILENT = 3;

    /**
     * One report.
     *
     * @param process the process
     * @param deployment where it runs, empty if not said
     * @param alias the alias it follows
     * @param version the version it serves
     * @param at when
     * @param position up to where it has read the journal
     * @param stopped whether it refuses everything
     * @param lease how long it decides without confirming its view
     * @param left whether it has ended
     */
    record Report(
            String process,
            String deployment,
            String alias,
            VersionId version,
            Instant at,
            long position,
            boolean stopped,
            Duration lease,
            boolean left) {
        /** From when on a process that reports no more is taken for dead. */
        Instant lapses() {
            return at.plus(RENEWAL.multipliedBy(SILENT)).plus(lease);
        }
    }

    private final Ledger ledger;
    private final ObservationStore observations;
    private final String stream;
    private final String process;
    private final String deployment;
    private final Duration lease;
    private Optional<Report> last = Optional.empty();
    private long sequence;
    private boolean unsure;

    Presence(
            Ledger ledger,
            ObservationStore observations,
            String model,
            String process,
            String deployment,
            Duration lease) {
        this.ledger = ledger;
        this.observations = observations;
        this.stream = stream(model);
        this.process = process;
        this.deployment = deployment;
        this.lease = lease;
    }

    static String stream(String model) {
        return "presence/" + model;
    }

    /** Reports what the permit says, if that is news or it is time to. A report that fails is made at the next look. */
    synchronized void report(Permit permit, boolean left) {
        Instant now = ledger.now();
        boolean stopped = left || !permit.obstacles().isEmpty();
        VersionId version = permit.version().id();
        boolean news = last.map(report -> report.stopped() != stopped
                        || !report.version().equals(version)
                        || report.left() != left
                        || !now.isBefore(report.at().plus(RENEWAL)))
                .orElse(true);
        if (!news) {
            return;
        }
        Report report =
                new Report(process, deployment, permit.alias(), version, now, permit.position(), stopped, lease, left);
        try {
            if (unsure) {
                sequence = lastOf(observations, stream, process)
                        .map(Observation::sequence)
                        .orElse(0L);
                unsure = false;
            }
            long number = sequence + 1;
            observations.append(List.of(new Observation(
                    stream, process, number, process + "-" + number + "-" + now, now, RecordCodec.write(report))));
            sequence = number;
            last = Optional.of(report);
        } catch (GovernanceException e) {
            LOG.warn("Presence of {} in {} could not be reported: {}", process, stream, e.getMessage());
            unsure = true;
        }
    }

    /** What each process that ever served a model said last. */
    static List<Report> last(ObservationStore observations, String model) {
        String stream = stream(model);
        return observations.writers(stream).stream()
                .flatMap(process -> lastOf(observations, stream, process).stream())
                .map(one -> RecordCodec.read(Report.class, one.body()))
                .toList();
    }

    /** The last observation of a writer, found by halving: numbers have no gaps. */
    static Optional<Observation> lastOf(ObservationStore observations, String stream, String writer) {
        long step = 1;
        long known = 0;
        Optional<Observation> found = Optional.empty();
        while (true) {
            List<Observation> next = observations.read(stream, writer, known + step - 1, 1);
            if (!next.isEmpty()) {
                found = Optional.of(next.get(0));
                known = next.get(0).sequence();
                step *= 2;
            } else if (step == 1) {
                return found;
            } else {
                step = 1;
            }
        }
    }
}
