package io.modelgovernance.core.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.policy.Access;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoleAccessTest {
    private static final Actor ANA = Actor.human("ana", "developer");
    private static final Actor CLEO = Actor.human("cleo", "risk-officer");
    private static final RoleAccess RULES = RoleAccess.none()
            .grant("developer", EventType.VERSION_REGISTERED, EventType.ALIAS_MOVED)
            .grant("risk-officer", EventType.ALIAS_MOVED)
            .reserve("alias champion of *", "risk-officer");

    @Test
    void onlyWhatIsGrantedIsAllowed() {
        assertEquals(Optional.empty(), RULES.refusal(ANA, EventType.VERSION_REGISTERED, "credit-risk"));
        assertEquals(
                "cleo must have one of the roles [developer] to do VERSION_REGISTERED.",
                RULES.refusal(CLEO, EventType.VERSION_REGISTERED, "credit-risk").orElseThrow());
        assertTrue(RULES.refusal(ANA, EventType.RISK_ASSESSED, "credit-risk:1").isPresent());
        assertTrue(RoleAccess.none()
                .refusal(Actor.human("nobody"), EventType.ALIAS_MOVED, "x")
                .isPresent());
    }

    @Test
    void aReservedSubjectNeedsItsRoleToo() {
        assertEquals(Optional.empty(), RULES.refusal(ANA, EventType.ALIAS_MOVED, "alias canary of credit-risk"));
        assertEquals(Optional.empty(), RULES.refusal(CLEO, EventType.ALIAS_MOVED, "alias champion of credit-risk"));
        assertEquals(
                "ana must have one of the roles [risk-officer] for alias champion of credit-risk.",
                RULES.refusal(ANA, EventType.ALIAS_MOVED, "alias champion of credit-risk")
                        .orElseThrow());
    }

    @Test
    void aGroupKeepsItsModelsToItself() {
        RoleAccess rules = RoleAccess.none()
                .grant("developer", EventType.values())
                .group("retail-*", "retail")
                .group("cards", "cards");
        Actor retail = Actor.human("rita", "developer", "retail");
        for (String subject : new String[] {
            "retail-loans",
            "retail-loans:3",
            "retail-loans:3 to production",
            "alias champion of retail-loans",
            "mortgages, retail-loans",
            "retail-loans d-1"
        }) {
            assertEquals(Optional.empty(), rules.refusal(retail, EventType.VOTE_CAST, subject), subject);
            assertTrue(rules.refusal(ANA, EventType.VOTE_CAST, subject).isPresent(), subject);
        }
        for (String subject : new String[] {"mortgages", "cards-2:1", "alias retail-champion of mortgages", "run/1"}) {
            assertEquals(Optional.empty(), rules.refusal(ANA, EventType.VOTE_CAST, subject), subject);
        }
        assertEquals(
                "rita must have one of the roles [cards] for retail-loans, cards.",
                rules.refusal(retail, EventType.CHANGES_MADE, "retail-loans, cards")
                        .orElseThrow());
        assertTrue(rules.refusal(Actor.human("rob", "retail"), EventType.VOTE_CAST, "retail-loans")
                .isPresent());
    }

    @Test
    void rulesJoin() {
        Access noNights = (actor, act, subject) -> Optional.of("Nobody acts at night.");
        assertEquals(
                "Nobody acts at night.",
                RULES.and(noNights)
                        .refusal(CLEO, EventType.ALIAS_MOVED, "alias champion of m")
                        .orElseThrow());
        assertTrue(RULES.and(noNights)
                .refusal(ANA, EventType.RISK_ASSESSED, "m:1")
                .orElseThrow()
                .startsWith("ana must"));
    }

    @Test
    void withoutRulesOnlyTheGlassIsProtected() {
        for (EventType act : EventType.values()) {
            assertEquals(
                    act == EventType.GLASS_BROKEN,
                    Access.standard().refusal(ANA, act, "m:1").isPresent());
        }
    }
}
