package io.modelgovernance.registry;

import io.modelgovernance.Estimate;
import io.modelgovernance.lineage.Node;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Files that are to become a model version, with what is known about them.
 *
 * <p>Immutable; the {@code with} methods return changed copies.
 *
 * @param files files and directories to read at registration; names and paths below become the artifact names
 * @param run the run that produced them, if it was recorded
 * @param image reference of the container image that serves them, by digest
 * @param rule how its score becomes a decision; a version without one may not decide
 * @param purposes what it may be used for; a version without any may not decide
 * @param parameters training parameters, names and values
 * @param metrics measured figures by name
 * @param origins what it was made from beside what its run says
 * @param name the name it gets beside its number, if any
 */
public record Candidate(
        List<Path> files,
        Optional<String> run,
        Optional<String> image,
        Optional<DecisionRule> rule,
        Set<String> purposes,
        Map<String, String> parameters,
        Map<String, Estimate> metrics,
        List<Origin> origins,
        Optional<VersionName> name) {
    /** Copies the collections, sorted. */
    public Candidate {
        files = List.copyOf(files);
        origins = List.copyOf(origins);
        purposes = java.util.Collections.unmodifiableSet(new TreeSet<>(purposes));
        parameters = java.util.Collections.unmodifiableMap(new TreeMap<>(parameters));
        metrics = java.util.Collections.unmodifiableMap(new TreeMap<>(metrics));
    }

    /**
     * A candidate without a name of its own.
     *
     * @param files the files to read at registration
     * @param run the run that produced them, if it was recorded
     * @param image reference of the container image that serves them, by digest
     * @param rule how its score becomes a decision
     * @param purposes what it may be used for
     * @param parameters training parameters
     * @param metrics measured figures by name
     * @param origins what it was made from beside what its run says
     */
    public Candidate(
            List<Path> files,
            Optional<String> run,
            Optional<String> image,
            Optional<DecisionRule> rule,
            Set<String> purposes,
            Map<String, String> parameters,
            Map<String, Estimate> metrics,
            List<Origin> origins) {
        this(files, run, image, rule, purposes, parameters, metrics, origins, Optional.empty());
    }

    /**
     * A candidate without origins of its own.
     *
     * @param files the files to read at registration
     * @param run the run that produced them, if it was recorded
     * @param image reference of the container image that serves them, by digest
     * @param rule how its score becomes a decision
     * @param purposes what it may be used for
     * @param parameters training parameters
     * @param metrics measured figures by name
     */
    public Candidate(
            List<Path> files,
            Optional<String> run,
            Optional<String> image,
            Optional<DecisionRule> rule,
            Set<String> purposes,
            Map<String, String> parameters,
            Map<String, Estimate> metrics) {
        this(files, run, image, rule, purposes, parameters, metrics, List.of());
    }

    /**
     * A candidate of these files.
     *
     * @param files the files; of a directory all files in it, under their paths below it
     * @return a candidate that knows nothing else
     */
    public static Candidate of(Path... files) {
        return new Candidate(
                List.of(files), Optional.empty(), Optional.empty(), Optional.empty(), Set.of(), Map.of(), Map.of());
    }

    /**
     * With the run that produced it.
     *
     * @param id the run's id
     * @return a copy
     */
    public Candidate withRun(String id) {
        return new Candidate(files, Optional.of(id), image, rule, purposes, parameters, metrics, origins, name);
    }

    /**
     * With its container image.
     *
     * @param reference image reference, such as {@code registry.example/credit@sha256:...}
     * @return a copy
     */
    public Candidate withImage(String reference) {
        return new Candidate(files, run, Optional.of(reference), rule, purposes, parameters, metrics, origins, name);
    }

    /**
     * With a decision rule.
     *
     * @param decisionRule the rule
     * @return a copy
     */
    public Candidate withRule(DecisionRule decisionRule) {
        return new Candidate(
                files, run, image, Optional.of(decisionRule), purposes, parameters, metrics, origins, name);
    }

    /**
     * With the purposes it may be used for.
     *
     * @param names purposes, such as {@code consumer-credit}
     * @return a copy
     */
    public Candidate withPurposes(String... names) {
        return new Candidate(files, run, image, rule, Set.of(names), parameters, metrics, origins, name);
    }

    /**
     * With one more parameter.
     *
     * @param parameter its name
     * @param value its value
     * @return a copy
     */
    public Candidate withParameter(String parameter, Object value) {
        Map<String, String> more = new TreeMap<>(parameters);
        more.put(parameter, String.valueOf(value));
        return new Candidate(files, run, image, rule, purposes, more, metrics, origins, name);
    }

    /**
     * With one more measured figure.
     *
     * @param metric its name
     * @param value the figure
     * @return a copy
     */
    public Candidate withMetric(String metric, Estimate value) {
        Map<String, Estimate> more = new TreeMap<>(metrics);
        more.put(metric, value);
        return new Candidate(files, run, image, rule, purposes, parameters, more, origins, name);
    }

    /**
     * With one more thing it was made from; it becomes an edge of the lineage, marked as declared.
     *
     * @param node what; a model version must be on record
     * @param role how it went in, such as {@link Origin#BASE}
     * @return a copy
     */
    public Candidate withOrigin(Node node, String role) {
        List<Origin> more = new ArrayList<>(origins);
        more.add(new Origin(node, role));
        return new Candidate(files, run, image, rule, purposes, parameters, metrics, more, name);
    }

    /**
     * With the version it goes on from.
     *
     * @param version a registered version
     * @return a copy
     */
    public Candidate withParent(VersionId version) {
        return withOrigin(Node.of(version), Origin.PARENT);
    }

    /**
     * With a name of the caller's own beside its number.
     *
     * @param label the name, once in a model, such as {@code 2026-q3}
     * @return a copy
     */
    public Candidate named(String label) {
        return named(new VersionName.Given(label));
    }

    /**
     * Named by semantic version: the greatest one in the model, one part up.
     *
     * @param part which part goes up
     * @return a copy
     */
    public Candidate following(SemanticVersion.Part part) {
        return named(new VersionName.Following(part));
    }

    private Candidate named(VersionName chosen) {
        return new Candidate(files, run, image, rule, purposes, parameters, metrics, origins, Optional.of(chosen));
    }
}
