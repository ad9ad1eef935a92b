package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.ConditionsOnRecord;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.PlanProof;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskOverride;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskRegister;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskScorer;
import io.modelgovernance.risk.RiskShift;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.risk.ValidationPlan;
import io.modelgovernance.risk.ValidationReport;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The risk register over the ledger. Thread-safe. */
public final class RiskEngine implements RiskRegister {
    private final Assessments assessments;
    private final Overrides overrides;
    private final Findings findings;
    private final Validations validations;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param scorer the scheme in force
     */
    public RiskEngine(Ledger ledger, RiskScorer scorer) {
        this.assessments = new Assessments(ledger, scorer);
        this.overrides = new Overrides(ledger);
        this.findings = new Findings(ledger, assessments.rescoring());
        this.validations = new Validations(ledger, assessments.rescoring());
    }

    @Override
    public RiskAssessment assess(Actor actor, VersionId version, RiskAnswers answers) {
        return assessments.assess(actor, version, answers);
    }

    @Override
    public Optional<RiskAssessment> assessment(VersionId version, AsOf asOf) {
        return assessments.find(version, asOf);
    }

    @Override
    public RiskAssessment rescore(Actor actor, VersionId version, Map<String, Estimate> figures, String trigger) {
        return assessments.rescore(actor, version, figures, trigger);
    }

    @Override
    public List<RiskAssessment> assessments(VersionId version) {
        return assessments.history(version);
    }

    @Override
    public RiskRating derive(VersionId version, AsOf asOf) {
        return assessments.derive(version, asOf);
    }

    @Override
    public Optional<RiskScheme> scheme(String id) {
        return assessments.scheme(id);
    }

    @Override
    public RiskShift replay(VersionId version, AsOf asOf, RiskScorer scheme) {
        return assessments.replay(version, asOf, scheme);
    }

    @Override
    public RiskShift shift(VersionId version, AsOf from, AsOf to) {
        return assessments.shift(version, from, to);
    }

    @Override
    public Optional<TierInForce> tier(VersionId version, AsOf asOf) {
        return overrides.tier(version, asOf);
    }

    @Override
    public RiskOverride override(Actor actor, VersionId version, RiskTier tier, String reason, Instant until) {
        return overrides.propose(actor, version, tier, reason, until);
    }

    @Override
    public RiskOverride approveOverride(Actor actor, VersionId version, String comment) {
        return overrides.approve(actor, version, comment);
    }

    @Override
    public RiskOverride endOverride(Actor actor, VersionId version, String reason) {
        return overrides.end(actor, version, reason);
    }

    @Override
    public ConditionsOnRecord restrict(Actor actor, VersionId version, ConditionsOfUse conditions) {
        return validations.restrict(actor, version, conditions);
    }

    @Override
    public Optional<ConditionsOnRecord> conditions(VersionId version, AsOf asOf) {
        return validations.conditions(version, asOf);
    }

    @Override
    public Finding open(
            Actor actor, VersionId version, Finding.Severity severity, String text, String owner, LocalDate dueOn) {
        return findings.open(actor, version, severity, text, owner, dueOn);
    }

    @Override
    public Finding close(Actor actor, String model, String findingId, String evidence) {
        return findings.close(actor, model, findingId, evidence);
    }

    @Override
    public List<Finding> findings(String model, AsOf asOf) {
        return findings.list(model, asOf);
    }

    @Override
    public ValidationPlan plan(Actor actor, String model, List<PlannedTest> tests) {
        return validations.plan(actor, model, tests);
    }

    @Override
    public List<ValidationPlan> plans(String model, AsOf asOf) {
        return validations.plans(model, asOf);
    }

    @Override
    public ValidationReport validate(Actor actor, VersionId version, Validation validation) {
        return validations.validate(actor, version, validation, Optional.empty());
    }

    @Override
    public ValidationReport validate(Actor actor, VersionId version, Validation validation, Signer signer) {
        return validations.validate(actor, version, validation, Optional.of(signer));
    }

    @Override
    public Optional<ValidationReport> validation(VersionId version, AsOf asOf) {
        return validations.find(version, asOf);
    }

    @Override
    public List<ValidationReport> validations(VersionId version) {
        return validations.history(version);
    }

    @Override
    public List<PlanProof> planProofs(VersionId version) {
        return validations.proofs(version);
    }
}
