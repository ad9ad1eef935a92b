package io.modelgovernance;

import io.modelgovernance.serving.Cause;
import java.util.List;
import java.util.function.Function;

/**
 * There is no decision: the model may not decide this case now, or its record cannot be kept.
 *
 * @param id the call
 * @param subject what was refused
 * @param causes why, at least one
 */
public record Refusal(String id, String subject, List<Cause> causes) implements Verdict {
    /**
     * Copies.
     *
     * @throws InvalidInputException if no cause is given
     */
    public Refusal {
        causes = List.copyOf(causes);
        if (causes.isEmpty()) {
            throw InvalidInputException.of("causes of a refusal", "are none", "at least one");
        }
    }

    @Override
    public <T> T fold(Function<? super Decision, ? extends T> decided, Function<? super Refusal, ? extends T> refused) {
        return refused.apply(this);
    }

    @Override
    public Decision orThrow() {
        throw new RefusedException(subject, causes.stream().map(Cause::text).toList(), 0);
    }
}
