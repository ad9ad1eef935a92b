package io.modelgovernance.core.docs;

import static io.modelgovernance.core.docs.GovernedScene.cleo;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.policy.EvidenceFacts;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.core.policy.RuleGate;
import io.modelgovernance.core.rules.DecisionFacts;
import io.modelgovernance.core.rules.RuleFiles;
import io.modelgovernance.core.rules.RuleProgram;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.DecisionPoint;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.policy.RuleTest;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.ServingOptions;
import io.modelgovernance.tck.WouldPass;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The examples of docs/policy.md that follow its first. */
class PolicyPageTest {
    @TempDir
    Path directory;

    @Test
    void rules() throws Exception {
        Instant now = Instant.EPOCH;
        // region rules
        var rules = RuleSet.of("credit-decisions", "2", DecisionFacts.FACTS)
                .with(Rule.refer("close-call", "score >= 0.4 and score < 0.6", "a person looks at close calls"))
                .with(Rule.deny("no-pawn", "purpose = 'pawn'", "not offered").in(Rule.Mode.OBSERVE))
                .with(new RuleTest("close", Map.of("score", "0.45"), Effect.REFER, List.of("close-call")));

        var program = RuleProgram.of(rules); // compiled once, shared by all threads
        program.failures(); // none: the set passes the tests it carries
        var row = program.row(); // one a thread, filled again and again
        row.set(program.slot("score"), 0.45).set(program.slot("purpose"), "pawn");
        program.effect(row, now.toEpochMilli()); // REFER, without allocation
        program.explain(row, now).acted(); // close-call (..., {score=0.45}), and no-pawn, which is only observed
        // end
        assertEquals(List.of(), program.failures());
        assertEquals(Effect.REFER, program.effect(row, 0));
        assertEquals(2, program.explain(row, now).acted().size());
        assertEquals(rules, RuleFiles.json(RuleFiles.write(rules)));
        try (Governance governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            VersionId v1 = GovernedScene.registered(governance, directory);
            // region backtest
            var draft = rules.as("3").with(Rule.refer("any-doubt", "score > 0.3 and score < 0.4", "stricter"));
            governance.rulebook().backTest(draft, v1).differences(); // decisions it would have referred, and why
            governance.rulebook().backTest(Gates.standardPolicy(), 0); // promotions it would have refused
            governance.rulebook().adopt(cleo, draft, "the difference is acceptable");
            // end
            assertEquals(
                    "3",
                    governance
                            .rulebook()
                            .inForce("credit-decisions", io.modelgovernance.AsOf.now())
                            .orElseThrow()
                            .version());
        }
    }

    @Test
    void onTheDecisionPath() throws Exception {
        Actor loanDesk = Actor.service("loan-desk");
        double[] row = {1_000, 30};
        ModelLoader loader = (version, files) -> (rows, n, out) -> Arrays.fill(out, 0, n, 0.45);
        var rules = RuleSet.of("credit-decisions", "2", DecisionFacts.FACTS)
                .with(Rule.refer("close-call", "score >= 0.4 and score < 0.6", "a person looks at close calls"));
        try (Governance governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .policy(new Policy("open/1", Map.of(), Gates.standardTiers(), true))
                .build()) {
            VersionId v1 = GovernedScene.registered(governance, directory);
            governance.risk().assess(cleo, v1, GovernedScene.answers());
            governance.registry().request(GovernedScene.ana, v1, "production", "ready");
            governance.registry().approve(GovernedScene.ben, v1, "fine");
            // region path
            governance.rulebook().adopt(cleo, rules, "policy 7");
            var options = ServingOptions.defaults().withChecks(Checks.standard().rules("credit-decisions"));
            try (var credit = governance.govern("credit-risk", loader, options)) {
                var verdict = credit.judge(new Call(loanDesk, "loans"), row);
                verdict.causes(); // RULES: Rule close-call of credit-decisions/2 refers: a person looks at close calls.
            }
            // end
            try (var credit = governance.govern("credit-risk", loader, options)) {
                assertEquals(
                        "Rule close-call of credit-decisions/2 refers: a person looks at close calls.",
                        credit.judge(new Call(loanDesk, "loans"), row)
                                .causes()
                                .get(0)
                                .text());
            }
        }
    }

    @Test
    void files() {
        // region file
        String yaml = """
            name: promotion
            version: "1"
            facts: {validation: text, open-high-findings: number}
            rules:
              - id: not-validated
                effect: deny
                when: validation != 'PASSED' or open-high-findings > 0
                because: validate it and close what is grave
            tests:
              - {name: fresh, given: {open-high-findings: 0}, expect: deny}
            """;
        var rules = RuleFiles.yaml(yaml.getBytes(StandardCharsets.UTF_8)); // or json(...)
        var gate = RuleGate.of(rules); // over EvidenceFacts.FACTS
        var adopted = RuleGate.adopted("promotion"); // the version in force, with the exemptions from it
        // end
        assertEquals("promotion", gate.id());
        assertEquals(gate.id(), adopted.id());
        assertEquals(List.of(), RuleProgram.of(rules).failures());
        assertTrue(EvidenceFacts.FACTS.containsAll(rules.facts()));
    }

    @Test
    void inABuild() throws Exception {
        DecisionPoint opa = (question, facts) -> new DecisionPoint.Answer(Verdict.FAILED, "bundle 7 denies");
        // region build
        var policy = new Policy(
                "bank/8",
                Map.of("production", List.of(Gates.riskAssessed(), RuleGate.asking("opa", opa))),
                Gates.standardTiers(),
                true);
        try (var governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .policy(policy)
                .build()) {
            var candidate = GovernedScene.registered(governance, directory);
            assertThrows(AssertionError.class, () -> WouldPass.assertWouldPass(governance, candidate, "production"));
        }
        // end
    }
}
