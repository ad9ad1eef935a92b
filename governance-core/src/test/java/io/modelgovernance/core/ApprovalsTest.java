package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.core.policy.RoleAccess;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Access;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.TransitionRequest.Status;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskTier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two votes, one of them a validator's, for every tier. */
class ApprovalsTest {
    private static final Actor DORA = Actor.human("dora", "risk");
    private static final Actor EVE = Actor.human("eve");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private Governance governance;
    private VersionId version;

    @BeforeEach
    void ready() {
        governance = engine(Access.standard());
        version = ready("1 1");
    }

    private Governance engine(Access access) {
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        for (RiskTier tier : RiskTier.values()) {
            tiers.put(tier, new TierRule(2, Set.of("validator"), Duration.ofDays(7), false));
        }
        return GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .access(access)
                .policy(new Policy("two/1", Gates.standardPolicy().gates(), tiers, true))
                .build();
    }

    private VersionId ready(String weights) {
        VersionId id = Fixtures.register(governance, directory, weights);
        governance.risk().assess(CLEO, id, Fixtures.smallRisk());
        Fixtures.validate(governance, id);
        return id;
    }

    @AfterEach
    void intact() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private Status approve(Actor actor) {
        return governance.registry().approve(actor, version, "fine").status();
    }

    @Test
    void enoughVotesWithoutTheRoleWaitForIt() {
        governance.registry().request(ANA, version, "production", "please");
        assertEquals(Status.OPEN, approve(CLEO));
        assertEquals(Status.OPEN, approve(DORA));
        assertEquals(Status.COMMITTED, approve(BEN));
    }

    @Test
    void aDelegateVotesWithTheRolesOfWhomItIsFor() {
        governance
                .approvals()
                .delegate(BEN, "credit-risk", "eve", clock.instant().plusSeconds(60), "on leave");
        governance.registry().request(ANA, version, "production", "please");
        assertEquals(Status.OPEN, approve(CLEO));
        var done = governance.approvals().voteFor(EVE, "ben", version, true, "as ben would");
        assertEquals(Status.COMMITTED, done.status());
        assertEquals("ben", done.votes().get(1).inSteadOf().orElseThrow());
        assertEquals(Set.of("validator"), done.votes().get(1).roles());
    }

    @Test
    void aDelegationGivesNobodyTwoVotes() {
        governance
                .approvals()
                .delegate(BEN, "credit-risk", "eve", clock.instant().plusSeconds(60), "on leave");
        governance.registry().request(ANA, version, "production", "please");
        governance.approvals().voteFor(EVE, "ben", version, true, "as ben would");
        assertThrows(ConflictException.class, () -> approve(BEN), "ben has voted, by eve");
        assertThrows(ConflictException.class, () -> approve(EVE), "eve has voted, for ben");
        assertThrows(ConflictException.class, () -> governance.approvals().voteFor(EVE, "ben", version, true, "again"));
    }

    @Test
    void aDelegationEndsAndIsForOnePersonAndNotAroundTheRules() {
        governance
                .approvals()
                .delegate(BEN, "credit-risk", "eve", clock.instant().plusSeconds(60), "on leave");
        governance
                .approvals()
                .delegate(ANA, "credit-risk", "eve", clock.instant().plusSeconds(60), "vote for me");
        governance.registry().request(ANA, version, "production", "please");
        assertThrows(
                ConflictException.class, () -> governance.approvals().voteFor(DORA, "ben", version, true, "not mine"));
        assertThrows(
                ConflictException.class,
                () -> governance.approvals().voteFor(EVE, "ana", version, true, "for the requester"));
        clock.advance(Duration.ofSeconds(60));
        assertThrows(
                ConflictException.class, () -> governance.approvals().voteFor(EVE, "ben", version, true, "too late"));
        assertThrows(
                InvalidInputException.class,
                () -> governance
                        .approvals()
                        .delegate(BEN, "credit-risk", "BEN", clock.instant().plusSeconds(9), "me"));
        assertThrows(
                InvalidInputException.class,
                () -> governance.approvals().delegate(BEN, "credit-risk", "eve", clock.instant(), "over"));
    }

    @Test
    void aConflictOfInterestTakesTheVoteAway() {
        governance.approvals().declareInterest(BEN, "credit-risk", "owns shares of the vendor");
        assertEquals(List.of("ben"), governance.approvals().interested("credit-risk"));
        governance.registry().request(ANA, version, "production", "please");
        var e = assertThrows(ConflictException.class, () -> approve(BEN));
        assertTrue(e.getMessage().contains("conflict of interest"), e.getMessage());
    }

    @Test
    void nobodyBreaksTheGlassUnlessRulesSayWho() {
        var e = assertThrows(
                RefusedException.class, () -> governance.approvals().breakGlass(CLEO, version, "production", "outage"));
        assertEquals(
                EventType.ACCESS_REFUSED,
                governance.audit().entries(e.auditPosition() - 1, 1).get(0).type());
        assertEquals("registered", governance.registry().stage(version, AsOf.now()));
    }

    @Test
    void abrokenGlassPromotesAtOnceAndLeavesAFindingForReview() {
        governance.close();
        RoleAccess open = RoleAccess.none();
        for (EventType act : EventType.values()) {
            open = open.grant("developer", act).grant("validator", act).grant("risk", act);
        }
        governance = engine(open.reserve("* to production", "risk"));
        version = Fixtures.register(governance, directory, "1 1");
        assertThrows(
                RefusedException.class,
                () -> governance.approvals().breakGlass(ANA, version, "production", "I may not"));
        var done = governance.approvals().breakGlass(CLEO, version, "production", "the old one is wrong");
        assertEquals(Status.COMMITTED, done.status());
        assertEquals(
                version,
                governance
                        .registry()
                        .alias("credit-risk", "champion", AsOf.now())
                        .orElseThrow()
                        .version());
        var finding = governance.risk().findings("credit-risk", AsOf.now()).get(0);
        assertTrue(finding.open() && finding.text().contains("glass"), finding::toString);
        assertThrows(
                ConflictException.class,
                () -> governance.risk().close(CLEO, "credit-risk", finding.id(), "my own review"));
        var entry = governance
                .audit()
                .entries(governance.audit().checkpoint().size() - 1, 1)
                .get(0);
        assertEquals(EventType.GLASS_BROKEN, entry.type());
        assertEquals("NOT_EVIDENCED", entry.details().get("gate.validated"));
    }
}
