package io.modelgovernance.registry;

import io.modelgovernance.Estimate;
import io.modelgovernance.model.FeatureSchema;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A registered version of a model: what it is, never changed after registration.
 *
 * <p>Where it stands in its life (stage, aliases) is recorded apart from it.
 *
 * @param id model and number
 * @param manifest its files with their digests
 * @param schema its inputs
 * @param run the run that produced it, if recorded
 * @param image container image reference, if any
 * @param rule how its score becomes a decision, if it may decide
 * @param purposes what it may be used for
 * @param parameters training parameters
 * @param metrics measured figures
 * @param developers who made it: who registered it and who ran the run, from lineage; they may not approve or validate
 * @param registeredBy who registered it
 * @param registeredAt when, by the registering process's clock
 */
public record ModelVersion(
        VersionId id,
        ArtifactManifest manifest,
        FeatureSchema schema,
        Optional<String> run,
        Optional<String> image,
        Optional<DecisionRule> rule,
        Set<String> purposes,
        Map<String, String> parameters,
        Map<String, Estimate> metrics,
        Set<String> developers,
        String registeredBy,
        Instant registeredAt) {
    /** Copies the collections, sorted. */
    public ModelVersion {
        purposes = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(purposes));
        parameters = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(parameters));
        metrics = java.util.Collections.unmodifiableMap(new java.util.TreeMap<>(metrics));
        developers = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(developers));
    }
}
