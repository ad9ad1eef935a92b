package io.modelgovernance.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How much could go wrong with a version, and how sure we are: assessments, overrides, conditions of use, findings, and
 * the {@link Validations}.
 *
 * <p>Thread-safe; each call that records is one act with its audit entry. Unknown versions raise
 * {@link io.modelgovernance.NotFoundException}.
 */
public interface RiskRegister extends Validations {
    /**
     * Rates a version under the configured scheme and keeps the whole derivation. The flag of an open critical finding
     * is set and taken away by what is on record, whatever the answers say.
     *
     * @param actor who
     * @param version the version
     * @param answers what is known
     * @return the assessment
     * @throws io.modelgovernance.ConflictException if the configured scheme differs from the one on record under its id
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
     * Rates a version again because something its rating rests on was measured anew: drift, coverage, calibration, use
     * outside the boundaries.
     *
     * @param actor who, perhaps the service that measures
     * @param version the version; it must have been assessed
     * @param figures the new figures by measure, at least one; the others stay as they were
     * @param trigger what happened, in a few words
     * @return the new assessment
     * @throws io.modelgovernance.NotFoundException if the version was never assessed
     */
    RiskAssessment rescore(Actor actor, VersionId version, Map<String, Estimate> figures, String trigger);

    /**
     * Every assessment of a version.
     *
     * @param version the version
     * @return the assessments, oldest first
     */
    List<RiskAssessment> assessments(VersionId version);

    /**
     * Derives a rating again from what is on record: the answers then, by the scheme as it is stored.
     *
     * @param version the version
     * @param asOf when
     * @return the rating; equal to the stored one unless somebody tampered with either
     * @throws io.modelgovernance.NotFoundException if there was no assessment then, or its scheme is code that is not
     *     the configured one
     */
    RiskRating derive(VersionId version, AsOf asOf);

    /**
     * A scheme as it was kept beside the first rating that names it.
     *
     * @param id scheme and version, such as {@code mrm-default/1}
     * @return its data, or empty if no rating names it or it is code
     */
    Optional<RiskScheme> scheme(String id);

    /**
     * What the rating of a day would have been under another scheme, and what moves it.
     *
     * @param version the version
     * @param asOf the day
     * @param scheme the other scheme; it must know the same factors, measures and flags
     * @return from the rating then to the rating under the other scheme
     */
    RiskShift replay(VersionId version, AsOf asOf, RiskScorer scheme);

    /**
     * What moved the rating between two days.
     *
     * @param version the version
     * @param from one day
     * @param to the other
     * @return each input that differs, with the tier if it alone had moved
     */
    RiskShift shift(VersionId version, AsOf from, AsOf to);

    /**
     * The tier a version is governed by.
     *
     * @param version the version
     * @param asOf when
     * @return the tier with the computed one and the override beside it, or empty if it was not rated
     */
    Optional<TierInForce> tier(VersionId version, AsOf asOf);

    /**
     * Sets a tier beside the computed one. A stricter one holds at once; a milder one waits for a second person.
     *
     * @param actor who
     * @param version the version; it must have been assessed
     * @param tier the tier
     * @param reason why, not empty
     * @param until the first moment at which it no longer holds, after now
     * @return the override
     * @throws ConflictException if the tier is the computed one
     */
    RiskOverride override(Actor actor, VersionId version, RiskTier tier, String reason, Instant until);

    /**
     * Approves a milder tier.
     *
     * @param actor a person, neither the one who proposed it nor a developer of the version
     * @param version the version
     * @param comment his words
     * @return the override, in force as long as it lasts
     * @throws ConflictException if there is none that waits, or the actor may not approve it
     */
    RiskOverride approveOverride(Actor actor, VersionId version, String comment);

    /**
     * Takes an override back.
     *
     * @param actor who
     * @param version the version
     * @param reason why
     * @return the override, ended
     * @throws ConflictException if there is none
     */
    RiskOverride endOverride(Actor actor, VersionId version, String reason);

    /**
     * Sets the conditions of use of a version, in place of earlier ones.
     *
     * @param actor a person who did not develop the version
     * @param version the version
     * @param conditions the conditions; they must fit the version's inputs
     * @return the conditions on record
     * @throws ConflictException if the actor developed the version or is no person
     */
    ConditionsOnRecord restrict(Actor actor, VersionId version, ConditionsOfUse conditions);

    /**
     * The conditions of use of a version.
     *
     * @param version the version
     * @param asOf when
     * @return the latest then, or empty if it may be used without
     */
    Optional<ConditionsOnRecord> conditions(VersionId version, AsOf asOf);

    /**
     * Opens a finding. The version is rated again in the same act.
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
     * Closes a finding. The version is rated again in the same act.
     *
     * @param actor a person; not its owner
     * @param model the model
     * @param findingId the finding
     * @param evidence what shows that it is put right
     * @return the closed finding
     * @throws ConflictException if it is closed already, or the actor owns it or is no person
     * @throws io.modelgovernance.InvalidInputException if the evidence is empty
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
}
