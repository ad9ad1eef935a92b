package io.modelgovernance.serving;

import java.util.List;

/**
 * A past decision made again.
 *
 * @param decision its id
 * @param differences what differs from the record, one name each such as {@code score}; empty if it is identical
 * @param outcome what was decided this time; NONE if nothing was
 */
public record Replayed(String decision, List<String> differences, Outcome outcome) {
    /** Copies. */
    public Replayed {
        differences = List.copyOf(differences);
    }

    /**
     * Whether it is the same decision, bit for bit.
     *
     * @return true if nothing differs
     */
    public boolean identical() {
        return differences.isEmpty();
    }

    @Override
    public String toString() {
        return decision + (identical() ? " is identical" : " differs in " + String.join(", ", differences));
    }
}
