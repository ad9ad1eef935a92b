package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.Page;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Recall;
import io.modelgovernance.lineage.Recall.Response;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.DecisionRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecallTest {
    private static final Node LOANS = new Node(Node.DATASET, "loans:1");

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final Governance governance = GovernanceEngine.builder()
            .store(new InMemoryGovernanceStore())
            .clock(clock)
            .ticker(new AtomicLong()::get)
            .build();

    @AfterEach
    void intactAndClosed() {
        AuditReport report = governance.audit().verify();
        assertTrue(report.intact(), () -> report.problems().toString());
        governance.close();
    }

    @Test
    void aRecallFindsEverythingAndStopsTheModelInOneAct() {
        VersionId version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        Fixtures.deploy(governance, version, "production-eu");
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            decide(model, 7);
            model.flush();
            decide(model, 3);
            model.flush();
            long before = governance.audit().checkpoint().size();

            Recall recall = governance.recalls().recall(CLEO, LOANS, "labels were poisoned", Response.SUSPEND);

            assertEquals(before + 1, governance.audit().checkpoint().size());
            Recall.Affected affected = recall.affected().get(0);
            assertEquals(
                    List.of(version),
                    recall.affected().stream().map(Recall.Affected::version).toList());
            assertEquals(List.of("champion"), affected.aliases());
            assertEquals(List.of("production-eu"), affected.environments());
            assertEquals(10, recall.decisions());
            assertEquals(
                    List.of("dataset", "run", "model"),
                    affected.path().stream().map(Node::kind).toList());
            assertEquals(List.of("credit-risk"), recall.suspended());
            assertEquals(List.of(recall), governance.recalls().of(LOANS));

            AuditEntry entry = governance.audit().entries(before, 1).get(0);
            assertEquals(EventType.DATA_RECALLED, entry.type());
            assertEquals("10", entry.details().get("decisions"));
            model.refresh();
            assertThrows(RefusedException.class, () -> decide(model, 1));
        }
        assertThrows(ConflictException.class, () -> governance.registry().resume(CLEO, "credit-risk", "never mind"));
        governance.registry().resume(BEN, "credit-risk", "looked into it");
        assertTrue(governance.registry().suspension("credit-risk").isEmpty());
    }

    @Test
    void aDecisionLeadsBackToTheData() {
        VersionId version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            String id = decide(model, 2).get(1);
            model.flush();
            Node decision = Node.decision(version, id);
            Lineage above = governance.lineage().trace(Trace.upstream(decision));
            assertEquals(Node.of(version), above.nodes().get(0));
            assertTrue(above.nodes().contains(LOANS), above::toString);
            List<Node> way = governance.lineage().shortestPath(LOANS, decision, AsOf.now());
            assertEquals(
                    List.of("dataset", "run", "model", "decision"),
                    way.stream().map(Node::kind).toList());
            Lineage near = governance.lineage().trace(Trace.upstream(decision).depth(1));
            assertEquals(List.of(Node.of(version)), near.nodes());
            assertTrue(near.truncated());
            for (String unknown : List.of("credit-risk/nobody", "nobody", "credit-risk/")) {
                Node node = new Node(Node.DECISION, unknown);
                assertTrue(
                        governance.lineage().trace(Trace.upstream(node)).nodes().isEmpty());
            }
        }
    }

    @Test
    void aPreviewRecordsNothingAndAReportStopsNothing() {
        VersionId version = Fixtures.promoted(governance, directory, "1 1");
        long before = governance.audit().checkpoint().size();
        Recall preview = governance.recalls().preview(LOANS);
        assertEquals(before, governance.audit().checkpoint().size());
        assertEquals(version, preview.affected().get(0).version());
        assertTrue(governance.recalls().of(LOANS).isEmpty());

        Recall report = governance.recalls().recall(CLEO, LOANS, "doubts", Response.REPORT);
        assertEquals(preview.affected(), report.affected());
        assertTrue(governance.registry().suspension("credit-risk").isEmpty());
    }

    @Test
    void aVersionMadeFromRecalledDataLaterIsKeptOut() {
        Fixtures.promoted(governance, directory, "1 1");
        governance.recalls().recall(CLEO, LOANS, "poisoned", Response.REPORT);
        VersionId later = Fixtures.register(governance, directory, "2 2");
        governance.risk().assess(ANA, later, Fixtures.smallRisk());
        Fixtures.validate(governance, later);
        RefusedException refused = assertThrows(
                RefusedException.class, () -> governance.registry().request(ANA, later, "production", "please"));
        assertTrue(refused.reasons().toString().contains("not-tainted"), refused::getMessage);
        assertEquals(
                List.of(LOANS),
                governance.lineage().labels(Node.of(later), AsOf.now()).get(Label.TAINTED));
    }

    @Test
    void noAliasGoesBackToARecalledVersion() {
        VersionId first = Fixtures.promoted(governance, directory, "1 1");
        VersionId second = Fixtures.promoted(governance, directory, "2 2");
        governance.recalls().recall(CLEO, LOANS, "poisoned", Response.REPORT);
        RefusedException refused = assertThrows(
                RefusedException.class,
                () -> governance.registry().moveAlias(CLEO, "credit-risk", "champion", first, 2, "back"));
        assertTrue(refused.reasons().toString().contains("tainted from [dataset/loans:1]"), refused::getMessage);
        assertThrows(RefusedException.class, () -> Fixtures.deploy(governance, first, "branch"));
        governance.drift().freeze(BEN, second, Fixtures.rows(1, 500, 0));
        var alarm = governance.drift().check(ANA, second, Fixtures.rows(2, 500, 5_000));
        assertEquals(io.modelgovernance.drift.DriftVerdict.DRIFT, alarm.report().verdict());
        assertTrue(alarm.fallback().isEmpty(), "no fallback to the other recalled version");
    }

    @Test
    void aRecallBetweenRequestAndVoteBlocksTheVote() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        governance.risk().assess(ANA, version, Fixtures.smallRisk());
        Fixtures.validate(governance, version);
        governance.registry().request(ANA, version, "production", "please");
        governance.recalls().recall(CLEO, LOANS, "poisoned", Response.SUSPEND);
        assertTrue(governance.registry().suspension("credit-risk").isEmpty(), "nothing of it was live");
        assertThrows(RefusedException.class, () -> governance.registry().approve(BEN, version, "ok"));
    }

    @Test
    void aStoppedLabelSparesWhatLiesBehindIt() {
        VersionId version = Fixtures.promoted(governance, directory, "1 1");
        Node run =
                new Node(Node.RUN, governance.registry().version(version).run().orElseThrow());
        governance.lineage().stopLabel(BEN, run, Label.TAINTED, "the run dropped the bad rows, see report 3");
        assertTrue(governance.recalls().preview(LOANS).affected().isEmpty());
        governance.recalls().recall(CLEO, LOANS, "poisoned", Response.SUSPEND);
        assertTrue(governance.registry().suspension("credit-risk").isEmpty());
        assertFalse(governance.lineage().labels(Node.of(version), AsOf.now()).containsKey(Label.TAINTED));

        governance.lineage().label(BEN, run, Label.TAINTED, "it had not");
        assertEquals(
                List.of(LOANS, run),
                governance.lineage().labels(Node.of(version), AsOf.now()).get(Label.TAINTED));
    }

    @Test
    void aSecondReasonToStopIsKeptBesideTheFirst() {
        Fixtures.promoted(governance, directory, "1 1");
        governance.registry().suspend(ANA, "credit-risk", "maintenance");
        governance.recalls().recall(CLEO, LOANS, "poisoned", Response.SUSPEND);
        String why = governance.registry().suspension("credit-risk").orElseThrow();
        assertTrue(why.contains("maintenance") && why.contains("poisoned"), why);
    }

    @Test
    void labelsAreAsOfAMomentAndComeFromDatasetsToo() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        Node model = Node.of(version);
        long before = governance.audit().checkpoint().size();
        governance.lineage().label(ANA, new Node(Node.SOURCE, "bureau"), Label.SENSITIVE, "health");
        assertEquals(
                Map.of(Label.SENSITIVE, List.of(new Node(Node.SOURCE, "bureau"))),
                governance.lineage().labels(model, AsOf.now()));
        assertTrue(governance.lineage().labels(model, AsOf.position(before)).isEmpty());
    }

    @Test
    void pagesHoldEachDecisionOnceWhateverTheirSize() {
        VersionId first = Fixtures.promoted(governance, directory, "1 1");
        List<String> made = new ArrayList<>();
        try (GovernedModel model = governance.govern("credit-risk", LOADER);
                GovernedModel other = governance.govern("credit-risk", LOADER)) {
            made.addAll(decide(model, 5));
            model.flush();
            made.addAll(decide(other, 4));
            other.flush();
            made.addAll(decide(model, 3));
            model.flush();
        }
        for (int size : new int[] {1, 2, 5, 12, 1_000}) {
            List<String> seen = new ArrayList<>();
            Optional<String> key = Optional.empty();
            do {
                Page<DecisionRecord> page = governance.recalls().decisions(first, key, size);
                page.items().forEach(one -> seen.add(one.id()));
                key = page.next();
            } while (key.isPresent());
            assertEquals(made.size(), seen.size(), "pages of " + size);
            assertEquals(new TreeSet<>(made), new TreeSet<>(seen));
        }
        assertEquals(made.size(), governance.recalls().count(first));
        VersionId second = new VersionId("credit-risk", 2);
        assertEquals(0, governance.recalls().count(second));
        assertTrue(governance
                .recalls()
                .decisions(second, Optional.empty(), 10)
                .items()
                .isEmpty());
        assertThrows(
                InvalidInputException.class, () -> governance.recalls().decisions(first, Optional.of("no key"), 10));
        assertThrows(InvalidInputException.class, () -> governance.recalls().decisions(first, Optional.empty(), 0));
    }

    @Test
    void whatIsUnknownIsNotRecalled() {
        assertThrows(NotFoundException.class, () -> governance.recalls().preview(new Node(Node.DATASET, "no-such:1")));
        assertThrows(
                NotFoundException.class,
                () -> governance.recalls().recall(CLEO, new Node("table", "x"), "bad", Response.REPORT));
        governance
                .lineage()
                .declare(
                        ANA,
                        List.of(new Edge(
                                new Node("table", "x"),
                                new Node("report", "y"),
                                "feeds",
                                "ana",
                                clock.instant(),
                                Edge.Confidence.DECLARED)));
        assertTrue(
                governance.recalls().preview(new Node("table", "x")).affected().isEmpty());
        assertTrue(
                governance.recalls().preview(new Node("report", "y")).affected().isEmpty());
    }

    @Test
    void completenessIsANumberThatAGateCanAskFor() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        assertEquals(1, governance.lineage().completeness(version).share());
        assertEquals(3, governance.lineage().completeness(version).asked());
        InvalidInputException cycle = assertThrows(
                InvalidInputException.class,
                () -> governance
                        .lineage()
                        .declare(
                                ANA,
                                List.of(new Edge(
                                        Node.of(version),
                                        LOANS,
                                        "feeds",
                                        "ana",
                                        clock.instant(),
                                        Edge.Confidence.DECLARED))));
        assertTrue(cycle.getMessage().contains("cycle"), cycle::getMessage);
    }

    private static List<String> decide(GovernedModel model, int times) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            ids.add(model.decide(BANK, PURPOSE, new double[] {100 + i, 200}).id());
        }
        return ids;
    }
}
