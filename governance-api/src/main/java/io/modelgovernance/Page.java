package io.modelgovernance;

import java.util.List;
import java.util.Optional;

/**
 * Some items and the key to go on from.
 *
 * @param <T> the items' type
 * @param items the items in order
 * @param next key to hand in for the next page, empty at the end
 */
public record Page<T>(List<T> items, Optional<String> next) {
    /** Copies the list. */
    public Page {
        items = List.copyOf(items);
    }
}
