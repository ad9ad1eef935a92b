package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.core.policy.EvidenceFacts;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.core.policy.RuleGate;
import io.modelgovernance.core.rules.DecisionFacts;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.DecisionBackTest;
import io.modelgovernance.policy.DecisionPoint;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Gate;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.PromotionDifference;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.policy.RuleTest;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule sets in force, exemptions, drafts over recorded decisions and promotions, rules as gates. */
class RulebookTest {
    private static final RuleSet CLOSE = RuleSet.of("decisions", "1", DecisionFacts.FACTS)
            .with(Rule.refer("close-call", "score >= 0.4 and score < 0.6", "a person looks at close calls"));

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();

    private Governance governance(Gate... gates) {
        Policy policy = gates.length == 0
                ? Gates.standardPolicy()
                : new Policy("rules/1", Map.of("production", List.of(gates)), Gates.standardTiers(), true);
        return GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .policy(policy)
                .build();
    }

    @Test
    void aStricterDraftListsExactlyTheDecisionsItWouldHaveReferred() {
        try (Governance governance = governance()) {
            VersionId one = Fixtures.promoted(governance, directory, "0.0001 0.0005");
            List<String> close = new ArrayList<>();
            try (var model = governance.govern("credit-risk", Fixtures.LOADER)) {
                for (int debt = 0; debt < 1_500; debt += 7) {
                    Decision made = model.decide(BANK, Fixtures.PURPOSE, Map.of("income", 10, "debt", debt));
                    if (made instanceof Decision.Served served && served.score() >= 0.4 && served.score() < 0.6) {
                        close.add(made.id());
                    }
                }
                model.flush();
                for (int debt = 850; debt < 1_000; debt += 50) {
                    Decision made = model.decide(BANK, Fixtures.PURPOSE, Map.of("income", 10, "debt", debt));
                    close.add(made.id());
                }
            }
            DecisionBackTest found = governance.rulebook().backTest(CLOSE, one);
            assertFalse(close.isEmpty());
            assertEquals(
                    close,
                    found.differences().stream()
                            .map(DecisionBackTest.Difference::decision)
                            .toList());
            assertEquals(215 + 3, found.decisions());
            assertEquals(close.size(), found.effects().get(Effect.REFER));
            assertEquals(found.decisions() - close.size(), found.effects().get(Effect.PERMIT));
            assertFalse(found.truncated());
            assertEquals(List.of(), found.notOnRecord());
            DecisionBackTest.Difference first = found.differences().get(0);
            assertEquals("close-call", first.verdict().decisive().get(0).rule());
            assertEquals(found, governance.rulebook().backTest(CLOSE, one), "the same again");
        }
    }

    @Test
    void whatTheLogDoesNotHoldIsSaid() {
        try (Governance governance = governance()) {
            VersionId one = Fixtures.promoted(governance, directory, "0.0001 0.0005");
            RuleSet draft = RuleSet.of("decisions", "1", List.of(Fact.number("score"), Fact.number("income")))
                    .with(Rule.refer("rich", "income > 10", "unknown to the log"));
            assertEquals(
                    List.of("income"),
                    governance.rulebook().backTest(draft, one).notOnRecord());
            RuleSet mistyped = RuleSet.of("decisions", "1", List.of(Fact.text("score")));
            try (var model = governance.govern("credit-risk", Fixtures.LOADER)) {
                model.decide(BANK, Fixtures.PURPOSE, Map.of("income", 1, "debt", 1));
            }
            assertThrows(
                    InvalidInputException.class, () -> governance.rulebook().backTest(mistyped, one));
        }
    }

