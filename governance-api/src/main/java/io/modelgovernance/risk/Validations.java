package io.modelgovernance.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.registry.VersionId;
import java.util.List;
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
     * The plans of a model.
     *
     * @param model the model
     * @param asOf when
     * @return its plans, oldest first
     */
    List<ValidationPlan> plans(String model, AsOf asOf);

    /**
     * Records a validation; the verdicts are computed, not given. A version that was rated is rated again in the same act
     * by each figure that its scheme reads.
     *
     * @param actor the validator, who must not have developed the version
     * @param version the version
     * @param validation what was measured, on which data, and the opinion
     * @return the report
     * @throws ConflictException if the validator developed the version, or the digest of data is not that of the dataset
     *     version on record under its name
     * @throws io.modelgovernance.InvalidInputException if no data is named
     */
    ValidationReport validate(Actor actor, VersionId version, Validation validation);

    /**
     * Records a validation that the validator signs, so that it can be verified wherever it is taken.
     *
     * @param actor the validator, who must not have developed the version
     * @param version the version
     * @param validation what was measured, on which data, and the opinion
     * @param signer the validator's own key; asked within the act, perhaps more than once
     * @return the report with its signature
     * @throws ConflictException as for an unsigned one
     */
    ValidationReport validate(Actor actor, VersionId version, Validation validation, Signer signer);

    /**
     * Every validation of a version.
     *
     * @param version the version
     * @return the reports, oldest first
     * @throws io.modelgovernance.IntegrityException if one is signed and was changed since
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
     * @throws io.modelgovernance.IntegrityException if it is signed and was changed since
     */
    Optional<ValidationReport> validation(VersionId version, AsOf asOf);
}
