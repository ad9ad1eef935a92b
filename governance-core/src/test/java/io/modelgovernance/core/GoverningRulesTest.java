package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.Refusal;
import io.modelgovernance.RefusedException;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.rules.DecisionFacts;
import io.modelgovernance.core.uncertainty.ConformalIntervals;
import io.modelgovernance.core.uncertainty.ConformalRegressor;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.DecisionBackTest;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is on record about a version governs each of its decisions: conditions of use, and the rules in force. */
class GoverningRulesTest {
    private static final Call CALL = new Call(BANK, PURPOSE);
    private static final Checks RULED = Checks.standard().rules("decisions");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private Governance governance;
    private VersionId version;

    /** The score is income / 10,000 + debt / 2,000; from 0.5 on the outcome is a decline. */
    @BeforeEach
    void promote() {
        governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .build();
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private static RuleSet rules(String version, Rule... rules) {
        List<Fact> facts = new ArrayList<>(DecisionFacts.FACTS);
        facts.addAll(List.of(Fact.number("income"), Fact.number("debt")));
        RuleSet set = RuleSet.of("decisions", version, facts);
        for (Rule rule : rules) {
            set = set.with(rule);
        }
        return set;
    }

    private GovernedModel governed(Checks checks) {
        return governance.govern(
                "credit-risk", LOADER, ServingOptions.defaults().withChecks(checks));
    }

    private static Verdict judge(GovernedModel model, double income, double debt) {
        Verdict verdict = model.judge(CALL, new double[] {income, debt});
        assertEquals(
                verdict.causes(),
                model.judgeAll(CALL, new double[] {income, debt}).get(0).causes());
        return verdict;
    }

    @Test
    void conditionsOnRecordHoldAtEveryCall() {
        try (GovernedModel model = governed(Checks.standard())) {
            assertInstanceOf(Decision.Served.class, judge(model, 950, 0));
            governance.risk().restrict(BEN, version, ConditionsOfUse.within(Boundary.atMost("income", 900)));
            model.refresh();
            Verdict outside = judge(model, 950, 0);
            assertInstanceOf(Decision.Referred.class, outside);
            assertEquals(Check.CONDITIONS, outside.causes().get(0).check());
            assertTrue(outside.causes().get(0).text().endsWith("income <= 900."), outside::toString);
            assertInstanceOf(Decision.Served.class, judge(model, 900, 0));

            governance
                    .risk()
                    .restrict(
                            BEN,
                            version,
                            ConditionsOfUse.within(Boundary.atMost("income", 900))
                                    .orElse(ConditionsOfUse.OnBreach.REFUSE)
                                    .until(clock.instant().plus(Duration.ofDays(1))));
            model.refresh();
            assertInstanceOf(Refusal.class, judge(model, 950, 0));
            assertInstanceOf(Decision.Served.class, judge(model, 900, 0));
            clock.advance(Duration.ofDays(1));
            model.refresh();
            assertEquals(Check.PERMIT, judge(model, 900, 0).causes().get(0).check());
        }
    }

    @Test
    void conditionsWiredAndOnRecordBothHold() {
        governance.risk().restrict(BEN, version, ConditionsOfUse.within(Boundary.atMost("income", 900)));
        Checks wired = Checks.standard()
                .within(ConditionsOfUse.within(Boundary.atMost("debt", 700)).orElse(ConditionsOfUse.OnBreach.REFUSE));
        try (GovernedModel model = governed(wired)) {
            assertInstanceOf(Decision.Served.class, judge(model, 900, 700));
            assertInstanceOf(Decision.Referred.class, judge(model, 901, 700));
            assertInstanceOf(Refusal.class, judge(model, 900, 701));
            assertEquals(2, judge(model, 901, 701).causes().size());
        }
    }

    @Test
    void rulesInForceReferAndDenyUntilAnotherVersionIsAdopted() {
        Rule close = Rule.refer("close-call", "score >= 0.4 and score < 0.6", "a person looks");
        Rule deep = Rule.deny("deep-in-debt", "debt > 1000", "not offered");
        governance.rulebook().adopt(CLEO, rules("1", close, deep), "policy 7");
        try (GovernedModel model = governed(RULED)) {
            assertInstanceOf(Decision.Served.class, judge(model, 10, 100));
            Verdict referred = judge(model, 10, 900);
            assertInstanceOf(Decision.Referred.class, referred);
            assertEquals(Check.RULES, referred.causes().get(0).check());
            assertEquals(
                    "Rule close-call of decisions/1 refers: a person looks.",
                    referred.causes().get(0).text());
            Verdict denied = judge(model, 10, 1_100);
            assertInstanceOf(Refusal.class, denied);
            assertEquals(1, denied.causes().size(), "the strictest rule decides");
            Verdict unknown = judge(model, 10, Double.NaN);
            assertEquals(
                    "Rule deep-in-debt of decisions/1 denies, a fact being unknown: not offered.",
                    unknown.causes().get(0).text());

            governance
                    .rulebook()
                    .exempt(
                            BEN,
                            "ana",
                            "decisions",
                            "deep-in-debt",
                            "income >= 5",
                            clock.instant().plus(Duration.ofDays(9)),
                            "staff");
            governance.rulebook().adopt(CLEO, rules("2", deep), "close calls are fine");
            model.refresh();
            assertInstanceOf(Decision.Served.class, judge(model, 10, 900));
            assertInstanceOf(Decision.Served.class, judge(model, 10, 1_100), "exempt");
            clock.advance(Duration.ofDays(9));
            model.refresh();
            assertInstanceOf(Refusal.class, judge(model, 10, 1_100), "the exemption has ended");
        }
    }

    @Test
    void whatIsOnTrialIsNotedAndDecidesNothing() {
        Rule watched = Rule.deny("watched", "debt > 100", "later perhaps").in(Rule.Mode.OBSERVE);
        governance.rulebook().adopt(CLEO, rules("1", watched), "a trial");
        try (GovernedModel model = governed(RULED)) {
            Verdict verdict = judge(model, 10, 200);
            assertInstanceOf(Decision.Served.class, verdict);
            assertEquals(Check.RULES_ON_TRIAL, verdict.causes().get(0).check());
            assertTrue(verdict.causes().get(0).text().contains(" would deny: "), verdict::toString);
            assertEquals(List.of(), judge(model, 10, 100).causes());
        }
    }

    @Test
    void rulesReadTheIntervalOfTheScore() {
        governance.rulebook().adopt(CLEO, rules("1", Rule.refer("vague", "width > 0.1 or high = 1", "too vague")), "x");
        ConformalRegressor narrow = ConformalRegressor.calibrate(new double[] {0}, new double[] {0.04}, 0.5);
        ConformalRegressor wide = ConformalRegressor.calibrate(new double[] {0}, new double[] {0.06}, 0.5);
        for (ConformalRegressor one : List.of(narrow, wide)) {
            Checks checks =
                    RULED.intervals(ConformalIntervals.byVersion(Map.of(version, ConformalIntervals.around(one))));
            try (GovernedModel model = governed(checks)) {
                assertEquals(one == wide, judge(model, 10, 100) instanceof Decision.Referred);
            }
        }
        try (GovernedModel model = governed(RULED)) {
            assertInstanceOf(Decision.Referred.class, judge(model, 10, 100), "no interval: the width is unknown");
        }
    }

    @Test
    void rulesThatCannotBeAskedKeepTheVersionFromDeciding() {
        assertThrows(RefusedException.class, () -> governed(RULED));
        RuleSet mistyped = RuleSet.of("decisions", "1", List.of(Fact.text("debt")));
        governance.rulebook().adopt(CLEO, mistyped, "a slip");
        String reason = assertThrows(RefusedException.class, () -> governed(RULED))
                .reasons()
                .get(0);
        assertTrue(reason.contains("fact debt of decisions/1"), reason);
        governance
                .rulebook()
                .adopt(CLEO, rules("2", Rule.permit("all", "score exists", "")).otherwise(Effect.DENY), "x");
        try (GovernedModel model = governed(RULED)) {
            assertInstanceOf(Decision.Served.class, judge(model, 10, 100));
        }
        governance.rulebook().adopt(CLEO, rules("3").otherwise(Effect.DENY), "nothing goes");
        try (GovernedModel model = governed(RULED)) {
            assertEquals(
                    "No rule of decisions/3 permits it.",
                    judge(model, 10, 100).causes().get(0).text());
        }
    }

    /** What the back-test of a draft lists is what the draft does once it is adopted, both ways. */
    @Test
    void theBackTestListsWhatIsOtherwiseOnceTheDraftIsAdopted() {
        Rule half = Rule.refer("half", "score >= 0.3 and score < 0.5", "close");
        Rule upper = Rule.refer("upper", "score >= 0.4 and score < 0.7 and not (outcome = 'NONE')", "close");
        governance.rulebook().adopt(CLEO, rules("1", half), "first");
        Rows rows = Fixtures.rows(5, 300, 0);
        ServingOptions options = ServingOptions.defaults().withChecks(RULED);
        try (GovernedModel model = governance.govern("credit-risk", LOADER, options)) {
            List<Verdict> before = model.judgeAll(CALL, rows.toArray());
            model.flush();
            DecisionBackTest found = governance.rulebook().backTest(rules("2", upper), version);
            governance.rulebook().adopt(CLEO, rules("2", upper), "second");
            model.refresh();
            List<Verdict> after = model.judgeAll(CALL, rows.toArray());
            List<String> otherwise = new ArrayList<>();
            for (int i = 0; i < before.size(); i++) {
                if (before.get(i) instanceof Decision.Referred != after.get(i) instanceof Decision.Referred) {
                    otherwise.add(before.get(i).id());
                }
            }
            assertEquals(
                    otherwise,
                    found.differences().stream()
                            .map(DecisionBackTest.Difference::decision)
                            .toList());
            assertTrue(
                    found.differences().stream().anyMatch(one -> one.verdict().effect() == Effect.PERMIT));
            assertTrue(
                    found.differences().stream().anyMatch(one -> one.verdict().effect() == Effect.REFER));
            assertFalse(otherwise.size() == before.size());

            model.flush();
            List<Replay.Case> cases = new ArrayList<>();
            for (int i = 0; i < before.size(); i++) {
                cases.add(new Replay.Case(model.record(before.get(i).id()).orElseThrow(), rows.row(i)));
            }
            var replayed = governance.replay().all(cases.iterator(), LOADER, options);
            assertEquals(List.of(), replayed.differing(), "under the rules of their day");
        }
    }
}
