package io.modelgovernance.lineage;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Where everything came from and what it touched.
 *
 * <p>Thread-safe; each call that records is one act with its audit entry.
 */
public interface LineageGraph extends LineageQuestions {
    /**
     * Records a dataset version, and what it was made from.
     *
     * @param actor who
     * @param dataset the dataset version
     * @param origins the nodes it was made from
     * @return the dataset version
     * @throws ConflictException if that version is on record with another digest
     */
    DatasetVersion recordDataset(Actor actor, DatasetVersion dataset, Node... origins);

    /**
     * A dataset version on record.
     *
     * @param name the dataset
     * @param version its version
     * @return it, or empty
     */
    Optional<DatasetVersion> dataset(String name, String version);

    /**
     * Begins to record a run.
     *
     * @param actor who runs it
     * @param name what it does
     * @return the recorder, to be closed
     */
    Run startRun(Actor actor, String name);

    /**
     * A run on record.
     *
     * @param id its id
     * @return it, or empty
     */
    Optional<RunRecord> run(String id);

    /**
     * Declares edges.
     *
     * @param actor who says so
     * @param edges the edges
     * @throws io.modelgovernance.InvalidInputException if an edge would close a cycle
     */
    void declare(Actor actor, List<Edge> edges);

    /**
     * Takes back declared edges: they are no longer walked, but by questions about an earlier moment and by
     * {@linkplain Trace#cumulative cumulative} ones. What the library observed cannot be taken back.
     *
     * @param actor who says so
     * @param from upstream end
     * @param to downstream end
     * @param role the edge's role
     * @param reason why
     * @throws io.modelgovernance.NotFoundException if no such edge is declared
     */
    void withdraw(Actor actor, Node from, Node to, String role, String reason);

    /**
     * What a node came from.
     *
     * @param node where to begin
     * @param depth greatest number of steps, at least 1
     * @param asOf when
     * @return everything upstream
     */
    Lineage ancestors(Node node, int depth, AsOf asOf);

    /**
     * What a node went into.
     *
     * @param node where to begin
     * @param depth greatest number of steps, at least 1
     * @param asOf when
     * @return everything downstream
     */
    Lineage descendants(Node node, int depth, AsOf asOf);

    /**
     * The inputs of a version whose own origin is not on record: dataset versions that nothing leads to, or the version
     * itself if no run is recorded for it.
     *
     * @param version the version
     * @return the nodes, empty if the lineage is complete
     */
    List<Node> withoutOrigin(VersionId version);

    /**
     * How much of what a version was made from has its origin on record.
     *
     * @param version the version
     * @return the number that a policy can demand, and what is missing
     */
    Completeness completeness(VersionId version);

    /**
     * Says something about a node; what was said before in that respect is kept in the past.
     *
     * @param actor who
     * @param node any node
     * @param facets what is said, at most one of each kind
     * @throws io.modelgovernance.InvalidInputException if there is none, or two of one kind
     */
    void describe(Actor actor, Node node, Facet... facets);

    /**
     * What is said about a node.
     *
     * @param node the node
     * @param asOf when
     * @return its facets, in the order of their names
     */
    List<Facet> facets(Node node, AsOf asOf);

    /**
     * Puts a label on a node; everything made from it bears the label too.
     *
     * @param actor who
     * @param node where it begins
     * @param label which, such as {@link Label#SENSITIVE}
     * @param reason why
     */
    void label(Actor actor, Node node, String label, String reason);

    /**
     * Stops a label at a node, or at every masking step with {@link Transformation#MASKING}, such as the run that removed personal data: neither the node nor what is made from it
     * alone bears the label. It replaces a label put on the node itself.
     *
     * @param actor who
     * @param node where it ends
     * @param label which
     * @param reason why
     */
    void stopLabel(Actor actor, Node node, String label, String reason);

    /**
     * The labels a node bears.
     *
     * @param node the node
     * @param asOf when
     * @return each label with the nodes it came from, in order of their text; empty if it bears none
     */
    Map<String, List<Node>> labels(Node node, AsOf asOf);
}
