package io.modelgovernance.core.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.exchange.OpenLineageEvent;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Column;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.DatasetVersion.PersonalData;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Facet;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.lineage.Transformation;
import io.modelgovernance.lineage.Transformation.Kind;
import io.modelgovernance.registry.VersionId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Columns, how they came about, what is said about nodes, and where labels stop. */
class ColumnsTest {
    private static final Actor ANA = Actor.human("ana");
    private static final VersionId V1 = new VersionId("credit-risk", 1);

    private final Governance governance =
            GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();

    @AfterEach
    void close() {
        governance.close();
    }

    private static DatasetVersion dataset(String name, PersonalData kind) {
        return new DatasetVersion(
                name, "1", Digest.of(name.getBytes(StandardCharsets.UTF_8)), 10, List.of(), "s", "l", kind);
    }

    private void becomes(Column from, Column to, Transformation how) {
        governance.lineage().declare(ANA, List.of(from.becomes(to, how, "ana", Instant.EPOCH)));
    }

    @Test
    void personalDataStopsAtAMaskingStepOnlyWhereARuleSaysSo() {
        DatasetVersion people = dataset("people", PersonalData.PERSONAL);
        DatasetVersion table = dataset("table", PersonalData.NONE);
        governance.lineage().recordDataset(ANA, people);
        governance.lineage().recordDataset(ANA, table);
        Column name = Column.of(people, "name");
        Column region = Column.of(people, "region");
        Column hash = Column.of(table, "name_hash");
        Column feature = Column.of(V1, "who");
        Column area = Column.of(V1, "area");
        becomes(name, hash, Transformation.masking(Kind.TRANSFORMATION, "keyed hash"));
        becomes(hash, feature, Transformation.of(Kind.IDENTITY));
        becomes(region, area, Transformation.of(Kind.IDENTITY));
        assertEquals(
                List.of(hash.node(), name.node()),
                governance.lineage().trace(Trace.upstream(feature.node())).nodes());

        AsOf before = AsOf.position(governance.audit().entries(0, 100).size());
        assertEquals(Map.of(Label.PERSONAL_DATA, List.of(name.node())), labels(feature, AsOf.now()));
        governance.lineage().stopLabel(ANA, Transformation.MASKING, Label.PERSONAL_DATA, "keyed hashes, key destroyed");
        assertEquals(Map.of(), labels(feature, AsOf.now()));
        assertEquals(Map.of(), labels(hash, AsOf.now()));
        assertEquals(Map.of(Label.PERSONAL_DATA, List.of(name.node())), labels(name, AsOf.now()));
        assertEquals(Map.of(Label.PERSONAL_DATA, List.of(region.node())), labels(area, AsOf.now()));
        assertEquals(Map.of(Label.PERSONAL_DATA, List.of(name.node())), labels(feature, before), "as it was");

        becomes(region, feature, Transformation.of(Kind.CONDITIONAL));
        assertEquals(Map.of(Label.PERSONAL_DATA, List.of(region.node())), labels(feature, AsOf.now()), "another way");
        governance.lineage().describe(ANA, region.node(), new Facet.Personal(PersonalData.NONE));
        assertEquals(Map.of(), labels(area, AsOf.now()), "the column is said to be less personal than its dataset");
        governance.lineage().describe(ANA, region.node(), new Facet.Personal(PersonalData.SPECIAL));
        assertEquals(
                Set.of(Label.PERSONAL_DATA, Label.SENSITIVE),
                labels(area, AsOf.now()).keySet());
    }

    private Map<String, List<Node>> labels(Column column, AsOf asOf) {
        return governance.lineage().labels(column.node(), asOf);
    }

    @Test
    void aColumnIsItsNodeAndBack() {
        Column column = Column.of(dataset("people", PersonalData.NONE), "a b");
        assertEquals("column/people:1@a b", column.node().toString());
        assertEquals(
                "feature/credit-risk:1@income", Column.of(V1, "income").node().toString());
        assertEquals(
                Optional.of(Column.of(V1, "income")),
                Column.of(Column.of(V1, "income").node()));
        assertEquals(Optional.empty(), Column.of(new Node(Node.DATASET, "a@b")));
        assertEquals(Optional.empty(), Column.of(new Node(Node.COLUMN, "b")));
        assertThrows(InvalidInputException.class, () -> new Column(new Node(Node.RUN, "1"), "x"));
        for (String bad : List.of("x".repeat(130), "a@b", "", "a\nb")) {
            assertThrows(InvalidInputException.class, () -> Column.of(V1, bad));
        }
        assertEquals("group-by", Transformation.of(Kind.GROUP_BY).role());
        assertTrue(Kind.AGGREGATION.direct() && !Kind.FILTER.direct());
    }

