package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskRegister;
import io.modelgovernance.risk.RiskScorer;
import io.modelgovernance.risk.ValidationPlan;
import io.modelgovernance.risk.ValidationReport;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The risk register over the ledger. Thread-safe. */
public final class RiskEngine implements RiskRegister {
    private final Ledger ledger;
    private final RiskScorer scorer;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param scorer the scheme in force
     */
    public RiskEngine(Ledger ledger, RiskScorer scorer) {
        this.ledger = ledger;
        this.scorer = scorer;
    }

    @Override
    public RiskAssessment assess(Actor actor, VersionId version, RiskAnswers answers) {
        return ledger.act(actor, EventType.RISK_ASSESSED, version.toString(), "", act -> {
            requireVersion(act, version);
            boolean critical = findings(act, version.model()).stream()
                    .anyMatch(finding -> finding.open()
                            && finding.version().equals(version)
                            && finding.severity() == Finding.Severity.CRITICAL);
            RiskAnswers all = critical ? answers.flagged(Scorecard.CRITICAL_FINDING) : answers;
            RiskAssessment assessment = new RiskAssessment(version, scorer.rate(all), all, actor.id(), act.now());
            act.put(Keys.of(version, Keys.ASSESSMENT), assessment);
            act.detail("scheme", assessment.rating().scheme());
            act.detail("tier", assessment.rating().tier().number());
            return assessment;
        });
    }

    @Override
    public Optional<RiskAssessment> assessment(VersionId version, AsOf asOf) {
        return ledger.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT), asOf);
    }

    @Override
    public Finding open(
            Actor actor, VersionId version, Finding.Severity severity, String text, String owner, LocalDate dueOn) {
        return ledger.act(actor, EventType.FINDING_OPENED, version.toString(), text, act -> {
            requireVersion(act, version);
            String id = Keys.number(findings(act, version.model()).size() + 1);
            Finding finding = new Finding(
                    id, version, severity, text, Actor.human(owner).id(), dueOn, true, actor.id(), act.now(), "");
            act.put(findingKey(version.model(), id), finding);
            act.detail("finding", id);
            act.detail("severity", severity);
            return finding;
        });
    }

    @Override
    public Finding close(Actor actor, String model, String findingId, String evidence) {
        Names.require("model name", model);
        Names.require("finding id", findingId);
        return ledger.act(actor, EventType.FINDING_CLOSED, model, evidence, act -> {
            RecordKey key = findingKey(model, findingId);
            Finding finding = act.find(Finding.class, key)
                    .orElseThrow(() ->
                            new NotFoundException("finding", findingId, "Maybe list findings(\"" + model + "\")."));
            if (!finding.open() || finding.owner().equals(actor.id())) {
                throw new ConflictException(
                        "finding " + findingId,
                        "The finding (" + findingId + ") of " + model
                                + " must be open and be closed by somebody else than its owner " + finding.owner()
                                + ".");
            }
            Finding closed = new Finding(
                    findingId,
                    finding.version(),
                    finding.severity(),
                    finding.text(),
                    finding.owner(),
                    finding.dueOn(),
                    false,
                    finding.openedBy(),
                    finding.openedAt(),
                    actor.id() + " at " + act.now() + ": " + evidence);
            act.put(key, closed);
            act.detail("finding", findingId);
            return closed;
        });
    }

    @Override
    public List<Finding> findings(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.list(Finding.class, RecordQuery.in(Keys.FINDING, Keys.scope(model)), asOf);
    }

    @Override
    public ValidationPlan plan(Actor actor, String model, List<PlannedTest> tests) {
        Names.require("model name", model);
        if (tests.isEmpty()) {
            throw InvalidInputException.of("validation plan of " + model, "has no tests", "at least one test");
        }
        return ledger.act(actor, EventType.VALIDATION_PLANNED, model, "", act -> {
            String id = Keys.number(
                    act.list(ValidationPlan.class, Keys.PLAN, Keys.scope(model)).size() + 1);
            ValidationPlan plan = new ValidationPlan(id, model, tests, actor.id(), act.now());
            act.put(Keys.of(model, Keys.PLAN, id), plan);
            act.detail("plan", id);
            return plan;
        });
    }

    @Override
    public ValidationReport validate(
            Actor actor, VersionId version, String planId, Map<String, Estimate> measured, String comment) {
        Names.require("plan id", planId);
        return ledger.act(actor, EventType.VALIDATION_RECORDED, version.toString(), comment, act -> {
            ModelVersion content = requireVersion(act, version);
            if (content.developers().contains(actor.id()) || actor.kind() != Actor.Kind.HUMAN) {
                throw new ConflictException(
                        version.toString(),
                        "The validator (" + actor.id() + ") of " + version
                                + " must be a person who did not develop it; lineage names " + content.developers()
                                + ".");
            }
            ValidationPlan plan = act.find(ValidationPlan.class, Keys.of(version.model(), Keys.PLAN, planId))
                    .orElseThrow(() ->
                            new NotFoundException("validation plan", planId, "Maybe fix one with risk().plan first."));
            List<ValidationReport.Result> results =
                    plan.tests().stream().map(test -> result(test, measured)).toList();
            String id = Keys.number(version.number()) + "." + planId;
            ValidationReport report =
                    new ValidationReport(id, version, planId, results, worst(results), actor.id(), act.now(), comment);
            act.put(Keys.of(version, Keys.VALIDATION), report);
            act.detail("plan", planId);
            act.detail("verdict", report.verdict());
            return report;
        });
    }

    @Override
    public Optional<ValidationReport> validation(VersionId version, AsOf asOf) {
        return ledger.find(ValidationReport.class, Keys.of(version, Keys.VALIDATION), asOf);
    }

    private static ValidationReport.Result result(PlannedTest test, Map<String, Estimate> measured) {
        Estimate value = measured.getOrDefault(test.metric(), Estimate.notEnoughData(0, "not measured"));
        return new ValidationReport.Result(test, value, test.judge(value));
    }

    private static Verdict worst(List<ValidationReport.Result> results) {
        if (results.stream().anyMatch(result -> result.verdict() == Verdict.FAILED)) {
            return Verdict.FAILED;
        }
        return results.stream().allMatch(result -> result.verdict() == Verdict.PASSED)
                ? Verdict.PASSED
                : Verdict.NOT_EVIDENCED;
    }

    private static ModelVersion requireVersion(Act act, VersionId version) {
        return act.find(ModelVersion.class, Keys.of(version, Keys.VERSION))
                .orElseThrow(() -> new NotFoundException("version", version.toString(), "Maybe register it first."));
    }

    private static List<Finding> findings(Act act, String model) {
        return act.list(Finding.class, Keys.FINDING, Keys.scope(model));
    }

    private static RecordKey findingKey(String model, String id) {
        return Keys.of(model, Keys.FINDING, id);
    }
}
