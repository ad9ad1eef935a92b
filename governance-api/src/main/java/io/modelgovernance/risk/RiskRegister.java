package io.modelgovernance.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.registry.VersionId;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much could go wrong with a version, and how sure we are: assessments, findings, validations.
 *
 * <p>Thread-safe; each call that records is one act with its audit entry. Unknown versions raise
 * {@link io.modelgovernance.NotFoundException}.
 */
public interface RiskRegister {
    /**
     * Rates a version under the configured scheme. An open critical finding sets the strictest tier.
     *
     * @param actor who
     * @param version the version
     * @param answers what is known
     * @return the assessment
     */
    RiskAssessment assess(Actor actor, VersionId version, RiskAnswers answers);

    /**
     * The assessment of a version.
     *
     * @param version the version
     * @param asOf when
     * @return the latest then, or empty
     */
    Optional<RiskAssessment> assessment(VersionId version, AsOf asOf);

    /**
     * Opens a finding.
     *
     * @param actor who
     * @param version the version
     * @param severity how bad
     * @param text what is wrong
     * @param owner who has to put it right
     * @param dueOn by when
     * @return the finding
     */
    Finding open(Actor actor, VersionId version, Finding.Severity severity, String text, String owner, LocalDate dueOn);

    /**
     * Closes a finding.
     *
     * @param actor who; not its owner
     * @param model the model
     * @param findingId the finding
     * @param evidence what shows that it is put right
     * @return the closed finding
     * @throws ConflictException if it is closed already, or the actor owns it
     */
    Finding close(Actor actor, String model, String findingId, String evidence);

    /**
     * A model's findings, open and closed.
     *
     * @param model the model
     * @param asOf when
     * @return findings in order of opening
     */
    List<Finding> findings(String model, AsOf asOf);

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
     * @param measured what was measured, by metric; what is missing is not evidenced
     * @param comment the validator's words
     * @return the report
     * @throws ConflictException if the validator developed the version
     */
    ValidationReport validate(
            Actor actor, VersionId version, String planId, Map<String, Estimate> measured, String comment);

    /**
     * The latest validation of a version.
     *
     * @param version the version
     * @param asOf when
     * @return the latest then, or empty
     */
    Optional<ValidationReport> validation(VersionId version, AsOf asOf);
}
