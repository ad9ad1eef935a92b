package io.modelgovernance.monitoring;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.Optional;

/**
 * A feature of a version that drifts, from the first window that showed it until somebody closes it. While it is open,
 * further windows continue it and open no other.
 *
 * @param id its id, unique in the model
 * @param version the version
 * @param feature the feature
 * @param state where it is in its life
 * @param first the first window that showed it
 * @param last the last one
 * @param windows how many showed it
 * @param stability the greatest population stability index that was seen
 * @param due when it is escalated if nobody has acknowledged it
 * @param silentUntil until when it is not escalated, if somebody said so
 * @param by who changed it last
 * @param note why, empty if a window did
 * @param at when
 */
public record Alert(
        String id,
        VersionId version,
        String feature,
        State state,
        TimeWindow first,
        TimeWindow last,
        int windows,
        double stability,
        Instant due,
        Optional<Instant> silentUntil,
        String by,
        String note,
        Instant at) {
    /** Where an alert is in its life. */
    public enum State {
        /** Nobody has looked at it. */
        OPEN,
        /** Nobody looked at it in time. */
        ESCALATED,
        /** Somebody is on it. */
        ACKNOWLEDGED,
        /** It is over; the same again is another alert. */
        CLOSED
    }

    /**
     * The same, changed.
     *
     * @param next where it is now
     * @param silent until when it is not escalated
     * @param who changed it
     * @param why the reason
     * @param when the time
     * @return a copy
     */
    public Alert become(State next, Optional<Instant> silent, String who, String why, Instant when) {
        return new Alert(id, version, feature, next, first, last, windows, stability, due, silent, who, why, when);
    }

    /**
     * The same, seen again.
     *
     * @param window the window that showed it
     * @param index its population stability index
     * @return a copy
     */
    public Alert again(TimeWindow window, double index) {
        return new Alert(
                id,
                version,
                feature,
                state,
                first,
                window,
                windows + 1,
                Math.max(stability, index),
                due,
                silentUntil,
                by,
                note,
                at);
    }
}
