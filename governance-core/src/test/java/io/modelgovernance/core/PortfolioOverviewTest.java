package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.core.evidence.PortfolioPage;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.Vendor;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of all models: tiers, the matrix, duties, concentrations. {@code -Dportfolio.page=FILE} keeps it. */
class PortfolioOverviewTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    @Test
    void thePageShowsTiersDutiesAndConcentrations() throws IOException {
        try (Governance governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .build()) {
            VersionId credit = Fixtures.promoted(governance, directory, "0.0001 0.0005");
            Path file = Files.writeString(directory.resolve("other.txt"), "1");
            for (int i = 1; i <= 6; i++) {
                VersionId id = governance
                        .registry()
                        .register(ANA, "model-" + i, Candidate.of(file), Fixtures.SCHEMA)
                        .id();
                RiskAnswers answers =
                        Fixtures.smallRisk().with("purpose", 1 + i % 4, "").with("exposure", 1 + i % 3, "");
                if (i < 6) {
                    governance
                            .risk()
                            .assess(
                                    CLEO,
                                    id,
                                    i % 2 == 0 ? answers.with("data", 4, "").with("method", 4, "") : answers);
                }
                InventoryEntry entry = InventoryEntry.of("model-" + i, "Model <" + i + ">", "cleo", "ana")
                        .described("", "", i % 3 == 0 ? "expert" : "learned")
                        .dependingOn(i == 1 ? Set.of() : Set.of("model-1"), Set.of("bureau feed", "feed " + i % 2));
                governance
                        .inventory()
                        .declare(CLEO, i == 5 ? entry.from(new Vendor("Bureau", "Score", "7", "8", "")) : entry, "new");
            }
            governance.risk().open(BEN, credit, Finding.Severity.HIGH, "label leaks", "ana", LocalDate.of(2026, 12, 1));
            clock.advance(Duration.ofDays(40));
            String html = PortfolioPage.of(governance, AsOf.now(), clock.instant());
            String kept = System.getProperty("portfolio.page", "");
            if (!kept.isEmpty()) {
                Files.writeString(Path.of(kept), html);
            }
            assertTrue(html.contains("Model risk of 7 models"));
            assertTrue(html.contains("VALIDATE TRIGGERED"), "the finding after the validation");
            assertTrue(html.contains("2026-12-02, overdue"), "the finding's day has passed");
            assertTrue(html.contains("What they hang on: model"));
            assertTrue(html.contains("bureau feed"));
            assertFalse(html.contains("Model <"), "escaped");
            assertEquals(html, PortfolioPage.of(governance, AsOf.now(), asShown(html)));
        }
    }

    /** The page is a function of what is on record and the moment. */
    private static java.time.Instant asShown(String html) {
        int from = html.indexOf("As of ") + 6;
        return java.time.Instant.parse(html.substring(from, html.indexOf("Z", from) + 1));
    }
}
