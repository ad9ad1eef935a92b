package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.explain.AdverseReasons;
import io.modelgovernance.core.explain.ExactShapley;
import io.modelgovernance.core.explain.ExplainedRows;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.explain.ExplanationBar;
import io.modelgovernance.explain.ReasonDictionary;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.DecisionRecord.Kind;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.Response;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision stands on its explanation: one that misses the bar is refused or referred. */
class ExplanationBarTest {
    private static final Rows BACKGROUND = Fixtures.rows(3, 20, 0);
    private static final double[] ADVERSE = {500, 3_000};

    @TempDir
    Path directory;

    /** The exact explanation, made worse by so much. */
    private record Worse(double off, double error) implements Explainer {
        @Override
        public String method() {
            return "worse";
        }

        @Override
        public Attribution explain(Scorer scorer, double[] row) {
            Attribution exact = ExactShapley.withDefaults().over(BACKGROUND).explain(scorer, row);
            double[] values = exact.values().stream().mapToDouble(v -> v).toArray();
            values[0] += off;
            return Attribution.of(
                    method(),
                    exact.baseline(),
                    exact.features(),
                    values,
                    new double[] {error, 0},
                    exact.prediction(),
                    exact.modelRows(),
                    7,
                    exact.background());
        }
    }

    private DecisionRecord decided(Explainer explainer, Checks checks) {
        ReasonDictionary words = new ReasonDictionary(
                "bank/1",
                "en",
                Map.of(
                        "income", new ReasonDictionary.Entry("R01", "Your income"),
                        "debt", new ReasonDictionary.Entry("R02", "Your debts")));
        ServingOptions options = ServingOptions.defaults()
                .withReasons(any -> explainer, AdverseReasons.of(words))
                .withChecks(checks);
        try (Governance governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            Fixtures.promoted(governance, directory, "0.0001 0.0005");
            try (GovernedModel model = governance.govern("credit-risk", LOADER, options)) {
                String id = model.judge(new Call(BANK, PURPOSE), ADVERSE).id();
                model.flush();
                return model.record(id).orElseThrow();
            }
        }
    }

    @Test
    void aSoundExplanationIsKeptWithAllThatChecksIt() {
        Checks checks = Checks.standard().explained(new ExplanationBar(1e-9, 0.01));
        DecisionRecord record = decided(new Worse(0, 0.005), checks);
        assertEquals(Kind.SERVED, record.kind());
        assertEquals(Outcome.DECLINE, record.outcome());
        DecisionRecord.Explained kept = record.explanation().orElseThrow();
        assertEquals(7, kept.seed());
        assertEquals(4 * 20 + 1, kept.modelRows());
        assertEquals(0.005, kept.standardError());
        assertEquals(ExplainedRows.digest(BACKGROUND), kept.background());
        assertEquals("bank/1", record.reasons().get(0).dictionary());
    }

    @Test
    void anUnsureExplanationIsReferredOrRefused() {
        Checks bar = Checks.standard().explained(new ExplanationBar(1e-9, 0.01));
        DecisionRecord referred = decided(new Worse(0, 0.02), bar);
        assertEquals(Kind.REFERRED, referred.kind());
        assertTrue(referred.breaches().get(0).text().contains("misses the bar: a standard error is 0.0200"));
        DecisionRecord refused = decided(new Worse(0, 0.02), bar.on(Check.EXPLANATION, Response.REFUSE));
        assertEquals(Kind.REFUSED, refused.kind());
        assertEquals(Check.EXPLANATION, refused.breaches().get(0).check());
        assertEquals(Kind.SERVED, decided(new Worse(0, 0.02), Checks.standard()).kind());
    }

    @Test
    void aResidualWithinTheShareStillMeetsTheBar() {
        assertEquals(Kind.SERVED, decided(new Worse(1e-6, 0), Checks.standard()).kind());
        Checks bar = Checks.standard().explained(new ExplanationBar(1e-9, 0.01));
        assertEquals(Kind.REFERRED, decided(new Worse(1e-6, 0), bar).kind());
        assertEquals(
                Kind.REFERRED, decided(new Worse(0.5, 0), Checks.standard()).kind());
    }
}
