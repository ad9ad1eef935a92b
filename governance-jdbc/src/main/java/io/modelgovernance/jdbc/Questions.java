package io.modelgovernance.jdbc;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.RecordKey;
import java.time.Instant;

/** Checks what a question names by the rule of what can be stored, before it reaches a database. */
final class Questions {
    private Questions() {}

    static void scope(String scope) {
        RecordKey unused = new RecordKey(scope, "any", "any");
    }

    static void observation(String stream, String writer, String id) {
        Observation unused = new Observation(stream, writer, 1, id, Instant.EPOCH, new byte[0]);
    }

    static void limit(int limit) {
        if (limit < 1) {
            throw InvalidInputException.of("limit", "is " + limit, "at least 1");
        }
    }
}
