package io.modelgovernance.registry;

import io.modelgovernance.Digest;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A version at work somewhere.
 *
 * @param name tells the deployments of a model apart
 * @param environment where, such as {@code production-eu}
 * @param alias the alias that it follows; empty if the version is pinned
 * @param version which version; of one that follows an alias, the one that the alias pointed to then
 * @param image container image that runs, if any
 * @param settings configuration in force
 * @param configuration digest of the settings, to compare what runs with what was meant
 * @param endpoint where it is called, if said
 * @param operator who runs it
 * @param state whether it runs
 * @param by who deployed or retired it
 * @param at when
 */
public record Deployment(
        String name,
        String environment,
        Optional<String> alias,
        VersionId version,
        Optional<String> image,
        Map<String, String> settings,
        Digest configuration,
        Optional<String> endpoint,
        String operator,
        State state,
        String by,
        Instant at) {
    /** Whether it runs. */
    public enum State {
        /** It was put to work. */
        RUNNING,
        /** It was taken away. */
        RETIRED
    }

    /** Copies. */
    public Deployment {
        settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
}
