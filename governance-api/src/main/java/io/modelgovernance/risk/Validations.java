package io.modelgovernance.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Independent tests of versions against thresholds that were fixed before.
 *
 * <p>Thread-safe; each call that records is one act with its audit entry. Unknown versions raise
 * {@link io.modelgovernance.NotFoundException}.
 */
public interface Validations {
    /**
     * Fixes the tests and thresholds of a model's validations.
     *
     * @param actor who
     * @param model the model; it need not have a version yet
     * @param tests the tests
     * @return the plan
     */
    ValidationPlan plan(Actor actor, String model, List<PlannedTest> tests);

    /**
     * Records a validation; the verdicts are computed, not given.
     *
     * @param actor the validator, who must not have developed the version
     * @param version the version
     * @param planId the plan
     * @param kind why it is made
     * @param measured what was measured, by metric; what is missing is not evidenced
     * @param comment the validator's words
     * @return the report
     * @throws ConflictException if the validator developed the version
     */
    ValidationReport validate(
            Actor actor,
            VersionId version,
            String planId,
            ValidationKind kind,
            Map<String, Estimate> measured,
            String comment);

    /**
     * Records a validation that is the first of its version, and so an initial or a change validation, or else a
     * periodic one.
     *
     * @param actor the validator, who must not have developed the version
     * @param version the version
     * @param planId the plan
     * @param measured what was measured, by metric; what is missing is not evidenced
     * @param comment the validator's words
     * @return the report
     * @throws ConflictException if the validator developed the version
     */
    ValidationReport validate(
            Actor actor, VersionId version, String planId, Map<String, Estimate> measured, String comment);

    /**
     * Every validation of a version.
     *
     * @param version the version
     * @return the reports, oldest first
     */
    List<ValidationReport> validations(VersionId version);

    /**
     * Shows whether the thresholds of each validation are older than its results.
     *
     * @param version the version
     * @return positions in the journal, one a validation, oldest first
     */
    List<PlanProof> planProofs(VersionId version);

    /**
     * The latest validation of a version.
     *
     * @param version the version
     * @param asOf when
     * @return the latest then, or empty
     */
    Optional<ValidationReport> validation(VersionId version, AsOf asOf);
}
