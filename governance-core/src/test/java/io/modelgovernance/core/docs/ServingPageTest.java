package io.modelgovernance.core.docs;

import static io.modelgovernance.core.docs.GovernedScene.ana;
import static io.modelgovernance.core.docs.GovernedScene.ben;
import static io.modelgovernance.core.docs.GovernedScene.cleo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.files.FileSink;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Boundary;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.ConditionsOfUse.OnBreach;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.Fallback;
import io.modelgovernance.serving.FallbackRules;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.Level;
import io.modelgovernance.serving.RecordRule.WhenFull;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.Response;
import io.modelgovernance.serving.ServingOptions;
import java.lang.invoke.MethodHandles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/serving.md. */
class ServingPageTest {
    private static final Policy POLICY =
            new Policy("page/1", Map.of("production", List.of(Gates.riskAssessed())), Gates.standardTiers(), true);
    private static final ModelLoader LOADER = (version, files) -> (rows, n, out) -> {
        for (int i = 0; i < n; i++) {
            out[i] = 1 - rows[2 * i] / 100_000;
        }
    };
    private static final FallbackRules RULES = (schema, row) -> Outcome.REFER;
    private static final Actor desk = Actor.service("loan-desk");

    @TempDir
    Path directory;

    // region applicant
    public record Applicant(double income, int age) {}
    // end

    @Test
    void thePage() throws Exception {
        try (Governance governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .policy(POLICY)
                .build()) {
            VersionId v1 = GovernedScene.registered(governance, directory);
            governance.risk().assess(cleo, v1, GovernedScene.answers());
            governance.registry().request(ana, v1, "production", "please");
            governance.registry().approve(ben, v1, "good");

            // region checks
            var use = ConditionsOfUse.within(Boundary.between("income", 500, 90_000), Boundary.atLeast("age", 21))
                    .until(Instant.parse("2099-01-01T00:00:00Z"))
                    .orElse(OnBreach.REFER); // or REFUSE, FALL_BACK, COUNT
            var checks = Checks.standard().within(use).on(Check.DRIFT, Response.FALL_BACK);
            // end
            // region recording
            var rule = RecordRule.standard().whenFull(WhenFull.SPILL).level(Level.FULL);
            var recording = Recording.standard()
                    .withSpill(directory.resolve("journal"), 1L << 30) // bytes
                    .withRule(RiskTier.TIER_3, rule) // the other tiers refuse when there is no room
                    .withKept("income") // in the record by value; of the rest, a commitment
                    .withRetention("seven-years")
                    .withNotice(Duration.ofDays(30));
            // end
            // region options
            var options = ServingOptions.defaults()
                    .withChecks(checks)
                    .withFallbacks(new Fallback.ToAlias("previous"), new Fallback.ByRules("desk rules 4", RULES))
                    .withRecording(recording);
            var credit = governance.govern("credit-risk", LOADER, options);
            // end
            asked(governance, credit);
            replayed(governance, credit, options);
            delivered(governance);
            killed(governance);
            credit.close();
        }
    }

    private void asked(Governance governance, GovernedModel credit) throws Exception {
        double[] row = {60_000, 40};
        // region verdict
        var call = new Call(desk, "loans").about("p-4711").within("case-12");
        var verdict = credit.judge(call, row);
        String answer = verdict.fold(
                decision -> decision.outcome() + " by " + decision.version(),
                refusal -> "nobody decides: " + refusal.causes().get(0).text());
        // end
        assertEquals("APPROVE by credit-risk:1", answer);
        // region later
        credit.judgeLater(call, row).thenAccept(later -> later.orThrow()); // holds no thread
        // end
        // region typed
        var typed = credit.typed(Applicant.class, MethodHandles.lookup());
        typed.judgeAll(call, List.of(new Applicant(60_000, 40), new Applicant(20_000, 25)));
        // end
        var referred = credit.judge(call, new double[] {60_000, 19});
        assertTrue(referred instanceof Decision.Referred, referred.toString());
        assertTrue(credit.tally().served() >= 5);
        governance.audit().verify();
    }

    private void replayed(Governance governance, GovernedModel credit, ServingOptions options) {
        double[] row = {60_000, 40};
        String id = credit.judge(new Call(desk, "loans"), row).id();
        credit.flush();
        var record = credit.record(id).orElseThrow();
        // region replay
        var past = new Replay.Case(record, row);
        var replayed = governance.replay().again(past, LOADER, options); // from the registered files
        replayed.identical(); // score, outcome, interval, explanation: bit for bit
        // end
        assertTrue(replayed.identical(), replayed.toString());
    }

    private void delivered(Governance governance) throws Exception {
        // region deliver
        var sink = FileSink.in(directory.resolve("lake"), 64 << 20); // or your own DecisionSink
        var delivery = governance.deliver("credit-risk", sink); // in one process
        // end
        delivery.deliver();
        delivery.close();
        sink.close();
        assertTrue(Files.size(directory.resolve("lake").resolve("decisions-000001.jsonl")) > 0);
    }

    private void killed(Governance governance) {
        // region kill
        var kill = governance.killSwitch().kill(cleo, "credit-risk", "incident 12");
        var receipts = governance.killSwitch().receipts(kill); // ask again until complete() or late enough
        for (var absent : receipts.absent()) {
            absent.leaseEnds(); // this process decides nothing after that, even if it hears nothing
        }
        // end
        assertEquals("credit-risk", kill.model());
    }
}
