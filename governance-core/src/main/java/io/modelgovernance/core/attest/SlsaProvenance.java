package io.modelgovernance.core.attest;

import java.util.List;
import java.util.Map;

/**
 * The signed document about a model version: an in-toto statement with SLSA provenance v1, in which every external
 * parameter is a commitment.
 *
 * @param _type type of statement
 * @param subject the version's files
 * @param predicateType type of predicate
 * @param predicate how they were made
 */
record SlsaProvenance(String _type, List<Statement.Subject> subject, String predicateType, Predicate predicate) {
    static final String PREDICATE = "https://slsa.dev/provenance/v1";
    static final String BUILD = "https://modelgovernance.io/spec/training-run/v1";
    static final String BUILDER = "https://modelgovernance.io/sdk";

    /**
     * How something was made.
     *
     * @param buildDefinition from what
     * @param runDetails by which run
     */
    record Predicate(Definition buildDefinition, Details runDetails) {}

    /**
     * From what.
     *
     * @param buildType what kind of making
     * @param externalParameters what was asked for
     * @param resolvedDependencies what went in
     */
    record Definition(String buildType, Parameters externalParameters, List<Dependency> resolvedDependencies) {}

    /**
     * What was asked for.
     *
     * @param version the model version
     * @param commitments field to the digest of its disclosure
     */
    record Parameters(String version, Map<String, String> commitments) {}

    /**
     * Something that went in.
     *
     * @param name a node of the lineage
     * @param digest hash algorithm to hex digest
     */
    record Dependency(String name, Map<String, String> digest) {}

    /**
     * By which run.
     *
     * @param builder who ran it
     * @param metadata which run
     */
    record Details(Builder builder, Metadata metadata) {}

    /**
     * Who ran it.
     *
     * @param id a URI
     */
    record Builder(String id) {}

    /**
     * Which run.
     *
     * @param invocationId the run's id
     * @param startedOn when it began, RFC 3339
     * @param finishedOn when it ended, RFC 3339
     */
    record Metadata(String invocationId, String startedOn, String finishedOn) {}
}
