package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.policy.RoleAccess;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Facet;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Recall;
import io.modelgovernance.registry.Change;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each kind of change is done once; each is an event, in order, with what it changed. */
class NoSilentChangeTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();

    @Test
    void everyKindOfChangeIsAnEvent() {
        RoleAccess rules = RoleAccess.none();
        for (EventType act : EventType.values()) {
            if (act != EventType.INTEREST_DECLARED) {
                rules = rules.grant("developer", act).grant("validator", act).grant("desk", act);
            }
            rules = rules.grant("risk", act);
        }
        try (Governance governance = GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .access(rules)
                .build()) {
            doEverything(governance);
            List<AuditEntry> entries = governance.audit().entries(0, 1_000);
            Set<EventType> seen = entries.stream().map(AuditEntry::type).collect(Collectors.toSet());
            assertEquals(EnumSet.allOf(EventType.class), EnumSet.copyOf(seen));
            for (int i = 0; i < entries.size(); i++) {
                assertEquals(i + 1, entries.get(i).position());
            }
            List<AuditEntry> rest = governance.audit().entries(7, 1_000);
            assertEquals(entries.subList(7, entries.size()), rest, "a listener goes on where it was");
        }
    }

    private void doEverything(Governance governance) {
        VersionId one = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        VersionId two = Fixtures.register(governance, directory, "2 2");
        var registry = governance.registry();
        governance.drift().freeze(BEN, one, Fixtures.rows(1, 200, 0));
        governance.drift().check(ANA, one, Fixtures.rows(2, 200, 0));
        registry.reviseCard(CLEO, "credit-risk", new ModelCard("p", "o", List.of("i"), List.of("l"), List.of("e")));
        registry.moveAlias(CLEO, "credit-risk", "canary", one, 0, "try");
        registry.deploy(CLEO, one, "branch");
        registry.change(CLEO, List.of(new Change.DropAlias("credit-risk", "canary", 1)), "over");
        governance.catalogue().tag(ANA, one, "team", "retail");
        governance.custody().delete(ANA, two, "a mistake");
        governance
                .approvals()
                .delegate(BEN, "credit-risk", "eve", clock.instant().plus(Duration.ofHours(1)), "away");
        governance.approvals().declareInterest(CLEO, "credit-risk", "shares");
        assertThrows(
                RefusedException.class, () -> governance.approvals().declareInterest(ANA, "credit-risk", "shares"));
        governance
                .lineage()
                .declare(
                        ANA,
                        List.of(new Edge(
                                new Node(Node.SOURCE, "a"),
                                new Node(Node.SOURCE, "b"),
                                "feeds",
                                "ana",
                                clock.instant(),
                                Edge.Confidence.DECLARED)));
        Node unused = new Node(Node.SOURCE, "a");
        governance.lineage().describe(ANA, unused, new Facet.Location("s3://bank/a"));
        governance.lineage().label(ANA, unused, "sensitive", "health");
        governance.recalls().recall(BEN, unused, "poisoned", Recall.Response.REPORT);
        governance.lineage().withdraw(ANA, unused, new Node(Node.SOURCE, "b"), "feeds", "wrong file");
        Finding finding =
                governance.risk().open(BEN, one, Finding.Severity.LOW, "note", "ana", LocalDate.of(2030, 1, 1));
        governance.risk().close(BEN, "credit-risk", finding.id(), "noted");
        VersionId three = Fixtures.register(governance, directory, "3 3");
        assertThrows(RefusedException.class, () -> registry.request(ANA, three, "production", "too early"));
        registry.request(ANA, three, "retired", "never used");
        registry.withdraw(ANA, three, "wait");
        registry.request(ANA, three, "retired", "never used");
        registry.reject(BEN, three, "keep it");
        governance.approvals().breakGlass(CLEO, three, "production", "outage");
        registry.suspend(CLEO, "credit-risk", "stop");
        registry.resume(BEN, "credit-risk", "go");
        try (var model = governance.govern("credit-risk", Fixtures.LOADER)) {
            model.decide(BANK, Fixtures.PURPOSE, Map.of("income", 1, "debt", 1));
        }
        assertEquals("production", registry.stage(three, AsOf.now()));
    }
}
