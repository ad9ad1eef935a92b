package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.ConditionsOnRecord;
import io.modelgovernance.risk.PlanProof;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.ValidationKind;
import io.modelgovernance.risk.ValidationPlan;
import io.modelgovernance.risk.ValidationReport;
import io.modelgovernance.spi.RecordKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Plans, the validations judged by them, and the conditions of use that come of them. */
final class Validations {
    private final Ledger ledger;

    Validations(Ledger ledger) {
        this.ledger = ledger;
    }

    ValidationPlan plan(Actor actor, String model, List<PlannedTest> tests) {
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

    ValidationReport validate(
            Actor actor,
            VersionId version,
            String planId,
            Optional<ValidationKind> given,
            Map<String, Estimate> measured,
            String comment) {
        Names.require("plan id", planId);
        return ledger.act(actor, EventType.VALIDATION_RECORDED, version.toString(), comment, act -> {
            People.requireIndependent(act, version, actor, "validator");
            ValidationPlan plan = act.find(ValidationPlan.class, Keys.of(version.model(), Keys.PLAN, planId))
                    .orElseThrow(() ->
                            new NotFoundException("validation plan", planId, "Maybe fix one with risk().plan first."));
            List<ValidationReport.Result> results =
                    plan.tests().stream().map(test -> result(test, measured)).toList();
            String id = Keys.number(version.number()) + "." + planId;
            ValidationKind kind = given.orElseGet(() -> kind(act, version));
            ValidationReport report = new ValidationReport(
                    id, version, planId, kind, results, worst(results), actor.id(), act.now(), comment);
            act.put(key(version), report);
            act.detail("plan", planId);
            act.detail("kind", kind);
            act.detail("verdict", report.verdict());
            return report;
        });
    }

    private static ValidationKind kind(Act act, VersionId version) {
        if (act.find(ValidationReport.class, key(version)).isPresent()) {
            return ValidationKind.PERIODIC;
        }
        return act.list(ValidationReport.class, Keys.VALIDATION, Keys.scope(version.model()))
                        .isEmpty()
                ? ValidationKind.INITIAL
                : ValidationKind.CHANGE;
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

    Optional<ValidationReport> find(VersionId version, AsOf asOf) {
        return ledger.find(ValidationReport.class, key(version), asOf);
    }

    List<ValidationReport> history(VersionId version) {
        return ledger.history(ValidationReport.class, key(version));
    }

    List<PlanProof> proofs(VersionId version) {
        List<ValidationReport> reports = history(version);
        List<Long> positions = ledger.positions(key(version));
        List<PlanProof> proofs = new ArrayList<>();
        for (int i = 0; i < reports.size(); i++) {
            String plan = reports.get(i).plan();
            List<Long> planned = ledger.positions(Keys.of(version.model(), Keys.PLAN, plan));
            proofs.add(new PlanProof(plan, planned.get(planned.size() - 1), positions.get(i)));
        }
        return proofs;
    }

    ConditionsOnRecord restrict(Actor actor, VersionId version, ConditionsOfUse conditions) {
        return ledger.act(actor, EventType.CONDITIONS_SET, version.toString(), conditions.reason(), act -> {
            conditions.requireFits(People.requireIndependent(act, version, actor, "one who limits the use")
                    .schema());
            ConditionsOnRecord record = new ConditionsOnRecord(version, conditions, actor.id(), act.now());
            act.put(Keys.of(version, Keys.CONDITIONS), record);
            act.detail("conditions", conditions.boundaries());
            act.detail("on-breach", conditions.onBreach());
            return record;
        });
    }

    Optional<ConditionsOnRecord> conditions(VersionId version, AsOf asOf) {
        return ledger.find(ConditionsOnRecord.class, Keys.of(version, Keys.CONDITIONS), asOf);
    }

    private static RecordKey key(VersionId version) {
        return Keys.of(version, Keys.VALIDATION);
    }
}
