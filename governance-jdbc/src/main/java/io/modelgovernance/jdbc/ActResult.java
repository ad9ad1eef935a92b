package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Committed;
import org.jspecify.annotations.Nullable;

/** What became of one act of a group: where it was recorded, or why it was not. Either is null. */
record ActResult(@Nullable Committed committed, @Nullable RuntimeException refusal) {
    static ActResult of(Committed committed) {
        return new ActResult(committed, null);
    }

    static ActResult of(RuntimeException refusal) {
        return new ActResult(null, refusal);
    }

    Committed orThrow() {
        if (committed == null) {
            throw refusal == null ? new IllegalStateException("An act must end one way or the other") : refusal;
        }
        return committed;
    }
}
