package io.modelgovernance.spi;

import io.modelgovernance.InvalidInputException;
import java.time.Instant;

/**
 * One thing that happened, of which there are many: a decision, a label, a profile window.
 *
 * @param stream what it belongs to, such as {@code decision/credit-risk}
 * @param writer who numbered it: one running process
 * @param sequence its number by that writer in that stream, at least 1; without gaps where runs of it are sealed
 * @param id its own id, unique in the stream
 * @param at when it happened, whole microseconds
 * @param body its bytes; do not modify
 */
public record Observation(String stream, String writer, long sequence, String id, Instant at, byte[] body) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a name or the sequence does not fit
     */
    public Observation {
        RecordKey.require("stream", stream);
        RecordKey.require("writer", writer);
        RecordKey.require("observation id", id);
        if (sequence < 1) {
            throw InvalidInputException.of("sequence", "is " + sequence, "at least 1");
        }
    }
}
