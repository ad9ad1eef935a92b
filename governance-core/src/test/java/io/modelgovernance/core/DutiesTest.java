package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inventory.Duty;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.UseCase;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.risk.ValidationKind;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What has to be done, when, and why: by the tier's intervals and by what happened since the last validation. */
class DutiesTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final InventoryEntry CREDIT = InventoryEntry.of("credit-risk", "Credit risk", "cleo", "ana")
            .with(new UseCase("consumer-credit", "decides", "applicants", "refusal", "reviewed by exception"));

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final Governance governance = GovernanceEngine.builder()
            .store(new InMemoryGovernanceStore())
            .clock(clock)
            .build();

    @AfterEach
    void close() {
        governance.close();
    }

    private List<Duty> of(Duty.Kind kind) {
        return governance.inventory().duties(AsOf.now()).stream()
                .filter(duty -> duty.kind() == kind)
                .toList();
    }

    private Optional<Duty> triggered() {
        return of(Duty.Kind.VALIDATE).stream()
                .filter(duty -> duty.validation().equals(Optional.of(ValidationKind.TRIGGERED)))
                .findFirst();
    }

    /** The clock never stands still. */
    private static void assertSoon(Instant expected, Duty duty) {
        Duration off = Duration.between(expected, duty.dueAt().orElseThrow());
        assertTrue(off.abs().toSeconds() < 10, duty::toString);
    }

    private VersionId promoted() {
        VersionId one = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        clock.advance(DAY);
        return one;
    }

    @Test
    void aVersionThatIsNotUsedYetHasToBeRatedAndValidatedFirst() {
        VersionId one = Fixtures.register(governance, directory, "0.0001 0.0005");
        List<Duty> duties = governance.inventory().duties(AsOf.now());
        assertEquals(
                List.of(Duty.Kind.RATE, Duty.Kind.VALIDATE),
                duties.stream().map(Duty::kind).toList());
        assertEquals(Optional.of(ValidationKind.INITIAL), duties.get(1).validation());
        assertFalse(duties.get(1).overdue(Instant.MAX));
        Fixtures.validate(governance, one);
        VersionId two = Fixtures.register(governance, directory, "0.0002 0.0005");
        Duty change = of(Duty.Kind.VALIDATE).get(0);
        assertEquals(Optional.of(two), change.version());
        assertEquals(Optional.of(ValidationKind.CHANGE), change.validation());
    }

    @Test
    void theTierSetsHowOften() {
        VersionId one = promoted();
        Instant validated =
                governance.risk().validation(one, AsOf.now()).orElseThrow().validatedAt();
        Duty periodic = of(Duty.Kind.VALIDATE).get(0);
        assertEquals(Optional.of(ValidationKind.PERIODIC), periodic.validation());
        assertEquals(validated.plus(Duration.ofDays(3 * 365)), periodic.dueAt().orElseThrow());
        assertSoon(validated.plus(Duration.ofDays(30)), of(Duty.Kind.MONITOR).get(0));
        governance.drift().freeze(BEN, one, Fixtures.rows(1, 200, 0));
        governance.drift().check(ANA, one, Fixtures.rows(2, 200, 0));
        Duty checked = of(Duty.Kind.MONITOR).get(0);
        assertSoon(clock.instant().plus(Duration.ofDays(30)), checked);
        assertFalse(checked.overdue(clock.instant()));
        assertTrue(checked.overdue(clock.instant().plus(Duration.ofDays(31))));
        assertEquals(Optional.empty(), triggered());

        governance
                .risk()
                .override(
                        CLEO,
                        one,
                        RiskTier.TIER_1,
                        "new product",
                        clock.instant().plus(DAY));
        assertEquals(
                validated.plus(Duration.ofDays(365)),
                of(Duty.Kind.VALIDATE).stream()
                        .filter(duty -> duty.validation().equals(Optional.of(ValidationKind.PERIODIC)))
                        .findFirst()
                        .flatMap(Duty::dueAt)
                        .orElseThrow());
        assertEquals(
                "Its tier was 3 when it was validated and is 1 now.",
                triggered().orElseThrow().reason());
        assertSoon(clock.instant().plus(DAY), of(Duty.Kind.RENEW_OVERRIDE).get(0));
        clock.advance(DAY);
        assertEquals(List.of(), of(Duty.Kind.RENEW_OVERRIDE), "lapsed by the clock, without any entry");
        assertEquals(Optional.empty(), triggered());
    }

    @Test
    void whatHappensAfterAValidationAsksForAnother() {
        VersionId one = promoted();
        assertEquals(Optional.empty(), triggered());
        governance.risk().open(BEN, one, Finding.Severity.MEDIUM, "note", "ana", LocalDate.of(2030, 1, 1));
        assertEquals(Optional.empty(), triggered(), "not grave");
        governance.risk().open(BEN, one, Finding.Severity.HIGH, "leak", "ana", LocalDate.of(2030, 1, 1));
        Duty duty = triggered().orElseThrow();
        assertEquals("Finding 00000002 (HIGH) was opened after its validation.", duty.reason());
        assertTrue(duty.overdue(clock.instant()));
        governance.risk().close(BEN, "credit-risk", "00000002", "column removed");
        assertTrue(triggered().isPresent(), "closing is not validating");
        clock.advance(DAY);
        Fixtures.validate(governance, one);
        assertEquals(Optional.empty(), triggered());

        clock.advance(DAY);
        governance.drift().freeze(BEN, one, Fixtures.rows(1, 500, 0));
        governance.drift().check(ANA, one, Fixtures.rows(2, 500, 400));
        assertEquals(
                "Drift was found after its validation.",
                triggered().orElseThrow().reason());
        AsOf drifted = AsOf.instant(clock.instant());
        clock.advance(DAY);
        Fixtures.validate(governance, one);
        assertEquals(Optional.empty(), triggered());
        assertTrue(governance.inventory().duties(drifted).stream()
                .anyMatch(past -> past.reason().startsWith("Drift")));
    }

    @Test
    void anotherUseAndAnotherVersionOfAModelItHangsOnAskForValidation() {
        governance.inventory().declare(CLEO, CREDIT, "new");
        VersionId one = promoted();
        governance.inventory().declare(CLEO, CREDIT.described("text", "retail", "learned"), "same uses");
        assertEquals(Optional.empty(), triggered());
        governance.inventory().declare(CLEO, CREDIT.with(new UseCase("overdrafts", "", "", "", "")), "one use more");
        assertEquals(
                "Its uses were declared anew after its validation.",
                triggered().orElseThrow().reason());
        clock.advance(DAY);
        Fixtures.validate(governance, one);
        governance
                .inventory()
                .declare(
                        CLEO,
                        CREDIT.with(new UseCase("overdrafts", "", "", "", ""))
                                .dependingOn(Set.of("credit-risk-feed"), Set.of()),
                        "x");
        assertEquals(Optional.empty(), triggered());
    }

    @Test
    void aFailedValidationIsToBeRepeatedAndWhatEndsIsListed() {
        VersionId one = promoted();
        String plan = governance.risk().plans("credit-risk", AsOf.now()).get(0).id();
        governance
                .risk()
                .validate(
                        BEN,
                        one,
                        Validation.approved(plan, "worse")
                                .measured("auc", Estimate.of(0.6, 0.5, 0.7, 0.95, 500, "DeLong"))
                                .on("later", Fixtures.LATER));
        assertEquals(
                "Its last validation was FAILED.", triggered().orElseThrow().reason());
        Instant end = clock.instant().plus(DAY);
        governance
                .risk()
                .restrict(
                        BEN,
                        one,
                        ConditionsOfUse.within(Boundary.atMost("income", 900)).until(end));
        assertEquals(Optional.of(end), of(Duty.Kind.RENEW_CONDITIONS).get(0).dueAt());
        governance.risk().open(BEN, one, Finding.Severity.LOW, "note", "ana", LocalDate.of(2026, 12, 31));
        assertEquals(
                Instant.parse("2027-01-01T00:00:00Z"),
                of(Duty.Kind.CLOSE_FINDING).get(0).dueAt().orElseThrow());
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).minusDays(1);
        InventoryEntry vendor = InventoryEntry.of("bureau-score", "Bureau", "cleo", "the bureau")
                .reviewedNextOn(day);
        governance.inventory().declare(CLEO, vendor, "bought");
        List<Duty> all = governance.inventory().duties(AsOf.now());
        assertEquals(Duty.Kind.REVIEW, all.get(0).kind(), "the oldest first");
        assertTrue(all.get(0).overdue(clock.instant()));
    }
}
