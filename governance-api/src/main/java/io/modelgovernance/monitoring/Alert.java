package io.modelgovernance.monitoring;

import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something wrong with a version - a feature that drifts, a metric that fell, data that is unfit - from the first window that
 * showed it until somebody closes it. While it is open, further windows continue it and open no other.
 *
 * @param id its id, unique in the model
 * @param version the version
 * @param kind what is wrong
 * @param rule name of the rule on performance or quality that was broken, empty for drift
 * @param segment the part of the rows, empty for all of them
 * @param feature the feature, empty if it is of the window as a whole
 * @param state where it is in its life
 * @param first the first window that showed it
 * @param last the last one
 * @param windows how many showed it
 * @param stability the worst figure that was seen: of drift the population stability index, else the figure of the rule
 * @param due when it is escalated if nobody has acknowledged it
 * @param silentUntil until when it is not escalated, if somebody said so
 * @param by who changed it last
 * @param note why, empty if a window did
 * @param at when
 */
public record Alert(
        String id,
        VersionId version,
        Kind kind,
        String rule,
        String segment,
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
    /** What is wrong. */
    public enum Kind {
        /** A feature is not distributed as it was. */
        DRIFT,
        /** The model decides worse. */
        PERFORMANCE,
        /** The data is not fit to be used. */
        QUALITY,
        /** Decisions hang on what they must not. */
        FAIRNESS
    }

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
        return new Alert(
                id, version, kind, rule, segment, feature, next, first, last, windows, stability, due, silent, who, why,
                when);
    }

    /**
     * The same, seen again.
     *
     * @param window the window that showed it
     * @param figure the worst figure that was seen by now
     * @return a copy
     */
    public Alert again(TimeWindow window, double figure) {
        return new Alert(
                id,
                version,
                kind,
                rule,
                segment,
                feature,
                state,
                first,
                window,
                windows + 1,
                figure,
                due,
                silentUntil,
                by,
                note,
                at);
    }

    /**
     * What it is about.
     *
     * @return such as {@code income in young}, {@code accuracy} or {@code missing of income in young}
     */
    public String name() {
        return kind == Kind.DRIFT ? Title.of(feature, "", segment) : Title.of(rule, feature, segment);
    }
}
