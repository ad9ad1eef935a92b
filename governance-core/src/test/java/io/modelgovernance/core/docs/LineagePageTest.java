package io.modelgovernance.core.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.audit.Subscription;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.exchange.CycloneDx;
import io.modelgovernance.core.exchange.OpenLineage;
import io.modelgovernance.core.exchange.OpenLineageEvent;
import io.modelgovernance.core.exchange.OpenLineageFile;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Column;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Facet;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.lineage.Transformation;
import io.modelgovernance.lineage.Transformation.Kind;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pieces of code on docs/lineage.md, run. */
class LineagePageTest {
    @TempDir
    Path directory;

    private final Actor ana = Actor.human("ana");
    private final Governance governance =
            GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();
    private final DatasetVersion loans = new DatasetVersion(
            "loans",
            "2026-09",
            Digest.of(new byte[] {1}),
            100,
            List.of("income", "ssn"),
            "bureau",
            "internal",
            DatasetVersion.PersonalData.PERSONAL);

    @AfterEach
    void close() {
        governance.close();
    }

    private VersionId trained() throws IOException {
        governance.lineage().recordDataset(ana, loans, new Node(Node.SOURCE, "bureau"));
        Path file = Files.writeString(directory.resolve("model.txt"), "1 1");
        try (Run run = governance.lineage().startRun(ana, "train credit-risk")) {
            run.reads(loans).code("4f2a9c1");
            return governance
                    .registry()
                    .register(ana, "credit-risk", run.produced(file), FeatureSchema.of(Feature.numeric("income", 0, 1)))
                    .id();
        }
    }

    @Test
    void questions() throws IOException {
        VersionId v1 = trained();
        Instant lastYear = Instant.EPOCH;
        Trace question = Trace.upstream(Node.of(v1))
                .depth(3)
                .limit(500)
                .giveUpAfter(Duration.ofSeconds(2))
                .stopAt(node -> node.kind().equals(Node.SOURCE));
        Lineage near = governance.lineage().trace(question);
        Lineage added = governance.lineage().trace(Trace.around(loans.node()).since(AsOf.instant(lastYear)));
        List<Node> way = governance.lineage().shortestPath(loans.node(), Node.of(v1), AsOf.now());
        List<Node> begin = governance.lineage().roots(Node.of(v1), AsOf.now());
        boolean all = governance.lineage().trace(Trace.downstream(loans.node()), (edge, depth) -> {
            return depth < 5;
        });
        assertEquals(4, near.nodes().size());
        assertEquals(4, added.nodes().size());
        assertEquals(3, way.size());
        assertEquals(List.of(new Node(Node.CODE, "4f2a9c1"), new Node(Node.SOURCE, "bureau")), begin);
        assertTrue(all);
    }

    @Test
    void columns() throws IOException {
        VersionId v1 = trained();
        Instant now = Instant.EPOCH;
        Column ssn = Column.of(loans, "ssn");
        Column who = Column.of(v1, "who");
        Edge hashed = ssn.becomes(who, Transformation.masking(Kind.TRANSFORMATION, "keyed hash"), "ana", now);
        governance.lineage().declare(ana, List.of(hashed));
        governance.lineage().stopLabel(ana, Transformation.MASKING, Label.PERSONAL_DATA, "the keys are destroyed");
        Map<String, List<Node>> borne = governance.lineage().labels(who.node(), AsOf.now());
        assertTrue(borne.isEmpty());
        assertFalse(governance.lineage().labels(ssn.node(), AsOf.now()).isEmpty());
    }

    @Test
    void facets() {
        Node table = new Node(Node.SOURCE, "bureau");
        Facet owner = new Facet.Owner(List.of("data office"));
        governance.lineage().describe(ana, table, owner, new Facet.Licence("CC-BY-4.0"));
        List<Facet> said = governance.lineage().facets(table, AsOf.now());
        assertEquals(2, said.size());
    }

    @Test
    void exchange() throws IOException {
        VersionId v1 = trained();
        Path events = directory.resolve("events.jsonl");
        OpenLineage teller = OpenLineage.of(governance, "credit-bank");
        Subscription outbox = governance.subscribe(0, teller.tellingTo(new OpenLineageFile(events)));
        byte[] bill = CycloneDx.bom(governance, v1);
        outbox.close();
        assertTrue(new String(bill, StandardCharsets.UTF_8).contains("machine-learning-model"));
        Files.deleteIfExists(events);
        governance.audit().entries(0, 100).forEach(teller.tellingTo(new OpenLineageFile(events)));
        List<Edge> told = OpenLineageEvent.parse(
                        Files.readAllLines(events).get(1).getBytes(StandardCharsets.UTF_8))
                .edges();
        assertEquals(2, told.size());
    }
}
