package io.modelgovernance.it;

import java.util.List;

/**
 * One thing somebody tries.
 *
 * @param kind what
 * @param actor who, an index into {@link #PEOPLE}
 * @param version on which version, from 1; perhaps one that is not there
 * @param other another person, stage or alias, by its meaning
 * @param number a revision, a length of time, by its meaning
 */
record Step(Kind kind, int actor, int version, int other, int number) {
    static final List<String> PEOPLE = List.of("ana", "ben", "cleo", "dora", "eve");
    static final List<String> ALIASES = List.of("champion", "canary");
    static final String MODEL = "credit-risk";
    static final int MOST_VERSIONS = 4;

    /** What can be tried. */
    enum Kind {
        REGISTER,
        REQUEST,
        APPROVE,
        APPROVE_AGAIN,
        REJECT,
        WITHDRAW,
        DELEGATE,
        VOTE_FOR,
        INTEREST,
        MOVE_ALIAS,
        SWAP,
        RETIRE,
        OPEN_FINDING,
        CLOSE_FINDING,
        ARCHIVE,
        RESTORE,
        CLOCK
    }

    /** How it ended. */
    enum Outcome {
        DONE,
        REFUSED,
        CONFLICT,
        INVALID,
        NOT_FOUND,
        NOTHING
    }

    String person() {
        return PEOPLE.get(actor);
    }

    String otherPerson() {
        return PEOPLE.get(other % PEOPLE.size());
    }

    String stage() {
        return other % 3 == 0 ? "retired" : "production";
    }

    String alias() {
        return ALIASES.get(other % 2);
    }

    /** Now and then the reader's revision is old. */
    long revision(long current) {
        return number % 5 == 0 ? current + 1 : current;
    }

    int hours() {
        return number - 20;
    }
}
