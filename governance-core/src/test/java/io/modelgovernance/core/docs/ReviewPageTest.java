package io.modelgovernance.core.docs;

import static io.modelgovernance.core.docs.GovernedScene.ana;
import static io.modelgovernance.core.docs.GovernedScene.ben;
import static io.modelgovernance.core.docs.GovernedScene.cleo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.review.ReviewCase;
import io.modelgovernance.review.ReviewPlan;
import io.modelgovernance.review.ReviewRule;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/review.md. */
class ReviewPageTest {
    private static final Policy POLICY =
            new Policy("page/1", Map.of("production", List.of(Gates.riskAssessed())), Gates.standardTiers(), true);
    private static final ModelLoader LOADER = (version, files) -> (rows, n, out) -> {
        for (int i = 0; i < n; i++) {
            out[i] = rows[2 * i] / 100_000;
        }
    };
    private static final Actor dora = Actor.human("dora", "underwriter");
    private static final Actor emil = Actor.human("emil", "underwriter");

    @TempDir
    Path directory;

    @Test
    void peopleLookAtDecisions() throws Exception {
        try (Governance governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .policy(POLICY)
                .build()) {
            VersionId v1 = GovernedScene.registered(governance, directory);
            governance.risk().assess(cleo, v1, GovernedScene.answers());
            governance.registry().request(ana, v1, "production", "please");
            governance.registry().approve(ben, v1, "good");
            try (GovernedModel credit = governance.govern("credit-risk", LOADER)) {
                credit.judge(new Call(dora, "loans").within("case-1"), new double[] {60_000, 40});
            }
            // region plan
            var reviews = governance.reviews();
            var plan = ReviewPlan.of("credit-risk", 7, "agree", "income unproven") // seed, reason codes
                    .sampling(RiskTier.TIER_3, 0.05) // one in twenty, besides all referrals
                    .twice(1, true) // two reviewers for each, who do not see what the model decided
                    .within(Duration.ofHours(4), Duration.ofDays(2), ""); // lease, deadline
            reviews.plan(cleo, plan, "model risk policy 3");
            var declined = new ReviewRule("declined", record -> record.outcome() == Outcome.DECLINE);
            reviews.collect(cleo, "credit-risk", List.of(declined));
            // end
            // region answer
            var task = reviews.claim(dora, "credit-risk").orElseThrow();
            reviews.answer(dora, "credit-risk", task.decision(), Outcome.DECLINE, "agree", "");
            reviews.claim(emil, "credit-risk"); // the same case; dora's answer is not in it
            var done = reviews.answer(emil, "credit-risk", task.decision(), Outcome.DECLINE, "agree", "");
            done.status(); // DONE; had they differed, DISPUTED, and a third would decide
            // end
            assertEquals(ReviewCase.Status.DONE, done.status());
            assertEquals("case-1", task.correlation());
            assertTrue(task.record().isEmpty());
            // region watch
            reviews.escalate(cleo, "credit-risk"); // notes what is overdue
            var report = reviews.watch(cleo, "credit-risk"); // opens a finding if people override too often
            report.agreement(); // Cohen's kappa with its interval, or not enough data
            report.reviewers().get("dora").rate(); // how often dora decides otherwise than the model
            // end
            assertEquals(0, report.reviewers().get("dora").rate().value(), 0);
        }
    }
}