    @Test
    void facetsAreKeptWithTheirPast() {
        Node node = new Node(Node.FEATURE_SET, "applicants:3");
        List<Facet> all = List.of(
                new Facet.Documentation("what we know of applicants"),
                new Facet.Licence("CC-BY-4.0"),
                new Facet.Location("s3://bank/applicants"),
                new Facet.Owner(List.of("data office")),
                new Facet.Personal(PersonalData.PERSONAL),
                new Facet.Quality(List.of(new Facet.Quality.Assertion("not-null", "income", true))),
                new Facet.Schema(List.of(new Facet.Schema.Field("income", "decimal(9,2)", "a year"))),
                new Facet.Statistics(
                        10, 99, Map.of("income", new Facet.Statistics.ColumnStatistics(1, 9, 0.5, Double.NaN))));
        governance.lineage().describe(ANA, node, all.toArray(Facet[]::new));
        assertEquals(all, governance.lineage().facets(node, AsOf.now()));
        governance.lineage().describe(ANA, node, new Facet.Owner(List.of("risk")));
        assertTrue(governance.lineage().facets(node, AsOf.now()).contains(new Facet.Owner(List.of("risk"))));
        assertEquals(all, governance.lineage().facets(node, AsOf.position(1)));
        assertEquals(List.of(), governance.lineage().facets(node, AsOf.position(0)));
        assertThrows(InvalidInputException.class, () -> governance.lineage().describe(ANA, node));
        assertThrows(
                InvalidInputException.class,
                () -> governance.lineage().describe(ANA, node, new Facet.Licence("a"), new Facet.Licence("b")));
        assertEquals(2, governance.audit().entries(0, 100).size(), "what was refused left nothing");
    }

    @Test
    void whatNoEdgeTouchesIsAnOrphan() {
        governance.lineage().recordDataset(ANA, dataset("alone", PersonalData.NONE));
        DatasetVersion fed = dataset("fed", PersonalData.NONE);
        governance.lineage().recordDataset(ANA, fed, new Node(Node.SOURCE, "s"));
        assertEquals(
                List.of(new Node(Node.DATASET, "alone:1")), governance.lineage().orphans(AsOf.now()));
        assertEquals(List.of(), governance.lineage().orphans(AsOf.position(0)));
        governance
                .lineage()
                .declare(
                        ANA,
                        List.of(new Edge(
                                fed.node(),
                                new Node(Node.REPORT, "r"),
                                "feeds",
                                "ana",
                                Instant.EPOCH,
                                Edge.Confidence.INFERRED)));
        assertThrows(
                NotFoundException.class,
                () -> governance
                        .lineage()
                        .withdraw(ANA, new Node(Node.SOURCE, "s"), fed.node(), "feeds", "observed by the act itself"));
    }

    @Test
    void anEventsColumnLineageBecomesEdgesBetweenColumns() {
        OpenLineageEvent event = OpenLineageEvent.parse("""
                {"eventTime":"2026-01-31T12:00:00Z","eventType":"COMPLETE","producer":"https://spark",
                 "schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent",
                 "run":{"runId":"f69a6e9b-9bac-3c9a-9cf6-eacb70ecc9a9"},"job":{"namespace":"n","name":"j"},
                 "inputs":[{"namespace":"pg","name":"people","facets":{"version":{"_producer":"https://spark",
                   "_schemaURL":"https://x","datasetVersion":"7"}}}],
                 "outputs":[{"namespace":"pg","name":"out","facets":{"columnLineage":{"_producer":"https://spark",
                   "_schemaURL":"https://x","fields":{"hash":{"inputFields":[{"namespace":"pg","name":"people",
                   "field":"ssn","transformations":[{"type":"DIRECT","subtype":"TRANSFORMATION","masking":true,
                   "description":"sha"},{"type":"INDIRECT","subtype":"GROUP_BY"},{"type":"INDIRECT","subtype":"new"}]}]}},
                   "dataset":[{"namespace":"pg","name":"people","field":"age",
                   "transformations":[{"type":"INDIRECT","subtype":"FILTER"}]}]}}}]}""".getBytes(StandardCharsets.UTF_8));
        List<Edge> edges = event.columnEdges();
        assertEquals(
                List.of(
                        "column/pg/people:7@ssn transformation true",
                        "column/pg/people:7@ssn group-by false",
                        "column/pg/people:7@ssn conditional false",
                        "column/pg/people:7@age filter false"),
                edges.stream()
                        .map(edge -> edge.from() + " " + edge.role() + " " + edge.masking())
                        .toList());
        assertTrue(edges.stream().allMatch(edge -> edge.to().toString().equals("column/pg/out@hash")));
        governance.lineage().declare(ANA, event.edges());
        assertEquals(
                2,
                governance
                        .lineage()
                        .trace(Trace.upstream(edges.get(0).to()))
                        .nodes()
                        .size());
    }
}
