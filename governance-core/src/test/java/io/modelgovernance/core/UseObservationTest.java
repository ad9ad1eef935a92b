package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.Limits;
import io.modelgovernance.inventory.UseCase;
import io.modelgovernance.inventory.UseObservation;
import io.modelgovernance.inventory.UseObservation.Standing;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Approved use beside actual use, breaches counted against the version, and the rating that follows. */
class UseObservationTest {
    private static final Call CALL = new Call(BANK, PURPOSE);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final Governance governance = GovernanceEngine.builder()
            .store(new InMemoryGovernanceStore())
            .clock(clock)
            .build();
    private VersionId version;
    private Instant from;
    private Instant night;

    @BeforeEach
    void decide() {
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        governance
                .risk()
                .restrict(
                        BEN,
                        version,
                        ConditionsOfUse.within(Boundary.atMost("income", 900), Boundary.atLeast("debt", 10))
                                .orElse(ConditionsOfUse.OnBreach.COUNT));
        from = clock.instant();
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            for (int income = 0; income < 1_000; income += 10) {
                model.judge(CALL, new double[] {income, 20});
            }
            model.judge(CALL, new double[] {10, 5});
            model.flush();
            night = clock.instant();
            clock.advance(Duration.ofDays(1));
            model.refresh();
            model.judge(CALL, new double[] {950, 20});
            model.judge(CALL, new double[] {10, 20});
        }
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private UseObservation observe() {
        return governance.inventory().observeUse(CLEO, version, from, night);
    }

    @Test
    void breachesAreCountedAgainstTheVersionAndItIsRatedAgain() {
        UseObservation seen = observe();
        assertEquals(101, seen.decisions(), "those of the second day come later");
        assertEquals(Map.of("income <= 900", 9L, "debt >= 10", 1L), seen.outside());
        assertEquals(Proportions.of(10, 101, 0.95), seen.share());
        var latest = governance.risk().assessment(version, AsOf.now()).orElseThrow();
        assertEquals(seen.share(), latest.answers().uncertainty().get("outside-boundaries"));
        assertEquals("use observed until " + night, latest.trigger());
        assertEquals(
                4,
                latest.rating().axis("inherent").factors().stream()
                        .filter(factor -> factor.id().equals("uncertainty"))
                        .findFirst()
                        .orElseThrow()
                        .score()
                        .high());
        Instant later = clock.instant();
        assertEquals(
                103,
                governance.inventory().observeUse(CLEO, version, from, later).decisions());
        assertEquals(2, governance.inventory().useOf(version, AsOf.now()).size());
        assertEquals(List.of(seen), governance.inventory().useOf(version, AsOf.instant(seen.observedAt())));
    }

    @Test
    void whatItIsUsedForIsComparedWithWhatItIsApprovedFor() {
        assertEquals(
                List.of(new UseObservation.Use(PURPOSE, Standing.NOT_APPROVED, 101)),
                observe().uses());
        InventoryEntry entry = InventoryEntry.of("credit-risk", "Credit risk", "cleo", "ana")
                .with(new UseCase(PURPOSE, "decides", "applicants", "refusal", ""))
                .with(new UseCase("overdrafts", "decides", "customers", "refusal", ""))
                .with(new Limits(List.of(), List.of(), List.of(), List.of(), List.of("marketing")));
        governance.inventory().declare(CLEO, entry, "new");
        UseObservation seen = observe();
        assertEquals(
                List.of(
                        new UseObservation.Use(PURPOSE, Standing.APPROVED, 101),
                        new UseObservation.Use("marketing", Standing.PROHIBITED, 0),
                        new UseObservation.Use("overdrafts", Standing.APPROVED, 0)),
                seen.uses());
        assertEquals(List.of(), seen.unapproved());
        governance
                .inventory()
                .declare(
                        CLEO,
                        entry.with(new Limits(List.of(), List.of(), List.of(), List.of(), List.of(PURPOSE))),
                        "x");
        assertEquals(Standing.PROHIBITED, observe().unapproved().get(0).standing());
    }

    @Test
    void withoutDecisionsNothingIsKnownAndNothingRatedAgain() {
        Instant later = clock.instant().plus(Duration.ofDays(9));
        int before = governance.risk().assessments(version).size();
        UseObservation seen = governance.inventory().observeUse(CLEO, version, later, later.plusSeconds(1));
        assertFalse(seen.share().known());
        assertEquals(before, governance.risk().assessments(version).size());
        assertThrows(InvalidInputException.class, () -> governance.inventory().observeUse(CLEO, version, later, later));
        assertThrows(
                NotFoundException.class,
                () -> governance.inventory().observeUse(CLEO, new VersionId("other", 1), from, later));
    }
}
