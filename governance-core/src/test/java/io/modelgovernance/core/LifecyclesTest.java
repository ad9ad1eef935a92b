package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.SCHEMA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.Lifecycle.Transition;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskTier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages and moves by model and by tier. */
class LifecyclesTest {
    private static final Lifecycle SHORT = new Lifecycle(
            List.of("new", "live"), List.of("live"), List.of(new Transition("new", "live", Optional.of("champion"))));
    private static final Lifecycle BY_TIER = new Lifecycle(
            List.of("registered", "pilot", "production"),
            List.of("pilot", "production"),
            List.of(
                    new Transition("registered", "pilot", Optional.empty()),
                    new Transition("pilot", "production", Optional.of("champion")),
                    new Transition("registered", "production", Optional.of("champion"))
                            .onlyFor(RiskTier.TIER_3, RiskTier.TIER_4)));

    @TempDir
    Path directory;

    private Governance open() {
        return GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .policy(new Policy("bank/1", Map.of(), Gates.standardTiers(), true))
                .lifecycle(BY_TIER)
                .lifecycle("fraud", SHORT)
                .build();
    }

    private VersionId fraud(Governance governance) throws Exception {
        Path model = Files.writeString(directory.resolve("fraud.txt"), "0 0");
        return governance
                .registry()
                .register(ANA, "fraud", Candidate.of(model), SCHEMA)
                .id();
    }

    @Test
    void aModelMayHaveStagesOfItsOwn() throws Exception {
        try (Governance governance = open()) {
            VersionId fraud = fraud(governance);
            VersionId credit = Fixtures.register(governance, directory, "0 0");
            assertEquals("new", governance.registry().stage(fraud, AsOf.now()));
            assertEquals("registered", governance.registry().stage(credit, AsOf.now()));
            assertThrows(
                    NotFoundException.class, () -> governance.registry().request(ANA, fraud, "production", "please"));
            assertThrows(NotFoundException.class, () -> governance.registry().request(ANA, credit, "live", "please"));
            governance.registry().request(ANA, fraud, "live", "please");
            governance.registry().approve(BEN, fraud, "yes");
            governance.registry().approve(Fixtures.CLEO, fraud, "yes");
            governance.registry().approve(Actor.human("dora"), fraud, "yes");
            assertEquals("live", governance.registry().stage(fraud, AsOf.now()));
            assertThrows(
                    InvalidInputException.class,
                    () -> GovernanceEngine.builder().lifecycle("../x", SHORT));
        }
    }

    @Test
    void aWayForLowTiersIsClosedToHighOnesAndToTheUnrated() {
        try (Governance governance = open()) {
            VersionId version = Fixtures.register(governance, directory, "0 0");
            var refused = assertThrows(
                    RefusedException.class, () -> governance.registry().request(ANA, version, "production", "now"));
            assertTrue(refused.reasons().get(0).contains("TIER_1"), refused.getMessage());
            governance.risk().assess(ANA, version, Fixtures.smallRisk());
            governance.registry().request(ANA, version, "production", "now");
            governance.registry().approve(BEN, version, "yes");
            assertEquals("production", governance.registry().stage(version, AsOf.now()));
            assertTrue(governance.audit().verify().intact());
        }
    }

    @Test
    void aTierThatRisesBetweenRequestAndVoteClosesTheWay() {
        try (Governance governance = open()) {
            VersionId version = Fixtures.register(governance, directory, "0 0");
            governance.risk().assess(ANA, version, Fixtures.smallRisk());
            governance.registry().request(ANA, version, "production", "now");
            governance.risk().assess(ANA, version, RiskAnswers.none());
            for (String voter : List.of("ben", "cleo")) {
                governance.registry().approve(Actor.human(voter), version, "yes");
            }
            assertThrows(
                    RefusedException.class, () -> governance.registry().approve(Actor.human("dora"), version, "yes"));
            assertEquals("registered", governance.registry().stage(version, AsOf.now()));
        }
    }
}
