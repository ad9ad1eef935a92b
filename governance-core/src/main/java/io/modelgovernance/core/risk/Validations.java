package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.core.attest.ValidationStatement;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.ConditionsOnRecord;
import io.modelgovernance.risk.PlanProof;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.risk.ValidationKind;
import io.modelgovernance.risk.ValidationPlan;
import io.modelgovernance.risk.ValidationReport;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Plans, the validations judged by them, and the conditions of use that come of them. */
final class Validations {
    private final Ledger ledger;
    private final Rescoring rescoring;

    Validations(Ledger ledger, Rescoring rescoring) {
        this.ledger = ledger;
        this.rescoring = rescoring;
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

    List<ValidationPlan> plans(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.list(ValidationPlan.class, RecordQuery.in(Keys.PLAN, Keys.scope(model)), asOf);
    }

    ValidationReport validate(Actor actor, VersionId version, Validation given, Optional<Signer> signer) {
        if (given.data().isEmpty()) {
            throw InvalidInputException.of(
                    "data of the validation of " + version, "is not named", "what the figures were computed on");
        }
        return ledger.act(actor, EventType.VALIDATION_RECORDED, version.toString(), given.comment(), act -> {
            ModelVersion content = People.requireIndependent(act, version, actor, "validator");
            given.data().forEach((name, digest) -> requireOnRecord(act, name, digest));
            ValidationReport plain = report(act, content, given, actor);
            ValidationReport report =
                    signer.map(key -> ValidationStatement.sign(plain, key)).orElse(plain);
            act.put(key(version), report);
            act.detail("plan", given.plan());
            act.detail("kind", report.kind());
            act.detail("verdict", report.verdict());
            act.detail("opinion", report.opinion());
            act.detail("data", report.data());
            signer.ifPresent(key -> act.detail("signedBy", key.name()));
            given.conditions().ifPresent(conditions -> restrict(act, content, conditions, actor));
            Map<String, Estimate> figures = new TreeMap<>();
            report.results().forEach(result -> figures.put(result.test().metric(), result.measured()));
            rescoring.note(act, actor, version, figures, "validation " + report.id());
            return report;
        });
    }

    private static ValidationReport report(Act act, ModelVersion content, Validation given, Actor actor) {
        VersionId version = content.id();
        ValidationPlan plan = act.find(ValidationPlan.class, Keys.of(version.model(), Keys.PLAN, given.plan()))
                .orElseThrow(() -> new NotFoundException(
                        "validation plan", given.plan(), "Maybe fix one with risk().plan first."));
        List<ValidationReport.Result> results = plan.tests().stream()
                .map(test -> result(test, given.measured()))
                .toList();
        return new ValidationReport(
                Keys.number(version.number()) + "." + given.plan(),
                version,
                content.manifest().digest(),
                given.plan(),
                given.kind().orElseGet(() -> kind(act, version)),
                results,
                given.data(),
                worst(results),
                given.opinion(),
                given.comment(),
                given.conditions(),
                actor.id(),
                act.now(),
                Optional.empty());
    }

    /** A name that a dataset version on record bears is that dataset version's. */
    private static void requireOnRecord(Act act, String name, Digest digest) {
        int colon = name.indexOf(':');
        if (colon < 1 || colon == name.length() - 1) {
            return;
        }
        act.find(DatasetVersion.class, Keys.dataset(name.substring(0, colon), name.substring(colon + 1)))
                .filter(known -> !known.digest().equals(digest))
                .ifPresent(known -> {
                    throw new ConflictException(
                            "data " + name,
                            "The data (" + name + ") of a validation must have the digest on record, " + known.digest()
                                    + ". Maybe the file was changed since.");
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
        return ledger.find(ValidationReport.class, key(version), asOf).map(ValidationStatement::intact);
    }

    List<ValidationReport> history(VersionId version) {
        List<ValidationReport> reports = ledger.history(ValidationReport.class, key(version));
        reports.forEach(ValidationStatement::intact);
        return reports;
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
            ModelVersion content = People.requireIndependent(act, version, actor, "one who limits the use");
            return restrict(act, content, conditions, actor);
        });
    }

    private static ConditionsOnRecord restrict(Act act, ModelVersion content, ConditionsOfUse conditions, Actor actor) {
        conditions.requireFits(content.schema());
        ConditionsOnRecord record = new ConditionsOnRecord(content.id(), conditions, actor.id(), act.now());
        act.put(Keys.of(content.id(), Keys.CONDITIONS), record);
        act.detail("conditions", conditions.boundaries());
        act.detail("on-breach", conditions.onBreach());
        return record;
    }

    Optional<ConditionsOnRecord> conditions(VersionId version, AsOf asOf) {
        return ledger.find(ConditionsOnRecord.class, Keys.of(version, Keys.CONDITIONS), asOf);
    }

    private static RecordKey key(VersionId version) {
        return Keys.of(version, Keys.VALIDATION);
    }
}
