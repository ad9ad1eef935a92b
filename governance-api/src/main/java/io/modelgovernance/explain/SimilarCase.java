package io.modelgovernance.explain;

import io.modelgovernance.InvalidInputException;

/**
 * A known row that is like the one asked about.
 *
 * @param index its place among the known rows, from 0
 * @param distance how unlike it is, in [0, 1]; 0 if equal
 */
public record SimilarCase(int index, double distance) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a number is out of range
     */
    public SimilarCase {
        if (index < 0 || !(distance >= 0 && distance <= 1)) {
            throw InvalidInputException.of(
                    "similar case", "is number " + index + " at distance " + distance, "from 0 on and within [0, 1]");
        }
    }
}
