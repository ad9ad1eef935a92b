package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.policy.Gates.checklist;
import static io.modelgovernance.core.policy.Gates.standardTiers;
import static io.modelgovernance.risk.RiskTier.TIER_1;
import static io.modelgovernance.risk.RiskTier.TIER_2;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Checklist;
import io.modelgovernance.policy.Checklist.Item;
import io.modelgovernance.policy.ChecklistAnswer.Reply;
import io.modelgovernance.policy.ChecklistAnswer.State;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.VersionId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checklists, and the code of docs/policy.md about them. */
class ChecklistPageTest {
    private static final Checklist LIST = new Checklist(
            "before-production",
            List.of(
                    new Item("runbook", "Is there a runbook?", Set.of(), true),
                    new Item("dpia", "Was the impact on data subjects assessed?", Set.of(TIER_1, TIER_2), true)));

    @TempDir
    Path directory;

    @Test
    void thePage() {
        var list = new Checklist(
                "before-production",
                List.of(
                        new Item("runbook", "Is there a runbook?", Set.of(), true),
                        new Item("dpia", "Was the impact on data subjects assessed?", Set.of(TIER_1, TIER_2), true)));
        var policy = new Policy("bank/9", Map.of("production", List.of(checklist(list))), standardTiers(), true);
        try (var governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .policy(policy)
                .build()) {
            var v1 = Fixtures.register(governance, directory, "0 0.0006");
            governance.checklists().answer(CLEO, v1, "before-production", "runbook", Reply.done("wiki/credit-runbook"));
            governance.gates(v1, "production").get(0).reason(); // Not answered: [dpia].
            governance
                    .checklists()
                    .answer(CLEO, v1, "before-production", "dpia", Reply.notApplicable("synthetic data"));
            governance.registry().request(ANA, v1, "production", "please");
        }
    }

    private static Governance open() {
        return GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .policy(new Policy("bank/9", Map.of("production", List.of(checklist(LIST))), standardTiers(), true))
                .build();
    }

    private static GateResult gate(Governance governance, VersionId version) {
        return governance.gates(version, "production").get(0);
    }

    private static void answer(Governance governance, VersionId version, String item, Reply reply) {
        governance.checklists().answer(CLEO, version, "before-production", item, reply);
    }

    @Test
    void theUnansweredIsNoEvidenceAndTheUndoneFails() {
        try (Governance governance = open()) {
            VersionId version = Fixtures.register(governance, directory, "0 0");
            assertEquals(Verdict.NOT_EVIDENCED, gate(governance, version).verdict());
            answer(governance, version, "dpia", Reply.notDone("waits for the officer"));
            assertEquals(Verdict.FAILED, gate(governance, version).verdict());
            assertTrue(gate(governance, version).reason().contains("runbook"));
            answer(governance, version, "runbook", Reply.done("wiki/1"));
            answer(governance, version, "dpia", Reply.done("doc 17"));
            assertEquals(Verdict.PASSED, gate(governance, version).verdict());
            assertTrue(governance.audit().verify().intact());
        }
    }

    @Test
    void whatATierDoesNotAskIsNotAsked() {
        try (Governance governance = open()) {
            VersionId version = Fixtures.register(governance, directory, "0 0");
            answer(governance, version, "runbook", Reply.done("wiki/1"));
            assertEquals(Verdict.NOT_EVIDENCED, gate(governance, version).verdict(), "not rated is strictest");
            governance.risk().assess(ANA, version, Fixtures.smallRisk());
            assertEquals(Verdict.PASSED, gate(governance, version).verdict());
        }
    }

    @Test
    void anAnswerThatIsTakenBackBetweenRequestAndVoteBlocksTheMove() {
        try (Governance governance = open()) {
            VersionId version = Fixtures.register(governance, directory, "0 0");
            governance.risk().assess(ANA, version, Fixtures.smallRisk());
            answer(governance, version, "runbook", Reply.done("wiki/1"));
            governance.registry().request(ANA, version, "production", "please");
            AsOf then = AsOf.position(governance.audit().checkpoint().size());
            answer(governance, version, "runbook", Reply.notDone("it is of the version before"));
            assertThrows(RefusedException.class, () -> governance.registry().approve(BEN, version, "yes"));
            assertEquals("registered", governance.registry().stage(version, AsOf.now()));
            var answers = governance.checklists();
            assertEquals(
                    State.NOT_DONE,
                    answers.answers(version, AsOf.now()).get(0).reply().state());
            assertEquals(
                    State.DONE, answers.answers(version, then).get(0).reply().state());
        }
    }

    @Test
    void anAnswerIsOfItsVersionAlone() {
        try (Governance governance = open()) {
            VersionId one = Fixtures.register(governance, directory, "0 0");
            VersionId two = Fixtures.register(governance, directory, "1 1");
            Digest digest = Digest.of("the document".getBytes(StandardCharsets.UTF_8));
            answer(governance, one, "runbook", Reply.done("wiki/1").digest(digest));
            assertEquals(List.of(), governance.checklists().answers(two, AsOf.now()));
            assertEquals(
                    digest,
                    governance
                            .checklists()
                            .answers(one, AsOf.now())
                            .get(0)
                            .reply()
                            .digest()
                            .orElseThrow());
        }
    }

    @Test
    void whatIsWrongIsSaid() {
        try (Governance governance = open()) {
            VersionId version = Fixtures.register(governance, directory, "0 0");
            long before = governance.audit().checkpoint().size();
            var checklists = governance.checklists();
            Reply done = Reply.done("doc");
            var unknown = assertThrows(
                    NotFoundException.class, () -> checklists.answer(CLEO, version, "before-lunch", "x", done));
            assertTrue(unknown.getMessage().contains("[before-production]"), unknown.getMessage());
            var item = assertThrows(NotFoundException.class, () -> answer(governance, version, "x\n", done));
            assertTrue(item.getMessage().contains("[runbook, dpia]"), item.getMessage());
            assertThrows(
                    NotFoundException.class,
                    () -> answer(governance, new VersionId("credit-risk", 9), "runbook", done));
            assertThrows(InvalidInputException.class, () -> answer(governance, version, "runbook", Reply.done(" ")));
            assertThrows(InvalidInputException.class, () -> Reply.notApplicable(" "));
            assertThrows(InvalidInputException.class, () -> Reply.done("x".repeat(1_001)));
            assertThrows(InvalidInputException.class, () -> new Checklist("empty", List.of()));
            assertThrows(InvalidInputException.class, () -> new Checklist("twice", List.of(one(), one())));
            assertThrows(InvalidInputException.class, () -> new Checklist("a".repeat(61), List.of(one())));
            assertThrows(InvalidInputException.class, () -> new Item("a", " ", Set.of(), false));
            assertEquals(before, governance.audit().checkpoint().size());
        }
    }

    private static Item one() {
        return new Item("one", "Is it?", Set.of(), false);
    }
}
