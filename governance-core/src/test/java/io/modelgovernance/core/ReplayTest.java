package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.explain.AdverseReasons;
import io.modelgovernance.core.explain.ExactShapley;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.explain.ReasonDictionary;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.Fallback;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.ReplayReport;
import io.modelgovernance.serving.Replayed;
import io.modelgovernance.serving.Response;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayTest {
    private static final int CASES = 500;

    @TempDir
    Path directory;

    private final Governance governance =
            GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();
    private ServingOptions options;
    private VersionId version;

    @BeforeEach
    void promote() {
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        Rows background = Fixtures.rows(3, 20, 0);
        Explainer explainer = ExactShapley.withDefaults().over(background);
        ReasonDictionary dictionary = new ReasonDictionary(
                "bank/1",
                "en",
                Map.of(
                        "income", new ReasonDictionary.Entry("R01", "Your income"),
                        "debt", new ReasonDictionary.Entry("R02", "Your debts")));
        options = ServingOptions.defaults()
                .withReasons(any -> explainer, AdverseReasons.of(dictionary))
                .withFallbacks(new Fallback.ByRules("rules/1", (schema, row) -> Outcome.REFER))
                .withChecks(Checks.standard()
                        .within(ConditionsOfUse.within(Boundary.atMost("income", 900)))
                        .on(Check.PERMIT, Response.FALL_BACK));
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private List<Replay.Case> decide() {
        Rows rows = Fixtures.rows(1, CASES, 0);
        List<Replay.Case> cases = new ArrayList<>();
        try (GovernedModel model = governance.govern("credit-risk", LOADER, options)) {
            List<String> ids = new ArrayList<>();
            for (int i = 0; i < CASES; i++) {
                ids.add(model.judge(new Call(BANK, PURPOSE), rows.row(i)).id());
                if (i == CASES - 20) {
                    governance.registry().suspend(CLEO, "credit-risk", "incident 12");
                    model.refresh();
                }
            }
            model.flush();
            for (int i = 0; i < CASES; i++) {
                cases.add(new Replay.Case(model.record(ids.get(i)).orElseThrow(), rows.row(i)));
            }
        }
        return cases;
    }

    @Test
    void everyDecisionIsIdenticalWhateverBecameOfIt() {
        List<Replay.Case> cases = decide();
        ReplayReport report = governance.replay().all(cases.iterator(), LOADER, options);
        assertEquals(CASES, report.cases());
        assertEquals(List.of(), report.differing());
        assertEquals(CASES, report.identical());
        assertEquals(Map.of(), report.changed());
        long kinds = cases.stream().map(one -> one.record().kind()).distinct().count();
        assertEquals(3, kinds, "served, referred, by rules");
        assertTrue(cases.stream().anyMatch(one -> one.record().explanation().isPresent()));
        assertEquals(
                report.results(),
                governance.replay().all(cases.iterator(), LOADER, options).results());
    }

    @Test
    void whatDiffersIsNamed() {
        Replay.Case adverse = decide().stream()
                .filter(one -> one.record().outcome() == Outcome.DECLINE)
                .findFirst()
                .orElseThrow();
        double[] other = adverse.row().clone();
        other[0] = Math.nextUp(other[0]);
        assertEquals(
                "input",
                governance
                        .replay()
                        .again(new Replay.Case(adverse.record(), other), LOADER, options)
                        .differences()
                        .get(0));
        ModelLoader loose = (any, files) -> {
            var scorer = LOADER.load(any, files);
            return (rows, n, out) -> {
                scorer.score(rows, n, out);
                out[0] = Math.nextUp(out[0]);
            };
        };
        Replayed replayed = governance.replay().again(adverse, loose, options);
        assertTrue(replayed.differences().contains("score"), replayed::toString);
        assertTrue(replayed.toString().contains("differs in score"), replayed::toString);
        ServingOptions narrow =
                options.withChecks(Checks.standard().within(ConditionsOfUse.within(Boundary.atMost("income", 1))));
        assertTrue(governance
                .replay()
                .again(adverse, LOADER, narrow)
                .differences()
                .containsAll(List.of("checks", "outcome")));
    }

    @Test
    void aNewVersionIsPutToPastDecisions() {
        List<Replay.Case> cases = decide();
        VersionId stricter = Fixtures.register(governance, directory, "0.0001 0.0006");
        ReplayReport report = governance.replay().against(stricter, cases.iterator(), LOADER, options);
        long flips =
                report.changed().values().stream().mapToLong(Long::longValue).sum();
        assertTrue(flips > 0);
        assertTrue(
                report.changed().containsKey("APPROVE to DECLINE"),
                () -> report.changed().toString());
        assertEquals((double) flips / CASES, report.changes().value(), 1e-15);
        ReplayReport same = governance.replay().against(version, cases.iterator(), LOADER, options);
        assertTrue(same.changes().value() < 0.05, "only those that rules decided");
    }
}
