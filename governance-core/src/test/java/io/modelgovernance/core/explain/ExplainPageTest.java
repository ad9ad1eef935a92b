package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.core.counterfactual.Actions;
import io.modelgovernance.core.counterfactual.Counterfactuals;
import io.modelgovernance.core.evidence.ExplanationFigures;
import io.modelgovernance.core.html.Figure;
import io.modelgovernance.core.surrogate.Anchors;
import io.modelgovernance.core.surrogate.SimilarCases;
import io.modelgovernance.core.surrogate.SurrogateTree;
import io.modelgovernance.explain.Anchor;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.AttributionShift;
import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.explain.ExplanationBar;
import io.modelgovernance.explain.ExplanationReceipt;
import io.modelgovernance.explain.IndividualCurves;
import io.modelgovernance.explain.Interaction;
import io.modelgovernance.explain.LocalModel;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.explain.SimilarCase;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The examples of docs/explain.md. */
class ExplainPageTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("income").in("EUR"),
            Feature.numeric("debt").in("EUR"),
            Feature.categorical("home", "rent", "own"),
            Feature.numeric("years").in("years"));

    private static final Scorer MODEL = (rows, n, out) -> {
        for (int i = 0; i < n; i++) {
            double margin = 0.4
                    - 0.001 * rows[4 * i]
                    + 0.002 * rows[4 * i + 1]
                    - 0.7 * rows[4 * i + 2]
                    - 0.05 * rows[4 * i + 3] * rows[4 * i + 2];
            out[i] = 1 / (1 + StrictMath.exp(-margin));
        }
    };

    private static Rows people(long seed, int count) {
        Draws draws = new Draws(seed);
        double[] data = new double[4 * count];
        for (int i = 0; i < count; i++) {
            data[4 * i] = 800 + draws.nextInt(3000);
            data[4 * i + 1] = draws.nextInt(2000);
            data[4 * i + 2] = draws.nextInt(2);
            data[4 * i + 3] = draws.nextInt(30);
        }
        return Rows.of(SCHEMA, data);
    }

    @Test
    void severalWaysToExplainOneScore() {
        Scorer model = MODEL;
        Rows background = people(1, 100);
        double[] applicant = {1_200, 1_500, 0, 2};

        // begin: ways
        Attribution sharp = PermutationShapley.withDefaults()
                .withPrecision(0.001) // goes on until no standard error is greater
                .withRounds(5_000)
                .over(background)
                .explain(model, applicant);
        Attribution together = GroupedShapley.of(background.schema(), List.of(List.of("income", "debt")))
                .over(background)
                .explain(model, applicant);
        Attribution cheap = Occlusion.over(background).explain(model, applicant);
        LocalModel around = Lime.withDefaults().over(background).explain(model, applicant);
        double perEuro = around.slope("income"); // score per euro, near this applicant
        // end: ways

        assertTrue(sharp.standardErrors().stream().allMatch(error -> error <= 0.001));
        assertEquals(0, together.residual(), 1e-12);
        assertTrue(cheap.value("debt") > 0);
        assertTrue(perEuro < 0 && around.fidelity() > 0.8);
    }

    @Test
    void theWholeModel() {
        Scorer model = MODEL;
        Rows rows = people(2, 200);
        Rows others = people(3, 200);

        // begin: whole
        Curve effect = AccumulatedEffect.withDefaults().curve(model, rows, "income"); // right for correlated inputs
        IndividualCurves single = ConditionalExpectation.withDefaults().curves(model, rows, "income");
        Interaction pair = InteractionStrength.pair(model, rows, "home", "years");
        SurrogateTree tree = SurrogateTree.grow(model, rows, 4, 10);
        Estimate faithful = tree.fidelity(model, others); // on rows it was not grown on
        // end: whole

        assertTrue(effect.values().get(0) > effect.values().get(effect.values().size() - 1));
        assertEquals(100, single.curves().size());
        assertTrue(pair.strength() > 0.01);
        assertTrue(faithful.low() > 0.5);
    }

    @Test
    void whatWouldChangeTheDecision() {
        Scorer model = MODEL;
        Rows background = people(1, 100);
        double[] applicant = {1_200, 1_500, 0, 2};

        // begin: remedy
        Actions actions = Actions.of(background) // ranges, steps and costs as the rows suggest
                .fixed("years")
                .onlyRises("income")
                .onlyFalls("debt")
                .withMostChanges(2);
        CounterfactualReport report = Counterfactuals.of(actions).find(model, applicant, ScoreGoal.below(0.5), 3);
        for (Counterfactual one : report.found()) {
            one.changes().forEach(change -> check(change.feature(), change.from(), change.to()));
        }
        // end: remedy

        assertEquals(CounterfactualReport.Verdict.FOUND, report.verdict());

        // begin: like
        Anchor rule = Anchors.withDefaults().find(model, background, applicant, ScoreGoal.below(0.5));
        List<SimilarCase> alike = SimilarCases.among(background).nearest(applicant, 5);
        // end: like

        assertTrue(rule.conditions().size() <= 4);
        assertEquals(5, alike.size());
        Figure figure = ExplanationFigures.changes(SCHEMA, applicant, report);
        assertTrue(figure.svg().contains("what would change the decision"));
    }

    private static void check(String feature, double from, double to) {
        assertTrue(feature.equals("home") || (feature.equals("income") ? to > from : to < from), feature);
    }

    @Test
    void whetherToTrustIt() {
        Scorer model = MODEL;
        Scorer next = (rows, n, out) -> {
            MODEL.score(rows, n, out);
            for (int i = 0; i < n; i++) {
                out[i] = out[i] * out[i];
            }
        };
        Rows background = people(1, 50);
        Rows probes = people(4, 40);
        double[] applicant = {1_200, 1_500, 0, 2};
        Digest manifest = Digest.of(new byte[] {1});
        Explainer explainer = ExactShapley.withDefaults().over(background);

        // begin: trust
        Attribution why = explainer.explain(model, applicant);
        Optional<String> problem = new ExplanationBar(1e-9, 0.01).problem(why); // empty: good enough to decide on
        Estimate infidelity = ExplanationQuality.infidelity(model, background, applicant, why, 500, 1);
        double shaken = ExplanationQuality.sensitivity(explainer, model, background, applicant, 0.01, 50, 1);

        ExplanationReceipt receipt = Receipts.of("decision-17", manifest, why); // kept, without the applicant's data
        Attribution again = explainer.explain(model, applicant);
        List<String> differences = Receipts.differences(receipt, manifest, again); // none: the same bits
        // end: trust

        assertEquals(Optional.empty(), problem);
        assertTrue(infidelity.value() < 1.5 && shaken < 0.2);
        assertEquals(List.of(), differences);

        // begin: shift
        List<Attribution> before = new ArrayList<>();
        List<Attribution> after = new ArrayList<>();
        for (int i = 0; i < probes.count(); i++) {
            before.add(explainer.explain(model, probes.row(i)));
            after.add(explainer.explain(next, probes.row(i)));
        }
        AttributionShift shift = AttributionShifts.between(before, after);
        Estimate moved = shift.share(); // what a validation measures as "attribution-shift"
        // end: shift

        assertTrue(moved.low() > 0);

        // begin: pictures
        Figure one = ExplanationFigures.waterfall(why, 8);
        Figure many = ExplanationFigures.beeswarm(before, probes, 8);
        Figure by = ExplanationFigures.dependence(before, probes, "income");
        // end: pictures

        assertTrue(one.svg().contains("average"));
        assertTrue(many.svg().contains("high"));
        assertTrue(by.svg().contains("income, EUR"));
    }
}
