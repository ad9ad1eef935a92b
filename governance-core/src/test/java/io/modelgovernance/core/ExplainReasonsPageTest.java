package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.SCHEMA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.counterfactual.Actions;
import io.modelgovernance.core.counterfactual.Counterfactuals;
import io.modelgovernance.core.drift.ReferenceDriftMonitor;
import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.evidence.ExplanationPage;
import io.modelgovernance.core.explain.AdverseReasons;
import io.modelgovernance.core.explain.AttributionShifts;
import io.modelgovernance.core.explain.ConditionalExpectation;
import io.modelgovernance.core.explain.ExactShapley;
import io.modelgovernance.core.explain.Metric;
import io.modelgovernance.core.explain.PartialDependence;
import io.modelgovernance.core.explain.PermutationImportance;
import io.modelgovernance.core.explain.ReasonBaseline;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.AttributionShift;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.explain.ExplanationBar;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.explain.ReasonDictionary;
import io.modelgovernance.explain.ReasonDictionary.Entry;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Examples of docs/explain.md: reasons, the bar, the gate, drift of reasons, the page. */
class ExplainReasonsPageTest {
    private static final Scorer MODEL = weights(0.0001, 0.0005);

    @TempDir
    Path directory;

    private static Scorer weights(double income, double debt) {
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = income * rows[2 * i] + debt * rows[2 * i + 1];
            }
        };
    }

    private static List<Attribution> explained(Explainer explainer, Scorer model, Rows rows) {
        List<Attribution> all = new ArrayList<>();
        for (int i = 0; i < rows.count(); i++) {
            all.add(explainer.explain(model, rows.row(i)));
        }
        return all;
    }

    @Test
    void reasonsInBothBaselinesAndLanguages() {
        Scorer model = MODEL;
        Rows applicants = Fixtures.rows(1, 200, 0);
        double[] applicant = {500, 3_000};
        Entry income = new Entry("R02", "Income insufficient");
        ReasonDictionary english =
                new ReasonDictionary("2026-1", "en", Map.of("income", income, "debt", new Entry("R07", "Obligations")));
        ReasonDictionary german = new ReasonDictionary(
                "2026-1",
                "de",
                Map.of("income", new Entry("R02", "Einkommen"), "debt", new Entry("R07", "Verpflichtungen")));

        // begin: baselines
        ReasonBaseline all = ReasonBaseline.allApplicants(applicants);
        ReasonBaseline border = ReasonBaseline.atCutOff(applicants, model, ScoreGoal.below(0.5), 30);
        Attribution why = ExactShapley.withDefaults().over(border.rows()).explain(model, applicant);
        List<ReasonCode> reasons = AdverseReasons.of(english).reasons(SCHEMA, why, true);
        List<ReasonCode> inGerman = german.translate(reasons); // the same codes in the same order
        // end: baselines

        assertEquals(200, all.rows().count());
        assertEquals(border.digest(), why.background());
        assertEquals("Verpflichtungen", inGerman.get(0).text());
        assertEquals("R07", reasons.get(0).code());
    }

    @Test
    void aBarOnTheDecisionPath() {
        // begin: bar
        Checks checks = Checks.standard()
                .explained(new ExplanationBar(1e-9, 0.01)) // residual, standard error, in units of the score
                .on(Check.EXPLANATION, Response.REFUSE); // the standard is to refer to a person
        // end: bar
        assertTrue(checks.bar().isPresent());
    }

    @Test
    void aGateReadsHowFarReasonsMoved() {
        Rows probes = Fixtures.rows(4, 60, 0);
        Explainer explainer = ExactShapley.withDefaults().over(Fixtures.rows(1, 30, 0));
        List<Attribution> before = explained(explainer, MODEL, probes);
        List<Attribution> after = explained(explainer, weights(0.00011, 0.00049), probes);
        List<Attribution> other = explained(explainer, weights(0.0005, 0.0001), probes);

        // begin: gate
        var policy = new Policy(
                "bank/10",
                Map.of("production", List.of(Gates.explainedAlike(0.25))), // at most a quarter of attribution moved
                Gates.standardTiers(),
                true);
        AttributionShift shift = AttributionShifts.between(before, after);
        Map<String, Estimate> measured = Map.of(AttributionShift.MEASURE, shift.share()); // what a validation records
        // end: gate

        try (var governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .policy(policy)
                .build()) {
            VersionId first = Fixtures.register(governance, directory, "0.0001 0.0005");
            assertEquals(Verdict.PASSED, verdict(governance.gates(first, "production")));
            VersionId second = Fixtures.register(governance, directory, "0.00011 0.00049");
            assertEquals(Verdict.NOT_EVIDENCED, verdict(governance.gates(second, "production")));
            String plan = governance
                    .risk()
                    .plan(CLEO, "credit-risk", List.of(PlannedTest.atMost(AttributionShift.MEASURE, 0.25)))
                    .id();
            governance.risk().validate(BEN, second, validation(plan, measured));
            assertEquals(Verdict.PASSED, verdict(governance.gates(second, "production")));
            Estimate far = AttributionShifts.between(before, other).share();
            governance.risk().validate(BEN, second, validation(plan, Map.of(AttributionShift.MEASURE, far)));
            assertEquals(Verdict.FAILED, verdict(governance.gates(second, "production")));
            assertThrows(
                    io.modelgovernance.RefusedException.class,
                    () -> governance.registry().request(ANA, second, "production", "please"));
        }
        assertThrows(InvalidInputException.class, () -> Gates.explainedAlike(-1));
    }

    private static Validation validation(String plan, Map<String, Estimate> measured) {
        return Validation.approved(plan, "reasons").measured(measured).on("probes", Fixtures.LATER);
    }

    private static Verdict verdict(List<GateResult> results) {
        return results.get(0).verdict();
    }

    @Test
    void reasonsThatDriftAreSeenLikeInputsThatDo() {
        Explainer explainer = ExactShapley.withDefaults().over(Fixtures.rows(1, 30, 0));
        List<Attribution> validated = explained(explainer, MODEL, Fixtures.rows(2, 400, 0));
        List<Attribution> today = explained(explainer, MODEL, Fixtures.rows(3, 400, 2_000));
        List<Attribution> calm = explained(explainer, MODEL, Fixtures.rows(5, 400, 0));

        // begin: reasondrift
        var monitor =
                ReferenceDriftMonitor.of(ReferenceProfiler.withDefaults().profile(AttributionShifts.rows(validated)));
        DriftReport report = monitor.check(AttributionShifts.rows(today)); // which contributions are not what they were
        // end: reasondrift

        assertEquals(DriftVerdict.DRIFT, report.verdict());
        assertEquals(
                DriftVerdict.STABLE, monitor.check(AttributionShifts.rows(calm)).verdict());
        assertThrows(InvalidInputException.class, () -> AttributionShifts.rows(List.of()));
    }

    @Test
    void aPageShowsThePicturesWithTheirChecks() {
        Rows rows = Fixtures.rows(1, 80, 0);
        Scorer model = MODEL;
        double[] applicant = {500, 3_000};
        Explainer explainer = ExactShapley.withDefaults().over(rows);
        List<Attribution> attributions = explained(explainer, model, rows);
        Attribution why = explainer.explain(model, applicant);
        List<ReasonCode> reasons = AdverseReasons.of(new ReasonDictionary(
                        "2026-1", "en", Map.of("income", new Entry("R02", "Income"), "debt", new Entry("R07", "Debt"))))
                .reasons(SCHEMA, why, true);
        double[] outcomes = rows.score(model);
        CounterfactualReport remedy =
                Counterfactuals.of(Actions.of(rows).onlyFalls("debt")).find(model, applicant, ScoreGoal.below(0.5), 1);

        // begin: page
        String html = ExplanationPage.titled("Why credit-risk:1 decides as it does")
                .importance(PermutationImportance.withDefaults()
                        .withMetric(Metric.negativeSquaredError())
                        .measure(model, rows, outcomes))
                .scores(attributions, rows, List.of("debt"))
                .curve(SCHEMA, PartialDependence.withDefaults().curve(model, rows, "debt"))
                .curves(SCHEMA, ConditionalExpectation.withDefaults().curves(model, rows, "debt"))
                .decision("decision-17", why, reasons)
                .changes(SCHEMA, applicant, remedy)
                .html();
        // end: page

        assertTrue(html.contains(why.plan().toString())
                && html.contains(why.background().toString()));
        assertTrue(html.contains("Importance: permutation importance, fall of minus mean squared error"));
        assertEquals(7, html.split("<svg", -1).length - 1);
        assertFalse(html.contains("<script"));
    }
}
