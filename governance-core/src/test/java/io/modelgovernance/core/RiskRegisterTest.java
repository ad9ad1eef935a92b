package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.risk.RiskSchemes;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.PlanProof;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskShift;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.risk.ValidationKind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ratings that follow what they rest on, tiers beside them, replay of past days, validations in their order. */
class RiskRegisterTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance governance;
    private VersionId one;

    @BeforeEach
    void registers() {
        governance = engine(new Scorecard());
        one = Fixtures.register(governance, directory, "0.0001 0.0005");
    }

    @AfterEach
    void closes() {
        governance.close();
    }

    private Governance engine(Scorecard scorecard) {
        return GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .riskScorer(scorecard)
                .build();
    }

    private RiskTier tier() {
        return governance.risk().tier(one, AsOf.now()).orElseThrow().tier();
    }

    private EventType last() {
        List<AuditEntry> entries = governance.audit().entries(0, 1_000);
        return entries.get(entries.size() - 1).type();
    }

    @Test
    void aMeasurementRatesAgainAndKeepsTheRest() {
        RiskAssessment first = governance.risk().assess(CLEO, one, Fixtures.smallRisk());
        assertEquals(RiskTier.TIER_3, first.rating().tier());
        Estimate drifted = Estimate.of(0.4, 0.3, 0.6, 0.95, 900, "test");
        RiskAssessment second = governance.risk().rescore(BANK, one, Map.of("psi", drifted), "drift of income");
        assertEquals(EventType.RISK_RESCORED, last());
        assertEquals(new Scorecard().rate(second.answers()), second.rating());
        assertEquals(
                first.rating().axis("inherent").sum().high() + 50,
                second.rating().axis("inherent").sum().high());
        assertEquals("drift of income", second.trigger());
        assertEquals(first.answers().factors(), second.answers().factors());
        assertEquals(List.of(first, second), governance.risk().assessments(one));
        assertThrows(
                InvalidInputException.class,
                () -> governance.risk().rescore(BANK, one, Map.of("mood", drifted), "a measure nobody knows"));
        assertThrows(InvalidInputException.class, () -> governance.risk().rescore(BANK, one, Map.of(), "nothing"));
        assertEquals(2, governance.risk().assessments(one).size());
    }

    @Test
    void aDriftCheckRatesAgainInItsOwnAct() {
        governance.drift().freeze(BEN, one, Fixtures.rows(1, 500, 0));
        governance.drift().check(ANA, one, Fixtures.rows(2, 500, 0));
        assertTrue(governance.risk().assessment(one, AsOf.now()).isEmpty(), "what was never rated stays unrated");
        governance.risk().assess(CLEO, one, Fixtures.smallRisk().with("change", 4, "adapts"));
        assertEquals(RiskTier.TIER_3, tier());
        governance.drift().check(ANA, one, Fixtures.rows(3, 500, 800));
        assertEquals(EventType.DRIFT_CHECKED, last());
        RiskAssessment after = governance.risk().assessment(one, AsOf.now()).orElseThrow();
        assertEquals("drift check 2", after.trigger());
        assertTrue(after.answers().uncertainty().containsKey("psi"));
        assertEquals(RiskTier.TIER_2, tier());
    }

    @Test
    void whatWasNeverAssessedCannotBeRatedAgain() {
        Estimate psi = Estimate.exact(0.1, 9, "test");
        assertThrows(NotFoundException.class, () -> governance.risk().rescore(BANK, one, Map.of("psi", psi), "drift"));
        assertThrows(NotFoundException.class, () -> governance.risk().derive(one, AsOf.now()));
        assertTrue(governance.risk().tier(one, AsOf.now()).isEmpty());
        assertThrows(
                NotFoundException.class,
                () -> governance
                        .risk()
                        .override(
                                CLEO,
                                one,
                                RiskTier.TIER_1,
                                "why not",
                                clock.instant().plusSeconds(9)));
    }

    @Test
    void aCriticalFindingRatesAtOnceAndItsClosureTakesItBack() {
        governance.risk().assess(CLEO, one, Fixtures.smallRisk());
        LocalDate due = LocalDate.of(2030, 1, 1);
        Finding low = governance.risk().open(BEN, one, Finding.Severity.HIGH, "high, not critical", "ana", due);
        assertEquals(1, governance.risk().assessments(one).size());
        Finding critical = governance.risk().open(BEN, one, Finding.Severity.CRITICAL, "label leaks", "ana", due);
        assertEquals(EventType.FINDING_OPENED, last());
        assertEquals(RiskTier.TIER_1, tier());
        assertEquals(
                "finding 00000002 opened",
                governance.risk().assessment(one, AsOf.now()).orElseThrow().trigger());
        for (Actor unfit : List.of(ANA, Actor.service("ticket-system"))) {
            assertThrows(
                    ConflictException.class, () -> governance.risk().close(unfit, "credit-risk", low.id(), "done"));
        }
        assertThrows(InvalidInputException.class, () -> governance.risk().close(CLEO, "credit-risk", low.id(), " "));
        governance.risk().close(CLEO, "credit-risk", low.id(), "done");
        assertEquals(RiskTier.TIER_1, tier());
        governance.risk().close(CLEO, "credit-risk", critical.id(), "column removed");
        assertEquals(RiskTier.TIER_3, tier());
        assertEquals(3, governance.risk().assessments(one).size());
    }

    @Test
    void anyDaysRatingIsDerivedAgainToTheSameBits() {
        governance.risk().assess(CLEO, one, Fixtures.smallRisk());
        Instant day = clock.instant();
        clock.advance(Duration.ofDays(10));
        governance.risk().assess(CLEO, one, Fixtures.smallRisk().with("purpose", 4, "now decides"));
        for (AsOf moment : List.of(AsOf.instant(day), AsOf.now())) {
            RiskAssessment stored = governance.risk().assessment(one, moment).orElseThrow();
            assertArrayEquals(
                    RecordCodec.write(stored.rating()),
                    RecordCodec.write(governance.risk().derive(one, moment)));
        }
        RiskShift shift = governance.risk().shift(one, AsOf.instant(day), AsOf.now());
        assertEquals(1, shift.moves().size());
        assertEquals("factor purpose", shift.moves().get(0).input());
        assertEquals("2", shift.moves().get(0).before());
        assertEquals("4", shift.moves().get(0).after());
    }

    @Test
    void theInputThatMovedTheTierIsNamed() {
        governance.risk().assess(CLEO, one, Fixtures.smallRisk().with("method", 3, "ensemble"));
        Instant day = clock.instant();
        clock.advance(Duration.ofDays(10));
        governance
                .risk()
                .assess(
                        CLEO,
                        one,
                        Fixtures.smallRisk()
                                .with("method", 3, "ensemble")
                                .with("data", 4, "nobody knows")
                                .with("change", 3, "refit often")
                                .measured("psi", Estimate.exact(0.02, 99, "test")));
        RiskShift shift = governance.risk().shift(one, AsOf.instant(day), AsOf.now());
        assertEquals(RiskTier.TIER_3, shift.before().tier());
        assertEquals(RiskTier.TIER_2, shift.after().tier());
        assertEquals(
                List.of("factor change", "factor data", "measure psi"),
                shift.moves().stream().map(RiskShift.Move::input).toList());
        assertEquals(
                List.of("factor data"),
                shift.decisive().stream().map(RiskShift.Move::input).toList());
    }

    @Test
    void aPastDayIsReplayedUnderAnotherVersionOfTheScheme() {
        governance.risk().assess(CLEO, one, Fixtures.smallRisk());
        String json = new String(RecordCodec.write(RiskSchemes.mrmDefault()), StandardCharsets.UTF_8);
        RiskScheme stricter = RiskSchemes.read(json.replace("mrm-default/1", "mrm-default/2")
                .replace("[[4,4,3,3],[3,3,2,2]", "[[4,3,3,3],[3,2,2,2]")
                .getBytes(StandardCharsets.UTF_8));
        RiskShift shift = governance.risk().replay(one, AsOf.now(), Scorecard.of(stricter));
        assertEquals(RiskTier.TIER_3, shift.before().tier());
        assertEquals(RiskTier.TIER_2, shift.after().tier());
        assertEquals("scheme", shift.decisive().get(0).input());
        try (Governance later = engine(Scorecard.of(stricter))) {
            assertEquals(RiskTier.TIER_3, later.risk().derive(one, AsOf.now()).tier());
            assertTrue(later.risk().scheme("mrm-default/2").isEmpty(), "no rating names it yet");
            later.risk().assess(CLEO, one, Fixtures.smallRisk());
            assertEquals(
                    RiskTier.TIER_3,
                    later.risk()
                            .replay(
                                    one,
                                    AsOf.now(),
                                    Scorecard.of(
                                            later.risk().scheme("mrm-default/1").orElseThrow()))
                            .after()
                            .tier());
            assertEquals(RiskTier.TIER_2, later.risk().derive(one, AsOf.now()).tier());
        }
    }

    @Test
    void oneIdNeverNamesTwoSchemes() {
        governance.risk().assess(CLEO, one, Fixtures.smallRisk());
        String json = new String(RecordCodec.write(RiskSchemes.mrmDefault()), StandardCharsets.UTF_8);
        RiskScheme changed =
                RiskSchemes.read(json.replace("[[4,4,3,3]", "[[4,4,4,3]").getBytes(StandardCharsets.UTF_8));
        try (Governance other = engine(Scorecard.of(changed))) {
            ConflictException refused =
                    assertThrows(ConflictException.class, () -> other.risk().assess(CLEO, one, Fixtures.smallRisk()));
            assertTrue(refused.getMessage().contains("new version"), refused::getMessage);
        }
        assertEquals(1, governance.risk().assessments(one).size());
    }

    @Test
    void aStricterTierHoldsAtOnceUntilItLapses() {
        governance.risk().assess(CLEO, one, Fixtures.smallRisk());
        Instant end = clock.instant().plus(Duration.ofDays(30));
        governance.risk().override(CLEO, one, RiskTier.TIER_1, "new product", end);
        assertEquals(RiskTier.TIER_1, tier());
        assertEquals(
                RiskTier.TIER_3,
                governance.risk().tier(one, AsOf.now()).orElseThrow().computed());
        assertThrows(ConflictException.class, () -> governance.risk().approveOverride(BEN, one, "needs none"));
        clock.advance(Duration.ofDays(30));
        assertEquals(RiskTier.TIER_3, tier());
        assertThrows(ConflictException.class, () -> governance.risk().endOverride(BEN, one, "lapsed already"));
    }

    @Test
    void aMilderTierNeedsASecondPersonAndFallsWithAStricterRating() {
        governance.risk().assess(CLEO, one, Fixtures.smallRisk());
        Instant end = clock.instant().plus(Duration.ofDays(30));
        governance.risk().override(CLEO, one, RiskTier.TIER_4, "pilot of ten cases", end);
        assertEquals(RiskTier.TIER_3, tier());
        assertThrows(ConflictException.class, () -> governance.risk().approveOverride(CLEO, one, "my own"));
        assertThrows(ConflictException.class, () -> governance.risk().approveOverride(ANA, one, "I made it"));
        assertThrows(ConflictException.class, () -> governance.risk().approveOverride(BANK, one, "no person"));
        assertEquals(
                "ben",
                governance
                        .risk()
                        .approveOverride(BEN, one, "agreed")
                        .approvedBy()
                        .orElseThrow());
        assertEquals(RiskTier.TIER_4, tier());
        assertThrows(ConflictException.class, () -> governance.risk().approveOverride(BEN, one, "twice"));
        governance.risk().open(BEN, one, Finding.Severity.CRITICAL, "leak", "ana", LocalDate.of(2030, 1, 1));
        assertEquals(RiskTier.TIER_1, tier());
        governance.risk().close(CLEO, "credit-risk", "00000001", "gone");
        assertEquals(RiskTier.TIER_4, tier());
        governance.risk().endOverride(CLEO, one, "pilot over");
        assertEquals(RiskTier.TIER_3, tier());
    }

    @Test
    void theVotesFollowTheTierInForce() {
        governance.risk().assess(ANA, one, Fixtures.smallRisk());
        Fixtures.validate(governance, one);
        governance
                .risk()
                .override(
                        CLEO,
                        one,
                        RiskTier.TIER_1,
                        "new product",
                        clock.instant().plus(Duration.ofDays(30)));
        assertEquals(
                3,
                governance.registry().request(ANA, one, "production", "please").votesNeeded());
    }

    @Test
    void anOverrideNeedsAReasonAnEndAndADifference() {
        governance.risk().assess(CLEO, one, Fixtures.smallRisk());
        Instant now = clock.instant();
        Instant end = now.plusSeconds(60);
        var risk = governance.risk();
        assertThrows(InvalidInputException.class, () -> risk.override(CLEO, one, RiskTier.TIER_1, " ", end));
        assertThrows(InvalidInputException.class, () -> risk.override(CLEO, one, RiskTier.TIER_1, "late", now));
        assertThrows(ConflictException.class, () -> risk.override(CLEO, one, RiskTier.TIER_3, "same", end));
        assertThrows(ConflictException.class, () -> risk.endOverride(CLEO, one, "there is none"));
    }

    @Test
    void conditionsOfUseAreSetByOthersAndFitTheInputs() {
        ConditionsOfUse conditions = ConditionsOfUse.within(Boundary.between("income", 100, 50_000))
                .orElse(ConditionsOfUse.OnBreach.REFUSE)
                .because("not validated above");
        assertThrows(ConflictException.class, () -> governance.risk().restrict(ANA, one, conditions));
        assertThrows(ConflictException.class, () -> governance.risk().restrict(BANK, one, conditions));
        assertThrows(
                InvalidInputException.class,
                () -> governance.risk().restrict(BEN, one, ConditionsOfUse.within(Boundary.atMost("age", 75))));
        assertTrue(governance.risk().conditions(one, AsOf.now()).isEmpty());
        governance.risk().restrict(BEN, one, conditions);
        assertEquals(EventType.CONDITIONS_SET, last());
        var found = governance.risk().conditions(one, AsOf.now()).orElseThrow();
        assertEquals(conditions, found.conditions());
        assertEquals("ben", found.setBy());
    }

    @Test
    void thresholdsAreOlderThanResultsByTheJournal() {
        String plan = governance
                .risk()
                .plan(CLEO, "credit-risk", List.of(PlannedTest.atLeast("auc", 0.7)))
                .id();
        Validation validation = Validation.approved(plan, "as planned")
                .measured("auc", Estimate.of(0.8, 0.75, 0.85, 0.95, 500, "DeLong"))
                .on("later", Fixtures.LATER);
        assertEquals(
                ValidationKind.INITIAL,
                governance.risk().validate(BEN, one, validation).kind());
        assertEquals(
                ValidationKind.PERIODIC,
                governance.risk().validate(BEN, one, validation).kind());
        assertEquals(
                ValidationKind.TRIGGERED,
                governance
                        .risk()
                        .validate(BEN, one, validation.as(ValidationKind.TRIGGERED))
                        .kind());
        VersionId two = Fixtures.register(governance, directory, "0.0002 0.0005");
        assertEquals(
                ValidationKind.CHANGE,
                governance.risk().validate(BEN, two, validation).kind());
        List<PlanProof> proofs = governance.risk().planProofs(one);
        assertEquals(3, proofs.size());
        assertEquals(3, governance.risk().validations(one).size());
        for (PlanProof proof : proofs) {
            assertTrue(proof.plannedFirst());
            assertEquals(
                    EventType.VALIDATION_PLANNED,
                    governance.audit().entries(proof.plannedAt() - 1, 1).get(0).type());
            assertEquals(
                    EventType.VALIDATION_RECORDED,
                    governance.audit().entries(proof.reportedAt() - 1, 1).get(0).type());
        }
        assertFalse(new PlanProof("x", 5, 5).plannedFirst());
    }
}
