package io.modelgovernance.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Map;

/**
 * How recorded decisions turned out, once that is known: whether scores were the rates they said, and intervals held what
 * they promised. Thread-safe.
 */
public interface Outcomes {
    /**
     * Joins the recorded decisions of a time with what became of them, puts what that says on record, and rates the version
     * again by it in the same act, if it was rated and its scheme reads calibration or coverage. What the recording rule
     * leaves out of the log is not counted; of who was declined nothing is known.
     *
     * @param actor who
     * @param version the version
     * @param window when the decisions were made
     * @param happened by decision, whether what the score gives the probability of happened
     * @param promised how often the recorded intervals promise to hold it, 1 if it happened and 0 if not; 0 if they
     *     promise nothing
     * @return what was seen
     * @throws io.modelgovernance.InvalidInputException if the promise is not from 0 to below 1
     * @throws io.modelgovernance.NotFoundException if there is no such version
     */
    OutcomeObservation observe(
            Actor actor, VersionId version, TimeWindow window, Map<String, Boolean> happened, double promised);

    /**
     * What was observed of a version.
     *
     * @param version the version
     * @param asOf when
     * @return the observations, oldest first
     */
    List<OutcomeObservation> of(VersionId version, AsOf asOf);
}
