package io.modelgovernance.core.docs;

import static io.modelgovernance.core.docs.GovernedScene.cleo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.inventory.InventoryCsv;
import io.modelgovernance.core.rulepack.Coverage;
import io.modelgovernance.core.rulepack.CoverageReport;
import io.modelgovernance.core.rulepack.RulePacks;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inventory.Classification;
import io.modelgovernance.inventory.Duty;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.UseCase;
import io.modelgovernance.inventory.Vendor;
import io.modelgovernance.registry.VersionId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/inventory.md. */
class InventoryPageTest {
    @TempDir
    Path directory;

    @Test
    void inventoryAndCoverage() throws Exception {
        try (Governance governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            VersionId v1 = GovernedScene.registered(governance, directory);
            // region inventory
            var bureau = InventoryEntry.of("bureau-score", "Bureau score", "cleo", "the bureau")
                    .from(new Vendor("Bureau", "Score", "7", "8", "contract 12"));
            var credit = InventoryEntry.of("credit-risk", "Credit risk", "cleo", "ana")
                    .described("Probability of default", "retail", "learned")
                    .with(new UseCase("loans", "decides on loans", "applicants", "refusal", "reviewed by exception"))
                    .with(new Classification("eu-ai-act", "high-risk", "Annex III 5(b)", "creditworthiness"))
                    .dependingOn(Set.of("bureau-score"), Set.of("bureau feed"));
            governance.inventory().declare(cleo, bureau, "bought in May");
            governance.inventory().declare(cleo, credit, "new");

            var lines = governance.inventory().lines(AsOf.now());
            lines.get(1).missing(); // [risk rating, deployment date, reviewer, ...]
            InventoryCsv.write(lines); // for the examiner
            governance.inventory().dependents("bureau-score", AsOf.now()); // [credit-risk]
            governance.inventory().portfolio(AsOf.now()).concentrations(); // vendor, data source, method, model
            governance.inventory().attest(cleo, "complete as far as I can tell");
            // end
            assertEquals("risk rating", lines.get(1).missing().get(0));
            assertEquals(List.of("credit-risk"), governance.inventory().dependents("bureau-score", AsOf.now()));
            Instant now = Instant.now();
            Instant from = now.minusSeconds(60);
            Instant to = now;
            // region duties
            for (Duty duty : governance.inventory().duties(AsOf.now())) {
                duty.kind(); // VALIDATE
                duty.validation(); // INITIAL, CHANGE, PERIODIC or TRIGGERED
                duty.reason(); // Finding 00000002 (HIGH) was opened after its validation.
                duty.overdue(now); // whether its time has come
            }
            // end
            assertEquals(2, governance.inventory().duties(AsOf.now()).size());
            // region use
            var use = governance.inventory().observeUse(cleo, v1, from, to);
            use.uses(); // each purpose: APPROVED, NOT_APPROVED or PROHIBITED, and how often
            use.outside(); // decisions outside each boundary of the conditions of use
            use.share(); // share outside any, with its interval; the version is rated again by it
            // end
            assertEquals("loans", use.uses().get(0).purpose());
            // region classes
            var facts = Map.of("area", "creditworthiness", "natural-persons", "true", "prohibited-practice", "false");
            var classes = RulePacks.classes("eu-ai-act");
            classes.classifications(facts); // high-risk, as it could still be a safety component
            classes.flags(facts); // consequential-decision, for the risk answers
            // end
            assertEquals("high-risk", classes.classifications(facts).get(0).category());
            assertEquals(Set.of("consequential-decision"), classes.flags(facts));
            LocalDate today = LocalDate.of(2026, 11, 23);
            // region coverage
            var coverage = Coverage.of(governance, RulePacks.shipped("pra-ss1-23"), today);
            coverage.count(Coverage.Status.NO_EVIDENCE); // controls without live evidence
            CoverageReport.text(coverage);
            CoverageReport.html(coverage);
            // end
            assertTrue(coverage.count(Coverage.Status.NO_EVIDENCE) > 0);
            assertFalse(CoverageReport.text(coverage).isBlank());
        }
    }
}
