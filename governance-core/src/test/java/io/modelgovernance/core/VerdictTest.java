package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Refusal;
import io.modelgovernance.RefusedException;
import io.modelgovernance.Verdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.ConditionsOfUse.OnBreach;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Fallback;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.Response;
import io.modelgovernance.serving.ScoreInterval;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of a call, check by check. */
class VerdictTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final double[] GOOD = {100, 0};
    private static final double[] BAD = {9_000, 0};

    @TempDir
    Path directory;

    private final AtomicLong ticker = new AtomicLong();
    private final MovableClock clock = new MovableClock();
    private Governance governance;
    private VersionId version;

    @BeforeEach
    void promote() {
        governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .ticker(ticker::get)
                .build();
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
    }

    @AfterEach
    void intact() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private static ServingOptions checked(Checks checks) {
        return ServingOptions.defaults().withChecks(checks);
    }

    private static Checks answering(Check check, Response response) {
        return Checks.standard().on(check, response);
    }

    private GovernedModel govern(ServingOptions options) {
        return governance.govern("credit-risk", LOADER, options);
    }

    private DecisionRecord recorded(GovernedModel model, Verdict verdict) {
        model.flush();
        return model.record(verdict.id()).orElseThrow();
    }

    private static Check only(Verdict verdict) {
        assertEquals(1, verdict.causes().size(), () -> verdict.causes().toString());
        return verdict.causes().get(0).check();
    }

    @Test
    void aPassedCallIsServedWithItsScore() {
        try (GovernedModel model = govern(ServingOptions.defaults())) {
            Decision.Served served = assertInstanceOf(Decision.Served.class, model.judge(CALL, GOOD));
            assertEquals(0.01, served.score());
            assertEquals(Outcome.APPROVE, served.outcome());
            assertEquals(List.of(), served.causes());
            DecisionRecord record = recorded(model, served);
            assertEquals(DecisionRecord.Kind.SERVED, record.kind());
            assertEquals(0.5, record.declineFrom());
            assertEquals("decided", served.fold(decision -> "decided", refusal -> "refused"));
        }
    }

    @ParameterizedTest
    @CsvSource({"COUNT,SERVED", "REFER,REFERRED", "REFUSE,REFUSED"})
    void aBreachOfTheConditionsIsAnsweredAsTheySayAndRecorded(OnBreach response, DecisionRecord.Kind kind) {
        ConditionsOfUse use =
                ConditionsOfUse.within(Boundary.atMost("income", 50)).orElse(response);
        try (GovernedModel model = govern(checked(Checks.standard().within(use)))) {
            Verdict verdict = model.judge(CALL, GOOD);
            assertEquals(Check.CONDITIONS, only(verdict));
            DecisionRecord record = recorded(model, verdict);
            assertEquals(kind, record.kind());
            assertEquals(verdict.causes(), record.breaches());
            if (response == OnBreach.COUNT) {
                assertEquals(0.01, record.score());
            } else {
                assertTrue(Double.isNaN(record.score()), "no score was made outside the envelope");
            }
            assertInstanceOf(Decision.Served.class, model.judge(CALL, new double[] {50, 0}));
        }
    }

    @Test
    void anApprovalEndsAtItsMoment() {
        ConditionsOfUse use = ConditionsOfUse.within(Boundary.atMost("income", 5_000))
                .until(clock.instant().plus(Duration.ofHours(1)));
        try (GovernedModel model = govern(checked(Checks.standard().within(use)))) {
            assertInstanceOf(Decision.class, model.judge(CALL, GOOD));
            clock.advance(Duration.ofHours(1));
            assertEquals(Check.PERMIT, only(model.judge(CALL, GOOD)));
        }
    }

    @Test
    void anOutcomeThatIsNotSureIsReferred() {
        ScoreInterval wide = new ScoreInterval() {
            @Override
            public double low(double[] row, double score) {
                return score - 0.1;
            }

            @Override
            public double high(double[] row, double score) {
                return score + 0.1;
            }
        };
        try (GovernedModel model = govern(checked(Checks.standard().intervals(any -> wide)))) {
            assertInstanceOf(Decision.Served.class, model.judge(CALL, GOOD));
            Verdict unsure = model.judge(CALL, new double[] {4_500, 0});
            assertInstanceOf(Decision.Referred.class, unsure);
            assertEquals(Check.UNCERTAINTY, only(unsure));
            DecisionRecord record = recorded(model, unsure);
            assertEquals(Outcome.REFER, record.outcome());
            assertEquals(0.45 + 0.1, record.high(), 1e-15);
        }
    }

    @Test
    void anUnknownIntervalIsNotSure() {
        ScoreInterval unknown = new ScoreInterval() {
            @Override
            public double low(double[] row, double score) {
                return Double.NaN;
            }

            @Override
            public double high(double[] row, double score) {
                return Double.NaN;
            }
        };
        try (GovernedModel model = govern(checked(Checks.standard().intervals(any -> unknown)))) {
            assertEquals(Check.UNCERTAINTY, only(model.judge(CALL, GOOD)));
        }
    }

    @Test
    void underADriftAlarmAnEarlierVersionDecides() {
        VersionId two = Fixtures.register(governance, directory, "0.0002 0.0005");
        governance.registry().moveAlias(CLEO, "credit-risk", "before", version, 0, "kept ready");
        governance.risk().assess(ANA, two, Fixtures.smallRisk());
        Fixtures.validate(governance, two);
        governance.registry().request(ANA, two, "production", "please");
        governance.registry().approve(BEN, two, "validated");
        ServingOptions options =
                checked(answering(Check.DRIFT, Response.FALL_BACK)).withFallbacks(new Fallback.ToAlias("before"));
        try (GovernedModel model = govern(options)) {
            assertEquals(two, ((Decision.Served) model.judge(CALL, GOOD)).version());
            governance.drift().freeze(BEN, two, Fixtures.rows(1, 300, 0));
            governance.drift().check(ANA, two, Fixtures.rows(2, 300, 5_000));
            governance.registry().moveAlias(CLEO, "credit-risk", "champion", two, aliasRevision(), "look anyway");
            model.refresh();
            Verdict verdict = model.judge(CALL, GOOD);
            Decision.FellBack back = assertInstanceOf(Decision.FellBack.class, verdict);
            assertEquals(version, back.version());
            assertEquals(Check.DRIFT, only(back));
            DecisionRecord record = recorded(model, back);
            assertEquals(0.01, record.score(), "the earlier version's score");
            assertEquals("alias before", record.fallback());
        }
    }

    private long aliasRevision() {
        return governance
                .registry()
                .alias("credit-risk", "champion", io.modelgovernance.AsOf.now())
                .orElseThrow()
                .revision();
    }

    @Test
    void aStoppedModelFallsBackToRulesIfTheyAreWired() {
        Fallback rules = new Fallback.ByRules(
                "rules/1", (schema, row) -> row[schema.indexOf("income")] > 50 ? Outcome.REFER : Outcome.APPROVE);
        try (GovernedModel plain = govern(ServingOptions.defaults());
                GovernedModel ruled = govern(
                        checked(answering(Check.PERMIT, Response.FALL_BACK)).withFallbacks(rules))) {
            governance.registry().suspend(CLEO, "credit-risk", "incident 12");
            plain.refresh();
            ruled.refresh();
            assertEquals(Check.PERMIT, only(assertInstanceOf(Refusal.class, plain.judge(CALL, GOOD))));
            Decision.FellBack back = assertInstanceOf(Decision.FellBack.class, ruled.judge(CALL, GOOD));
            assertEquals(Outcome.REFER, back.outcome());
            assertTrue(Double.isNaN(recorded(ruled, back).score()));
            assertInstanceOf(
                    Refusal.class, ruled.judge(CALL, new double[] {-1, 0}), "rules see no input that is not valid");
        }
    }

    @Test
    void anotherModelDecidesInItsOwnName() {
        try (GovernedModel simple = govern(ServingOptions.defaults())) {
            ServingOptions options = ServingOptions.defaults()
                    .withChecks(answering(Check.SCORE, Response.FALL_BACK))
                    .withFallbacks(new Fallback.ToModel("simple", simple));
            try (GovernedModel broken = governance.govern(
                    "credit-risk", (any, files) -> (rows, n, out) -> java.util.Arrays.fill(out, Double.NaN), options)) {
                Decision.FellBack back = assertInstanceOf(Decision.FellBack.class, broken.judge(CALL, BAD));
                assertEquals("simple", back.by());
                assertEquals(Outcome.DECLINE, back.outcome());
                DecisionRecord record = recorded(simple, back);
                assertEquals(Check.SCORE, record.breaches().get(0).check(), "why it was asked");
            }
        }
    }

    @Test
    void withoutAFallbackThatMayDecideTheCallIsRefused() {
        ServingOptions options =
                checked(answering(Check.SCORE, Response.FALL_BACK)).withFallbacks(new Fallback.ToAlias("nothing"));
        try (GovernedModel model = governance.govern(
                "credit-risk",
                (any, files) -> (rows, n, out) -> {
                    throw new IllegalStateException("native crash");
                },
                options)) {
            Verdict verdict = model.judge(CALL, GOOD);
            assertEquals(Check.SCORE, only(assertInstanceOf(Refusal.class, verdict)));
            assertThrows(RefusedException.class, verdict::orThrow);
            DecisionRecord record = recorded(model, verdict);
            assertEquals(Outcome.NONE, record.outcome());
        }
    }

    @Test
    void aWrongInputIsRefusedOrThrownOrReferred() {
        try (GovernedModel model = govern(ServingOptions.defaults());
                GovernedModel lenient = govern(checked(answering(Check.INPUT, Response.REFER)))) {
            double[] wrong = {Double.NaN, 0};
            assertEquals(Check.INPUT, only(assertInstanceOf(Refusal.class, model.judge(CALL, wrong))));
            assertThrows(InvalidInputException.class, () -> model.decide(BANK, PURPOSE, wrong));
            assertInstanceOf(Decision.Referred.class, lenient.judge(CALL, wrong));
            assertEquals(Check.PURPOSE, only(model.judge(new Call(BANK, "marketing"), GOOD)));
        }
    }

    @Test
    void aProcessFrozenWhileScoringGivesNothingOut() {
        ServingOptions options = ServingOptions.defaults();
        try (GovernedModel model = governance.govern(
                "credit-risk",
                (any, files) -> (rows, n, out) -> {
                    ticker.addAndGet(Duration.ofMinutes(5).toNanos());
                    java.util.Arrays.fill(out, 0, n, 0.1);
                },
                options)) {
            assertEquals(Check.STALENESS, only(assertInstanceOf(Refusal.class, model.judge(CALL, GOOD))));
            model.refresh();
            for (Verdict one : model.judgeAll(CALL, new double[] {100, 0, 9_000, 0})) {
                assertEquals(Check.STALENESS, only(assertInstanceOf(Refusal.class, one)));
            }
            model.flush();
            assertEquals(model.tally().stored(), model.tally().withdrawn(), "no record says it was served");
        }
    }

    @Test
    void aRecordSaysHowLongTheAnswerTook() {
        ModelLoader slow = (any, files) -> (rows, n, out) -> {
            ticker.addAndGet(Duration.ofMillis(3).toNanos());
            java.util.Arrays.fill(out, 0, n, 0.1);
        };
        try (GovernedModel model = governance.govern("credit-risk", slow, ServingOptions.defaults())) {
            assertEquals(3_000, recorded(model, model.judge(CALL, GOOD)).latencyMicros());
            for (Verdict one : model.judgeAll(CALL, new double[] {100, 0, 9_000, 0, -1, 0})) {
                if (one instanceof Decision) {
                    assertEquals(3_000, recorded(model, one).latencyMicros());
                }
            }
        }
    }

    @Test
    void aFurtherConditionOfThePermitIsAskedAtEachRefresh() {
        List<String> obstacles = new java.util.ArrayList<>();
        Checks checks = Checks.standard().permit((any, files, at) -> {
            assertEquals(List.of("model.txt"), files.names());
            return obstacles;
        });
        try (GovernedModel model = govern(checked(checks))) {
            assertInstanceOf(Decision.Served.class, model.judge(CALL, GOOD));
            obstacles.add("The signature is not that of the model store.");
            model.refresh();
            assertEquals(
                    new Cause(Check.PERMIT, "The signature is not that of the model store."),
                    model.judge(CALL, GOOD).causes().get(0));
        }
    }

    @Test
    void manyRowsAreAnsweredAsOneByOne() {
        ConditionsOfUse use = ConditionsOfUse.within(Boundary.atMost("income", 8_000));
        double[] rows = {100, 0, 6_000, 0, 9_000, 0, -5, 0, 100, Double.NaN};
        try (GovernedModel model = govern(checked(Checks.standard().within(use)))) {
            List<Verdict> many = model.judgeAll(CALL, rows);
            assertEquals(5, many.size());
            for (int i = 0; i < 5; i++) {
                Verdict one = model.judge(CALL, new double[] {rows[2 * i], rows[2 * i + 1]});
                assertEquals(one.getClass(), many.get(i).getClass());
                assertEquals(one.causes(), many.get(i).causes());
                if (one instanceof Decision.Served) {
                    assertEquals(((Decision.Served) one).score(), ((Decision.Served) many.get(i)).score());
                }
            }
            assertThrows(InvalidInputException.class, () -> model.judgeAll(CALL, new double[3]));
            model.flush();
            assertEquals(8, model.tally().stored(), "the two of a wrong input have no record");
        }
    }

    @Test
    void aRecordHoldsWhoWhatAndOnlyTheInputsNamed() {
        Recording recording = Recording.standard()
                .withRule(RecordRule.standard().level(RecordRule.Level.FULL))
                .withKept("debt")
                .withDeployment("production-eu")
                .withRetention("seven-years")
                .withNotice(Duration.ofDays(30));
        try (GovernedModel model = govern(ServingOptions.defaults().withRecording(recording))) {
            Verdict verdict = model.judge(CALL.about("p-17").within("case-9"), new double[] {9_000, 700});
            DecisionRecord record = recorded(model, verdict);
            assertEquals(Map.of("debt", 700.0), record.inputs());
            assertEquals("p-17", record.subject());
            assertEquals("case-9", record.correlation());
            assertEquals("production-eu", record.deployment());
            assertEquals("seven-years", record.retention());
            assertEquals(
                    record.at().plus(Duration.ofDays(30)), record.noticeDueAt().orElseThrow());
            assertTrue(model.matches(record, new double[] {9_000, 700}));
        }
    }

    @Test
    void anOutcomeLevelKeepsNoCommitment() {
        Recording recording =
                Recording.standard().withRule(RecordRule.standard().level(RecordRule.Level.OUTCOME));
        try (GovernedModel model = govern(ServingOptions.defaults().withRecording(recording))) {
            DecisionRecord record = recorded(model, model.judge(CALL, GOOD));
            assertTrue(record.input().isEmpty());
            assertEquals("", record.salt());
        }
    }
}
