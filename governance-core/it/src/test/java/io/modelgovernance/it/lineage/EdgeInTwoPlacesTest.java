package io.modelgovernance.it.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.it.Stores;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;

/** One edge that a dataset was recorded with and that somebody declares as well, at the same moment: an answer has it once. */
class EdgeInTwoPlacesTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Actor ANA = Actor.human("ana");
    private static final Node BUREAU = new Node(Node.SOURCE, "bureau");
    private static final DatasetVersion LOANS = new DatasetVersion(
            "loans",
            "1",
            Digest.of(new byte[] {1}),
            10,
            List.of("income"),
            "bureau",
            "internal",
            DatasetVersion.PersonalData.NONE);

    private static <S extends GovernanceStore & ObservationStore & ContentStore> void isGivenOnce(S store) {
        Edge fed = new Edge(BUREAU, LOANS.node(), "feeds", "ana", NOW, Edge.Confidence.DECLARED);
        Edge read = new Edge(BUREAU, LOANS.node(), "reads", "ana", NOW, Edge.Confidence.DECLARED);
        try (Governance governance = GovernanceEngine.builder()
                .store(store)
                .clock(Clock.fixed(NOW, ZoneOffset.UTC))
                .build()) {
            governance.lineage().recordDataset(ANA, LOANS, BUREAU);
            governance.lineage().declare(ANA, List.of(read, fed));
            for (Trace trace : List.of(Trace.upstream(LOANS.node()), Trace.downstream(BUREAU))) {
                List<Edge> edges = governance.lineage().trace(trace).edges();
                assertEquals(2, edges.size(), edges::toString);
            }
        }
    }

    @Test
    void inMemory() {
        isGivenOnce(new InMemoryGovernanceStore());
    }

    @Test
    void onH2() {
        isGivenOnce(Stores.h2());
    }

    @Test
    void onPostgres() {
        isGivenOnce(Stores.postgres());
    }
}
