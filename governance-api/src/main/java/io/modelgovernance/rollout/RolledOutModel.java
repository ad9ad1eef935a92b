package io.modelgovernance.rollout;

import io.modelgovernance.GovernedModel;
import io.modelgovernance.Verdict;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.DecisionRecord;
import java.util.Optional;

/**
 * A governed model that gives a challenger its share of the subjects, and lets it decide in the shadow of the rest.
 *
 * <p>Without an open roll-out it is the champion. Thread-safe. Closing stores what waits.
 */
public interface RolledOutModel extends AutoCloseable {
    /**
     * Answers a call by the arm of its subject; a call about nobody in particular goes to the champion. The record says
     * which arm and why. If the challenger may not decide, or the roll-out could not be confirmed of late, the champion
     * does.
     *
     * @param call who asks, what for and about whom
     * @param row features in schema order; not modified
     * @return the verdict
     */
    Verdict judge(Call call, double[] row);

    /**
     * The arm of a subject now.
     *
     * @param subject the pseudonym
     * @return the assignment, empty if no share is given
     */
    Optional<Assignment> assignment(String subject);

    /**
     * The champion alone.
     *
     * @return the governed model; closed with this one
     */
    GovernedModel champion();

    /**
     * Finds the record of a decision of either arm.
     *
     * @param decisionId its id
     * @return the record, or empty if it waits to be stored
     */
    Optional<DecisionRecord> record(String decisionId);

    /** Reads registry and roll-out now, instead of at the next refresh. */
    void refresh();

    /** Has the shadow decide what waits, stores everything and seals the records. */
    void flush();

    @Override
    void close();
}
