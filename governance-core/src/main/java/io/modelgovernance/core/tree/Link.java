package io.modelgovernance.core.tree;

import io.modelgovernance.InvalidInputException;

/** How a margin, the sum of leaves, becomes what the model is asked for. */
public enum Link {
    /** The margin itself. */
    IDENTITY,
    /** A probability, {@code 1 / (1 + exp(-margin))}. */
    LOGISTIC,
    /** A positive number, {@code exp(margin)}. */
    EXPONENTIAL,
    /** A transformation of several margins together, or one that is not known here; a single margin has no response. */
    OTHER;

    /**
     * Turns a margin into a response.
     *
     * @param margin the sum of leaves
     * @return the response
     * @throws InvalidInputException if the link is {@link #OTHER}
     */
    public double response(double margin) {
        return switch (this) {
            case IDENTITY -> margin;
            case LOGISTIC -> 1 / (1 + StrictMath.exp(-margin));
            case EXPONENTIAL -> StrictMath.exp(margin);
            case OTHER ->
                throw InvalidInputException.of("link of tree ensemble", "is other", "known; maybe use the margins");
        };
    }
}
