package io.modelgovernance.lineage;

import io.modelgovernance.Actor;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.Page;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.DecisionRecord;
import java.util.List;
import java.util.Optional;

/**
 * Data found bad, and everything that came of it.
 *
 * <p>Thread-safe; a recall is one act with its audit entry.
 */
public interface Recalls {
    /**
     * What a recall would find, without recording anything.
     *
     * @param node a dataset version, or anything else in the lineage
     * @return the recall as it would be, without id
     * @throws NotFoundException if the lineage has no such node
     */
    Recall preview(Node node);

    /**
     * Recalls: labels the node {@link Label#TAINTED}, finds every version made from it (but for what
     * {@linkplain LineageGraph#stopLabel stops} that label), and stops the models at work with one if that is wanted,
     * all in one act. A version registered later bears the label too; the gate {@code not-tainted} keeps it out.
     *
     * @param actor who
     * @param node a dataset version, or anything else in the lineage
     * @param reason what is wrong with it
     * @param response what to do about the models; a stopped one can be resumed by somebody else
     * @return the recall, on record
     * @throws NotFoundException if the lineage has no such node
     */
    Recall recall(Actor actor, Node node, String reason, Recall.Response response);

    /**
     * The recalls of a node, oldest first.
     *
     * @param node the node
     * @return the recalls on record
     */
    List<Recall> of(Node node);

    /**
     * How many decisions of a version are stored.
     *
     * @param version the version
     * @return their exact number
     */
    long count(VersionId version);

    /**
     * The stored decisions of a version, writer by writer and in each writer's order.
     *
     * @param version the version
     * @param after {@link Page#next} of the page before, empty for the first
     * @param limit at most so many, 1 to 1,000
     * @return a page
     * @throws io.modelgovernance.InvalidInputException if the limit does not fit, or the key is of no page
     */
    Page<DecisionRecord> decisions(VersionId version, Optional<String> after, int limit);
}
