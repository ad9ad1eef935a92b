package io.modelgovernance.serving;

import io.modelgovernance.registry.VersionId;
import java.util.Iterator;

/**
 * Makes past decisions again: the version's registered files, the same input, the same checks, compared with the record
 * bit for bit. Records nothing. Thread-safe.
 */
public interface Replay {
    /**
     * One past decision and the input it was made on.
     *
     * @param record its record
     * @param row the input in the order of the version's schema
     */
    record Case(DecisionRecord record, double[] row) {}

    /**
     * Makes one decision again.
     *
     * @param past the decision
     * @param loader makes the scorer, as it did then
     * @param options the checks, explanations and fallbacks wired then
     * @return what is identical and what differs
     * @throws io.modelgovernance.NotFoundException if the version is not registered
     * @throws io.modelgovernance.IntegrityException if its files are not what was registered
     */
    Replayed again(Case past, ModelLoader loader, ServingOptions options);

    /**
     * Makes many decisions again.
     *
     * @param past the decisions, read once
     * @param loader makes the scorers
     * @param options the checks, explanations and fallbacks wired then
     * @return how many are identical, and the first that are not
     */
    ReplayReport all(Iterator<Case> past, ModelLoader loader, ServingOptions options);

    /**
     * What a version would have decided in the place of those that did: the regression test of a new version.
     *
     * @param candidate the version; its schema must be that of the inputs
     * @param past the decisions, read once
     * @param loader makes the scorer
     * @param options the checks
     * @return how many decisions would change, and how
     */
    ReplayReport against(VersionId candidate, Iterator<Case> past, ModelLoader loader, ServingOptions options);
}
