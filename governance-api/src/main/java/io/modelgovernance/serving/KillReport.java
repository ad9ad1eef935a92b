package io.modelgovernance.serving;

import java.time.Instant;
import java.util.List;

/**
 * Which processes have heard that a model is stopped.
 *
 * @param kill the stop
 * @param acknowledged those that have, and refuse
 * @param absent those that have not said so
 * @param left those that served the model and have ended
 * @param lapsed those that have not reported for long before the stop; dead, most likely
 */
public record KillReport(
        Kill kill, List<Receipt> acknowledged, List<Receipt> absent, List<Receipt> left, List<Receipt> lapsed) {
    /**
     * A process's last word.
     *
     * @param process its id
     * @param deployment where it runs, empty if not said
     * @param at when it reported last, by its clock
     * @param leaseEnds when it refuses at the latest, even if it hears nothing, by the stopping process's clock
     */
    public record Receipt(String process, String deployment, Instant at, Instant leaseEnds) {}

    /** Copies. */
    public KillReport {
        acknowledged = List.copyOf(acknowledged);
        absent = List.copyOf(absent);
        left = List.copyOf(left);
        lapsed = List.copyOf(lapsed);
    }

    /**
     * Whether every process has heard.
     *
     * @return true if none is absent
     */
    public boolean complete() {
        return absent.isEmpty();
    }
}
