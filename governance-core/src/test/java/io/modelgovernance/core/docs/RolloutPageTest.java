package io.modelgovernance.core.docs;

import static io.modelgovernance.core.docs.GovernedScene.ana;
import static io.modelgovernance.core.docs.GovernedScene.ben;
import static io.modelgovernance.core.docs.GovernedScene.cleo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.rollout.Goal;
import io.modelgovernance.rollout.Guardrail;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.rollout.RolloutOptions;
import io.modelgovernance.rollout.RolloutPlan;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.ModelLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of docs/rollout.md. */
class RolloutPageTest {
    private static final Policy POLICY =
            new Policy("page/1", Map.of("production", List.of(Gates.riskAssessed())), Gates.standardTiers(), true);
    private static final ModelLoader LOADER = (version, files) -> (rows, n, out) -> {
        for (int i = 0; i < n; i++) {
            out[i] = rows[2 * i] / 100_000;
        }
    };

    @TempDir
    Path directory;

    @Test
    void aChallengerComesToDecide() throws Exception {
        // region wire
        var governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .lifecycle(Lifecycle.withCanary()) // registered, canary, production, retired
                .policy(POLICY)
                .build();
        // end
        try (governance) {
            VersionId v1 = version(governance, "production");
            VersionId v2 = version(governance, "canary");
            // region start
            var plan = RolloutPlan.of(v2, new Goal("repaid", -0.02, 0.05), 0.1, 0.5) // no worse by 2 points
                    .guarded(new Guardrail("complaint", 0.01, 0.05)); // no more than 1 point above
            var rollouts = governance.rollouts();
            rollouts.start(ana, plan, "new features"); // a shadow: decides nothing
            rollouts.step(cleo, "credit-risk", "the shadow looks well"); // a tenth of the applicants
            // end
            Actor desk = Actor.service("loan-desk");
            double[] row = {40_000, 40};
            String applicant = "applicant-17";
            // region decide
            var credit = rollouts.serve("credit-risk", LOADER, RolloutOptions.defaults());
            var verdict = credit.judge(new Call(desk, "loans").about(applicant), row);
            credit.assignment(applicant); // CHAMPION or CHALLENGER, the bucket, the share
            // end
            assertTrue(credit.assignment(applicant).isPresent());
            String decisionId = verdict.id();
            credit.flush();
            // region look
            rollouts.outcome("credit-risk", decisionId, "repaid", true); // weeks later
            var evidence = rollouts.look("credit-risk"); // as often as you like
            evidence.goal().difference(); // challenger less champion, right at every look at once
            evidence.harms().get(0).shown(); // if true, it is rolled back by now
            rollouts.shadow("credit-risk").changes(); // share of outcomes that would have been others
            // end
            assertTrue(!evidence.harms().get(0).shown());
            rollouts.step(cleo, "credit-risk", "half");
            credit.refresh();
            List<Decision> decisions = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                decisions.add((Decision) credit.judge(new Call(desk, "loans").about("person-" + i), row));
            }
            credit.flush();
            for (int i = 0; i < 300; i++) {
                Decision one = decisions.get(i);
                rollouts.outcome(
                        "credit-risk", one.id(), "repaid", one.version().equals(v2) || i % 3 != 0);
            }
            rollouts.look("credit-risk");
            // region end
            var ended = rollouts.latest("credit-risk").orElseThrow();
            ended.status(); // CONCLUDED
            governance.registry().approve(ben, v2, "the evidence convinces"); // the library has asked for it
            // end
            assertEquals(Rollout.Status.CONCLUDED, ended.status());
            assertEquals(v1, ended.champion());
            credit.close();
        }
    }

    private VersionId version(Governance governance, String stage) throws Exception {
        VersionId version = GovernedScene.registered(governance, directory);
        governance.risk().assess(cleo, version, GovernedScene.answers());
        governance.registry().request(ana, version, stage, "please");
        governance.registry().approve(ben, version, "good");
        return version;
    }
}
