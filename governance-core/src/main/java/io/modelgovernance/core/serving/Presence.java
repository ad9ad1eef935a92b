package io.modelgovernance.core.serving;

import io.modelgovernance.GovernanceException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Ledger;
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

    /**
     * One report.
     *
     * @param process the process
     * @param deployment where it runs, empty if not said
     * @param at when
     * @param position up to where it has read the journal
     * @param stopped whether it refuses everything
     * @param lease how long it decides without confirming its view
     * @param left whether it has ended
     */
    record Report(
            String process,
            String deployment,
            Instant at,
            long position,
            boolean stopped,
            Duration lease,
            boolean left) {}

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
        boolean news = last.map(report -> report.stopped() != stopped
                        || report.left() != left
                        || !now.isBefore(report.at().plus(RENEWAL)))
                .orElse(true);
        if (!news) {
            return;
        }
        Report report = new Report(process, deployment, now, permit.position(), stopped, lease, left);
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
