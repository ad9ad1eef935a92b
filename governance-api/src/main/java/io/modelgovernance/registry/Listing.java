package io.modelgovernance.registry;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A version as the catalogue lists it: where it stands and what is said about it, apart from its immutable content.
 *
 * @param version the version
 * @param stage its stage
 * @param status whether it may still be built on
 * @param locked true if nothing may be said about it any more until it is unlocked
 * @param hold why it may not be deleted whatever its age, if there is a legal hold
 * @param label the caller's own name for it, such as a semantic version
 * @param aliases the aliases that point to it, sorted
 * @param tags name to value, sorted
 * @param attributes name to typed value, sorted
 * @param metrics the point values of the registered metrics, sorted; unknown ones are left out
 * @param purposes what it may be used for, sorted
 * @param registeredBy who registered it
 * @param registeredAt when
 * @param changedBy who changed the listing last
 * @param changedAt when
 */
public record Listing(
        VersionId version,
        String stage,
        Status status,
        boolean locked,
        Optional<String> hold,
        Optional<String> label,
        Set<String> aliases,
        Map<String, String> tags,
        Map<String, AttributeValue> attributes,
        Map<String, Double> metrics,
        Set<String> purposes,
        String registeredBy,
        Instant registeredAt,
        String changedBy,
        Instant changedAt) {
    /** Whether a version may still be built on. */
    public enum Status {
        /** In use or to be used. */
        ACTIVE,
        /** To be replaced; still serves where it serves. */
        DEPRECATED,
        /** Put away: no alias may point to it. */
        ARCHIVED
    }

    /** Copies the collections, sorted. */
    public Listing {
        aliases = Collections.unmodifiableSet(new TreeSet<>(aliases));
        tags = Collections.unmodifiableMap(new TreeMap<>(tags));
        attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
        metrics = Collections.unmodifiableMap(new TreeMap<>(metrics));
        purposes = Collections.unmodifiableSet(new TreeSet<>(purposes));
    }
}
