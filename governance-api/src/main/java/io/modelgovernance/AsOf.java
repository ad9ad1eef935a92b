package io.modelgovernance;

import java.time.Instant;

/**
 * The moment a question is asked about: now, a position of the journal, or an instant.
 *
 * <p>An instant means "what had been recorded by then". Immutable.
 */
public sealed interface AsOf permits AsOf.Now, AsOf.Position, AsOf.Moment {
    /** The latest committed state. */
    record Now() implements AsOf {}

    /**
     * The state right after a journal entry.
     *
     * @param position journal position, at least 0 (before everything)
     */
    record Position(long position) implements AsOf {
        /**
         * Checks.
         *
         * @throws InvalidInputException if negative
         */
        public Position {
            if (position < 0) {
                throw InvalidInputException.of("journal position", "is " + position, "at least 0");
            }
        }
    }

    /**
     * The state as recorded by an instant, inclusive.
     *
     * @param instant the instant
     */
    record Moment(Instant instant) implements AsOf {}

    /**
     * The latest committed state.
     *
     * @return now
     */
    static AsOf now() {
        return new Now();
    }

    /**
     * The state right after a journal entry.
     *
     * @param position journal position
     * @return that moment
     */
    static AsOf position(long position) {
        return new Position(position);
    }

    /**
     * The state as recorded by an instant, inclusive.
     *
     * @param instant the instant
     * @return that moment
     */
    static AsOf instant(Instant instant) {
        return new Moment(instant);
    }
}
