package io.modelgovernance.core.audit;

import io.modelgovernance.GovernanceException;
import io.modelgovernance.audit.AuditLog;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Witness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows the head of the log to witnesses. As a task that the application schedules, such as every 10 seconds, it signs a
 * head whenever there is something new; a witness that fails is told of and asked again next time.
 *
 * <p>Thread-safe; one showing at a time, and a scheduled one that would overlap is left out.
 */
public final class Witnessing implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Witnessing.class);

    private final AuditLog log;
    private final List<Witness> witnesses;
    private final Consumer<Witnessed> listener;
    private final ReentrantLock one = new ReentrantLock();
    private volatile Optional<Witnessed> last = Optional.empty();
    private volatile Optional<Checkpoint> anchored = Optional.empty();

    private Witnessing(AuditLog log, List<Witness> witnesses, Consumer<Witnessed> listener) {
        this.log = log;
        this.witnesses = List.copyOf(witnesses);
        this.listener = listener;
    }

    /**
     * Shows a log to witnesses.
     *
     * @param log the log
     * @param witnesses who is shown its heads, in order
     * @return the task
     */
    public static Witnessing of(AuditLog log, Witness... witnesses) {
        return new Witnessing(log, List.of(witnesses), shown -> {});
    }

    /**
     * Tells somebody of each showing, such as one who publishes the head or counts the failures.
     *
     * @param told is told, on the thread that shows
     * @return a task that tells
     */
    public Witnessing telling(Consumer<Witnessed> told) {
        return new Witnessing(log, witnesses, told);
    }

    /**
     * Signs the head and shows it to all.
     *
     * @return the head with its cosignatures, and who did not take it
     */
    public Witnessed show() {
        one.lock();
        try {
            Checkpoint head = log.checkpoint();
            Note note = Note.parse("checkpoint", head.note());
            Map<String, String> missing = new TreeMap<>();
            for (Witness witness : witnesses) {
                try {
                    Optional<String> line = witness.show(head, from -> log.proveGrowth(from, head.size()));
                    note = line.map(note::with).orElse(note);
                } catch (IOException | UncheckedIOException | GovernanceException e) {
                    LOG.warn(
                            "The witness {} did not take the head of size {}: {}",
                            witness.name(),
                            head.size(),
                            e.getMessage());
                    missing.put(witness.name(), String.valueOf(e.getMessage()));
                }
            }
            Checkpoint shown = new Checkpoint(head.origin(), head.size(), head.root(), note.text());
            Witnessed result = new Witnessed(shown, missing);
            last = Optional.of(result);
            anchored = missing.isEmpty() ? Optional.of(shown) : anchored;
            listener.accept(result);
            return result;
        } finally {
            one.unlock();
        }
    }

    /**
     * What was shown last.
     *
     * @return empty before the first showing
     */
    public Optional<Witnessed> last() {
        return last;
    }

    /**
     * The last head that every witness took.
     *
     * @return the head with their cosignatures, empty before the first
     */
    public Optional<Checkpoint> anchored() {
        return anchored;
    }

    @Override
    public void run() {
        if (!one.tryLock()) {
            return;
        }
        try {
            boolean settled = last.filter(shown ->
                            shown.missing().isEmpty() && shown.checkpoint().size() == log.size())
                    .isPresent();
            if (!settled) {
                show();
            }
        } catch (RuntimeException e) {
            LOG.warn("The head of the log could not be shown: {}", e.getMessage());
        } finally {
            one.unlock();
        }
    }
}
