package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Refusal;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.explain.AdverseReasons;
import io.modelgovernance.core.explain.ExactShapley;
import io.modelgovernance.explain.ReasonDictionary;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.ConditionsOfUse.OnBreach;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Fallback;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.Response;
import io.modelgovernance.serving.ScoreInterval;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch says of each row, and records of it, what a call of that row alone does, whatever the guard is set to. */
class BatchVerdictTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final int ROWS = 300;

    /** Not a number for some, too sure of itself for none. */
    private static final ModelLoader FRAGILE = (version, files) -> {
        var whole = LOADER.load(version, files);
        return (rows, n, out) -> {
            whole.score(rows, n, out);
            for (int i = 0; i < n; i++) {
                out[i] = rows[2 * i] > 7_000 ? Double.NaN : out[i];
            }
        };
    };

    /** One sick row spoils a call of many, and each is then scored alone. */
    private static final ModelLoader SICK = (version, files) -> {
        var whole = LOADER.load(version, files);
        return (rows, n, out) -> {
            whole.score(rows, n, out);
            for (int i = 0; i < n; i++) {
                if (rows[2 * i] > 9_000) {
                    throw new IllegalStateException("planted");
                }
            }
        };
    };

    @TempDir
    Path directory;

    private ServingOptions options(String setting) {
        ConditionsOfUse use = ConditionsOfUse.within(Boundary.atMost("income", 6_000));
        return switch (setting) {
            case "conditions" -> checked(Checks.standard().within(use));
            case "counted" -> checked(Checks.standard().within(use.orElse(OnBreach.COUNT)));
            case "interval" ->
                checked(Checks.standard().intervals(any -> new ScoreInterval() {
                    @Override
                    public double low(double[] row, double score) {
                        return score - 0.1;
                    }

                    @Override
                    public double high(double[] row, double score) {
                        return score + 0.1;
                    }
                }));
            case "reasons" ->
                ServingOptions.defaults()
                        .withReasons(
                                any -> ExactShapley.withDefaults().over(Fixtures.rows(3, 20, 0)),
                                AdverseReasons.of(new ReasonDictionary(
                                        "bank/1",
                                        "en",
                                        Map.of(
                                                "income", new ReasonDictionary.Entry("R01", "Your income"),
                                                "debt", new ReasonDictionary.Entry("R02", "Your debts")))));
            case "drift" -> checked(Checks.standard().on(Check.DRIFT, Response.REFER));
            case "fallback" ->
                checked(Checks.standard().on(Check.SCORE, Response.FALL_BACK))
                        .withFallbacks(new Fallback.ByRules("rules/1", (schema, row) -> Outcome.REFER));
            default -> ServingOptions.defaults();
        };
    }

    private static ServingOptions checked(Checks checks) {
        return ServingOptions.defaults().withChecks(checks);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"plain", "conditions", "counted", "interval", "reasons", "drift", "fallback", "sick", "purpose"})
    void sameAsOneByOne(String setting) {
        SplittableRandom random = new SplittableRandom(3);
        double[] rows = new double[2 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            rows[2 * i] = random.nextInt(20) == 0 ? -1 : random.nextDouble(10_000);
            rows[2 * i + 1] = random.nextInt(20) == 0 ? Double.NaN : random.nextDouble(1_000);
        }
        try (Governance governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(new MovableClock())
                .build()) {
            VersionId version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
            if (setting.equals("drift")) {
                governance.drift().freeze(BEN, version, Fixtures.rows(1, 300, 0));
                governance.drift().check(ANA, version, Fixtures.rows(2, 300, 5_000));
            }
            Call call = setting.equals("purpose") ? new Call(BANK, "marketing") : CALL;
            ModelLoader loader = setting.equals("sick") ? SICK : FRAGILE;
            try (GovernedModel model = governance.govern("credit-risk", loader, options(setting))) {
                List<Verdict> many = model.judgeAll(call, rows);
                Set<Class<?>> kinds = new HashSet<>();
                Set<String> ids = new HashSet<>();
                for (int i = 0; i < ROWS; i++) {
                    Verdict alone = model.judge(call, new double[] {rows[2 * i], rows[2 * i + 1]});
                    assertEquals(said(alone), said(many.get(i)), setting + " " + i);
                    kinds.add(alone.getClass());
                    ids.add(many.get(i).id());
                    if (i % 10 == 0) {
                        model.flush();
                        assertEquals(
                                model.record(alone.id()).map(BatchVerdictTest::kept),
                                model.record(many.get(i).id()).map(BatchVerdictTest::kept),
                                setting + " " + i);
                    }
                }
                assertEquals(ROWS, ids.size());
                assertTrue(kinds.size() > 1 || setting.equals("purpose"), kinds::toString);
            }
            assertTrue(governance.audit().verify().intact());
        }
    }

    private static List<Object> said(Verdict verdict) {
        if (verdict instanceof Refusal refusal) {
            return List.of(Refusal.class, refusal.subject(), refusal.causes());
        }
        Decision decision = (Decision) verdict;
        double score = decision instanceof Decision.Served served ? served.score() : Double.NaN;
        return List.of(
                decision.getClass(),
                decision.version(),
                decision.outcome(),
                decision.reasons(),
                decision.causes(),
                score);
    }

    private static List<Object> kept(DecisionRecord record) {
        return List.of(
                record.version(),
                record.manifest(),
                record.purpose(),
                record.score(),
                record.low(),
                record.high(),
                record.kind(),
                record.fallback(),
                record.outcome(),
                record.breaches(),
                record.drifted(),
                record.explanation(),
                record.reasons(),
                record.policy());
    }
}
