package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is protected is not deleted, and the refusal lists everything that stands in the way. */
class ProtectionTest {
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 23);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    private Governance engine() {
        return GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .build();
    }

    @Test
    void aRefusedDeletionListsEverythingThatDependsOnIt() {
        try (Governance governance = engine()) {
            VersionId one = Fixtures.register(governance, directory, "1 2");
            governance.custody().hold(CLEO, one, "case 17");
            governance.custody().lock(CLEO, one, "final");
            governance.custody().retain(CLEO, one, TODAY.plusYears(5), "records policy");
            Node report = new Node("report", "annual");
            governance
                    .lineage()
                    .declare(
                            ANA,
                            List.of(new Edge(
                                    Node.of(one),
                                    report,
                                    "cited-in",
                                    "ana",
                                    clock.instant(),
                                    Edge.Confidence.DECLARED)));
            List<String> reasons = assertThrows(
                            RefusedException.class, () -> governance.custody().delete(ANA, one, "cleaning up"))
                    .reasons();
            assertEquals(
                    List.of(
                            "It is under legal hold by cleo: case 17.",
                            "It is locked.",
                            "It has to be kept until 2031-11-23: records policy.",
                            "The report/annual was derived from it."),
                    reasons);
        }
    }

    @Test
    void aRetentionEndsWithItsLastDayAndIsOnlyEverPutOff() {
        try (Governance governance = engine()) {
            VersionId one = Fixtures.register(governance, directory, "1 2");
            var custody = governance.custody();
            assertTrue(custody.retention(one).isEmpty());
            custody.retain(CLEO, one, TODAY.plusDays(1), "records policy");
            assertThrows(ConflictException.class, () -> custody.retain(ANA, one, TODAY, "sooner"));
            custody.retain(ANA, one, TODAY.plusDays(2), "longer");
            assertEquals(TODAY.plusDays(2), custody.retention(one).orElseThrow().until());
            clock.advance(Duration.ofDays(2));
            assertThrows(RefusedException.class, () -> custody.delete(ANA, one, "too early"));
            clock.advance(Duration.ofDays(1));
            custody.delete(ANA, one, "its time is over");
            assertEquals(List.of(), governance.registry().versions("credit-risk", AsOf.now()));
            assertThrows(
                    NotFoundException.class, () -> custody.retain(ANA, new VersionId("credit-risk", 9), TODAY, "none"));
        }
    }
}