    @Test
    void aDraftPolicyIsRunOverEveryPromotionOnTheEvidenceOfItsMoment() {
        try (Governance governance = governance()) {
            VersionId one = Fixtures.register(governance, directory, "0.0001 0.0005");
            assertThrows(
                    RefusedException.class, () -> governance.registry().request(ANA, one, "production", "too early"));
            governance.risk().assess(ANA, one, Fixtures.smallRisk());
            Fixtures.validate(governance, one);
            governance.registry().request(ANA, one, "production", "please");
            governance.registry().approve(BEN, one, "validated");
            governance.risk().open(BEN, one, Finding.Severity.CRITICAL, "found later", "ana", LocalDate.of(2030, 1, 1));
            assertEquals(List.of(), governance.rulebook().backTest(Gates.standardPolicy(), 0));

            Policy stricter = new Policy(
                    "draft/1", Map.of("production", List.of(Gates.modelCard())), Gates.standardTiers(), true);
            List<PromotionDifference> found = governance.rulebook().backTest(stricter, 0);
            assertEquals(2, found.size(), "the request and the move");
            for (PromotionDifference difference : found) {
                assertTrue(difference.allowedThen());
                assertEquals(one, difference.version());
                assertEquals("production", difference.stage());
                assertEquals("model-card", difference.obstacles().get(0).gate());
            }
            Policy open = new Policy("draft/2", Map.of(), Gates.standardTiers(), true);
            List<PromotionDifference> milder = governance.rulebook().backTest(open, 0);
            assertEquals(1, milder.size());
            assertFalse(milder.get(0).allowedThen());
            assertEquals(List.of(), milder.get(0).obstacles());
            assertEquals(
                    List.of(),
                    governance.rulebook().backTest(open, milder.get(0).position()));
        }
    }

    @Test
    void aRuleSetIsAdoptedOnceAVersionAndOnlyIfItsTestsPass() {
        try (Governance governance = governance()) {
            RuleSet failing = CLOSE.with(new RuleTest("wrong", Map.of("score", "0.5"), Effect.DENY, List.of()));
            assertThrows(
                    InvalidInputException.class, () -> governance.rulebook().adopt(CLEO, failing, "hasty"));
            assertTrue(governance.rulebook().inForce("decisions", AsOf.now()).isEmpty());
            governance.rulebook().adopt(CLEO, CLOSE, "first");
            Instant then = clock.instant();
            clock.advance(Duration.ofDays(1));
            assertThrows(ConflictException.class, () -> governance.rulebook().adopt(CLEO, CLOSE, "again"));
            governance.rulebook().adopt(CLEO, CLOSE.as("2"), "second");
            assertThrows(ConflictException.class, () -> governance.rulebook().adopt(CLEO, CLOSE, "back"));
            assertEquals(
                    "2",
                    governance
                            .rulebook()
                            .inForce("decisions", AsOf.now())
                            .orElseThrow()
                            .version());
            assertEquals(
                    "1",
                    governance
                            .rulebook()
                            .inForce("decisions", AsOf.instant(then))
                            .orElseThrow()
                            .version());
        }
    }

    @Test
    void anExemptionIsGrantedByAnotherPersonForATime() {
        try (Governance governance = governance()) {
            var book = governance.rulebook();
            Instant end = clock.instant().plus(Duration.ofDays(7));
            assertThrows(
                    NotFoundException.class,
                    () -> book.exempt(BEN, "ana", "decisions", "close-call", "score > 0.5", end, "pilot"));
            book.adopt(CLEO, CLOSE, "first");
            assertThrows(
                    NotFoundException.class,
                    () -> book.exempt(BEN, "ana", "decisions", "other", "score > 0.5", end, "pilot"));
            assertThrows(
                    ConflictException.class,
                    () -> book.exempt(ANA, "ana", "decisions", "close-call", "score > 0.5", end, "pilot"));
            assertThrows(
                    ConflictException.class,
                    () -> book.exempt(BANK, "ana", "decisions", "close-call", "score > 0.5", end, "pilot"));
            assertThrows(
                    InvalidInputException.class,
                    () -> book.exempt(BEN, "ana", "decisions", "close-call", "income > 0.5", end, "pilot"));
            assertThrows(
                    InvalidInputException.class,
                    () -> book.exempt(BEN, "ana", "decisions", "close-call", "score > 0.5", end, " "));
            assertThrows(
                    InvalidInputException.class,
                    () -> book.exempt(BEN, "ana", "decisions", "close-call", "score > 0.5", clock.instant(), "pilot"));
            assertEquals(List.of(), book.exemptions("decisions", AsOf.now()));
            var granted = book.exempt(BEN, "ana", "decisions", "close-call", "score > 0.5", end, "pilot");
            assertEquals(List.of(granted), book.exemptions("decisions", AsOf.now()));
        }
    }

