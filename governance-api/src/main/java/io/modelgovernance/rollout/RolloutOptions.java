package io.modelgovernance.rollout;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.serving.ServingOptions;
import java.util.Objects;

/**
 * How a model is served while challengers are tried.
 *
 * @param serving how either version is served; its alias names the champion
 * @param shadowCapacity how many decisions may wait to be made by the shadow, at least 1; more are not compared
 */
public record RolloutOptions(ServingOptions serving, int shadowCapacity) {
    private static final int CAPACITY = 1_000;

    /**
     * Checks.
     *
     * @throws InvalidInputException if the capacity is below 1
     */
    public RolloutOptions {
        Objects.requireNonNull(serving, "serving");
        if (shadowCapacity < 1) {
            throw InvalidInputException.of("capacity of the shadow", "is " + shadowCapacity, "at least 1");
        }
    }

    /**
     * As any model is served.
     *
     * @return the defaults
     */
    public static RolloutOptions defaults() {
        return new RolloutOptions(ServingOptions.defaults(), CAPACITY);
    }

    /**
     * Served otherwise.
     *
     * @param options how
     * @return a copy
     */
    public RolloutOptions withServing(ServingOptions options) {
        return new RolloutOptions(options, shadowCapacity);
    }

    /**
     * With a longer or shorter queue.
     *
     * @param decisions how many may wait
     * @return a copy
     */
    public RolloutOptions withShadowCapacity(int decisions) {
        return new RolloutOptions(serving, decisions);
    }
}
