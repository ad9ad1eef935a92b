package io.modelgovernance.core.docs;

import static io.modelgovernance.core.docs.GovernedScene.ana;
import static io.modelgovernance.core.docs.GovernedScene.ben;
import static io.modelgovernance.core.docs.GovernedScene.cleo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.attest.ValidationStatement;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.core.risk.RiskSchemes;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.Validation;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/risk.md that follow its first. */
class RiskPageTest {
    @TempDir
    Path directory;

    @Test
    void theTierFollowsWhatItRestsOn() throws Exception {
        try (Governance governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            VersionId v1 = GovernedScene.registered(governance, directory);
            RiskAnswers answers =
                    GovernedScene.answers().with("method", 3, "ensemble").with("data", 3, "proxies");
            Instant aYearOn = Instant.parse("2100-01-01T00:00:00Z");
            // region rescore
            governance.risk().assess(cleo, v1, answers);
            AsOf before = AsOf.position(governance.audit().checkpoint().size());
            var psi = Estimate.of(0.31, 0.27, 0.36, 0.95, 9_000, "score, 10 bins");
            governance.risk().rescore(ana, v1, Map.of("psi", psi), "drift of October");

            var shift = governance.risk().shift(v1, before, AsOf.now());
            shift.decisive(); // measure psi: tier 3 became tier 2
            governance.risk().derive(v1, before); // the rating of that day, computed again
            governance.risk().replay(v1, before, new Scorecard()); // and under another version of the scheme
            // end
            assertEquals(1, shift.decisive().size());
            assertEquals("measure psi", shift.decisive().get(0).input());
            assertEquals(RiskTier.TIER_2, shift.after().tier());
            // region override
            governance.risk().override(cleo, v1, RiskTier.TIER_1, "new product, no history", aYearOn);
            var inForce = governance.risk().tier(v1, AsOf.now()).orElseThrow();
            inForce.tier(); // tier 1, by people
            inForce.computed(); // tier 2, by the scheme, beside it
            // end
            assertEquals(RiskTier.TIER_1, inForce.tier());
            assertEquals(RiskTier.TIER_2, inForce.computed());
            Digest digest = Digest.of(new byte[] {1});
            Signer bensKey = Ed25519Signer.generate("ben");
            // region conditions
            String plan = governance
                    .risk()
                    .plan(cleo, "credit-risk", List.of(PlannedTest.atLeast("auc", 0.75)))
                    .id();
            var auc = Estimate.of(0.81, 0.78, 0.84, 0.95, 796, "AUC, DeLong interval");
            var conditions = ConditionsOfUse.within(Boundary.between("age", 21, 75), Boundary.below("income", 50_000))
                    .because("few cases outside in the validation sample");
            var validation = Validation.approvedWithin(plan, conditions, "good, but for adults with an income")
                    .measured("auc", auc)
                    .on("loans of october", digest); // of the file that it was measured on
            var report = governance.risk().validate(ben, v1, validation, bensKey); // the conditions hold from here on
            governance.risk().planProofs(v1).get(0).plannedFirst(); // true, by positions in the journal

            var key = VerifierKey.of(bensKey); // the public half
            ValidationStatement.verify(report, key); // wherever the report is taken
            var gate = Gates.validationSigned(Map.of("ben", key)); // for the policy
            // end
            assertEquals("validation-signed", gate.id());
            assertTrue(governance.risk().planProofs(v1).get(0).plannedFirst());
            assertEquals(
                    conditions,
                    governance.risk().conditions(v1, AsOf.now()).orElseThrow().conditions());
        }
    }

    @Test
    void anotherScheme() {
        // region aia
        var aia = Scorecard.of(RiskSchemes.canadaAia()); // Canada's Algorithmic Impact Assessment
        var answers = RiskAnswers.none().with("impact3", 4, "needs judgement").between("impact7", 2, 4, "years");
        var rating = aia.rate(answers);
        rating.tier(); // tier 1: what nobody answered counts as the worst
        rating.bestTier(); // tier 4: what it could still become
        // end
        assertEquals(RiskTier.TIER_1, rating.tier());
        assertEquals(RiskTier.TIER_4, rating.bestTier());
    }
}