    @Test
    void rulesOverEvidenceGuardAStage() {
        RuleSet rules = RuleSet.of("promotion", "3", EvidenceFacts.FACTS)
                .with(Rule.deny("not-validated", "validation != 'PASSED' or validation-age-days > 365", "validate it"))
                .with(Rule.deny("grave", "tier <= 1 and model-card = false", "tier 1 needs a card"))
                .with(Rule.deny("drifting", "drift exists and drift = 'DRIFT'", "it drifts")
                        .in(Rule.Mode.OBSERVE));
        try (Governance governance = governance(RuleGate.of(rules))) {
            VersionId one = Fixtures.register(governance, directory, "0.0001 0.0005");
            GateResult unknown = governance.gates(one, "production").get(0);
            assertEquals("promotion", unknown.gate());
            assertEquals(Verdict.NOT_EVIDENCED, unknown.verdict());
            assertTrue(unknown.reason().contains("validation=unknown"), unknown::reason);
            governance.risk().assess(ANA, one, Fixtures.smallRisk());
            Fixtures.validate(governance, one);
            assertEquals(
                    Verdict.PASSED, governance.gates(one, "production").get(0).verdict());
            governance.risk().open(BEN, one, Finding.Severity.CRITICAL, "leak", "ana", LocalDate.of(2030, 1, 1));
            GateResult grave = governance.gates(one, "production").get(0);
            assertEquals(Verdict.FAILED, grave.verdict());
            assertTrue(
                    grave.reason().contains("grave (tier 1 needs a card; {model-card=false, tier=1})"), grave::reason);
            governance.risk().close(CLEO, "credit-risk", "00000001", "gone");
            clock.advance(Duration.ofDays(366));
            assertEquals(
                    Verdict.FAILED, governance.gates(one, "production").get(0).verdict());
        }
    }

    /** The exemption is evidence like any other: read in the act, valid for a time, and seen again by a back-test. */
    @Test
    void theAdoptedSetGuardsAStageAndAnExemptionFromItLapses() {
        RuleSet rules = RuleSet.of("promotion", "1", List.of(Fact.truth("model-card"), Fact.number("version")))
                .with(Rule.deny("no-card", "model-card = false", "write a card"));
        Policy policy = new Policy(
                "rules/1", Map.of("production", List.of(RuleGate.adopted("promotion"))), Gates.standardTiers(), true);
        try (Governance governance = governance(RuleGate.adopted("promotion"))) {
            VersionId one = Fixtures.register(governance, directory, "0.0001 0.0005");
            VersionId two = Fixtures.register(governance, directory, "0.0002 0.0005");
            governance.risk().assess(ANA, one, Fixtures.smallRisk());
            assertEquals(
                    Verdict.NOT_EVIDENCED,
                    governance.gates(one, "production").get(0).verdict(),
                    "nothing is adopted");
            governance.rulebook().adopt(CLEO, rules, "first");
            assertThrows(RefusedException.class, () -> governance.registry().request(ANA, one, "production", "please"));
            Instant end = clock.instant().plus(Duration.ofDays(7));
            governance.rulebook().exempt(BEN, "ana", "promotion", "no-card", "version = 1", end, "the card follows");
            GateResult exempt = governance.gates(one, "production").get(0);
            assertEquals(Verdict.PASSED, exempt.verdict());
            assertTrue(exempt.reason().contains("the card follows"), exempt::reason);
            assertEquals(
                    Verdict.FAILED, governance.gates(two, "production").get(0).verdict());
            governance.registry().request(ANA, one, "production", "please");
            assertEquals(List.of(), governance.rulebook().backTest(policy, 0), "it is seen as it was");
            clock.advance(Duration.ofDays(7));
            assertThrows(RefusedException.class, () -> governance.registry().approve(BEN, one, "too late"));
        }
    }

    @Test
    void anotherEnginesAnswerIsAGateAndItsSilenceARefusal() {
        AtomicReference<Map<String, Object>> asked = new AtomicReference<>(Map.of());
        DecisionPoint point = (question, facts) -> {
            asked.set(facts);
            boolean card = facts.get("model-card").equals(true);
            return new DecisionPoint.Answer(card ? Verdict.PASSED : Verdict.FAILED, question + " of bundle 7");
        };
        DecisionPoint silent = (question, facts) -> {
            throw new IllegalStateException("connection refused");
        };
        try (Governance governance = governance(RuleGate.asking("opa-card", point), RuleGate.asking("down", silent))) {
            VersionId one = Fixtures.register(governance, directory, "0.0001 0.0005");
            List<GateResult> results = governance.gates(one, "production");
            assertEquals(Verdict.FAILED, results.get(0).verdict());
            assertEquals("opa-card of bundle 7", results.get(0).reason());
            assertEquals(Verdict.NOT_EVIDENCED, results.get(1).verdict());
            assertEquals(1.0, asked.get().get("origin-share"));
            assertFalse(asked.get().containsKey("validation"), "what is unknown is left out");
        }
    }
}
