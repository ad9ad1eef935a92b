package io.modelgovernance.spi;

import java.util.List;

/**
 * Links that were followed.
 *
 * @param links each link at a start, and at each thing reached before the last step, once; in no
 *     order, and of equal ones at least one
 * @param beyond whether a link leads on, from what was reached at the last step to something that is neither a start nor
 *     reached
 */
public record Links(List<Link> links, Beyond beyond) {
    /** Whether the steps asked for were too few. */
    public enum Beyond {
        /** Nothing more is to be reached. */
        NOTHING,
        /** There is more. */
        MORE,
        /** Finding out would have cost more than the answer. */
        UNKNOWN
    }

    /** Copies the list. */
    public Links {
        links = List.copyOf(links);
    }
}
