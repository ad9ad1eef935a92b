package io.modelgovernance.lineage;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How much of what a version was made from has its origin on record.
 *
 * @param asked how many nodes must have an origin: the version, its runs, their datasets and so on; sources and code
 *     need none
 * @param missing those of them without one
 */
public record Completeness(int asked, List<Node> missing) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if more are missing than were asked about
     */
    public Completeness {
        missing = List.copyOf(missing);
        if (asked < missing.size()) {
            throw InvalidInputException.of("number of nodes asked", "is " + asked, "at least those missing");
        }
    }

    /**
     * The share with an origin on record.
     *
     * @return 0 to 1; 1 if no node must have an origin
     */
    public double share() {
        return asked == 0 ? 1 : (asked - missing.size()) / (double) asked;
    }
}
