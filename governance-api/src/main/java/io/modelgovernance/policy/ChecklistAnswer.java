package io.modelgovernance.policy;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.util.Optional;

/**
 * What somebody said about one item of a checklist.
 *
 * @param version the version it is about
 * @param checklist the checklist
 * @param item the item
 * @param reply what was said
 * @param by who
 * @param at when
 */
public record ChecklistAnswer(VersionId version, String checklist, String item, Reply reply, String by, Instant at) {
    private static final int LONGEST = 1_000;

    /** Whether an item is done. */
    public enum State {
        /** It is done. */
        DONE,
        /** It was looked at and is not done. */
        NOT_DONE,
        /** It does not concern the version; counts as done. */
        NOT_APPLICABLE
    }

    /**
     * What is said.
     *
     * @param state whether it is done
     * @param evidence where the evidence is: an address, a document's number; at most 1,000 characters, empty if none
     * @param digest digest of the evidence, to know it again, if given
     * @param note why, at most 1,000 characters; not empty unless it is done
     */
    public record Reply(State state, String evidence, Optional<Digest> digest, String note) {
        /**
         * Checks.
         *
         * @throws InvalidInputException if a text is too long, or the reason is missing
         */
        public Reply {
            if (evidence.length() > LONGEST || note.length() > LONGEST) {
                throw InvalidInputException.of(
                        "evidence or note", "is longer than " + LONGEST, "at most " + LONGEST + " characters");
            }
            if (state != State.DONE && note.isBlank()) {
                throw InvalidInputException.of("answer " + state, "has no note", "a note that says why");
            }
        }

        /**
         * It is done.
         *
         * @param evidence where the evidence is, empty if none
         * @return the reply
         */
        public static Reply done(String evidence) {
            return new Reply(State.DONE, evidence, Optional.empty(), "");
        }

        /**
         * It is not done.
         *
         * @param why the reason
         * @return the reply
         */
        public static Reply notDone(String why) {
            return new Reply(State.NOT_DONE, "", Optional.empty(), why);
        }

        /**
         * It does not concern the version.
         *
         * @param why the reason
         * @return the reply
         */
        public static Reply notApplicable(String why) {
            return new Reply(State.NOT_APPLICABLE, "", Optional.empty(), why);
        }

        /**
         * The same, its evidence known by digest.
         *
         * @param of digest of the evidence
         * @return a copy
         */
        public Reply digest(Digest of) {
            return new Reply(state, evidence, Optional.of(of), note);
        }
    }
}
