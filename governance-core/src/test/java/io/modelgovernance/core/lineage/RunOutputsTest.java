package io.modelgovernance.core.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.exchange.OpenLineage;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs that make data. */
class RunOutputsTest {
    private static final Actor ANA = Actor.human("ana");
    private static final Node BUREAU = new Node(Node.SOURCE, "bureau");
    private static final DatasetVersion RAW = dataset("raw", 1);
    private static final DatasetVersion CLEAN = dataset("clean", 2);

    private final Governance governance =
            GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();

    private static DatasetVersion dataset(String name, int content) {
        return new DatasetVersion(
                name,
                "1",
                Digest.of(new byte[] {(byte) content}),
                10,
                List.of("income"),
                "bureau",
                "internal",
                DatasetVersion.PersonalData.NONE);
    }

    @AfterEach
    void close() {
        governance.close();
    }

    @Test
    void whatARunMadeIsOnRecordAndComesFromIt() {
        governance.lineage().recordDataset(ANA, RAW, BUREAU);
        String id;
        try (Run run = governance.lineage().startRun(ANA, "clean")) {
            id = run.id();
            run.reads(RAW).writes(CLEAN).code("4f2a9c1");
        }
        assertEquals(CLEAN, governance.lineage().dataset("clean", "1").orElseThrow());
        assertEquals(
                List.of(new Node(Node.RUN, id), new Node(Node.CODE, "4f2a9c1"), RAW.node(), BUREAU),
                governance.lineage().ancestors(CLEAN.node(), 9, AsOf.now()).nodes());
        assertTrue(governance.audit().verify().intact());
        String event =
                new String(OpenLineage.of(governance, "bank").events(id).get(1).toJson(), StandardCharsets.UTF_8);
        String outputs = event.substring(event.indexOf("\"outputs\""));
        assertTrue(outputs.contains("\"name\":\"clean\""), event);
        assertTrue(outputs.contains(CLEAN.digest().toString()), event);
    }

    @Test
    void madeAgainItMustBeTheSame() {
        governance.lineage().recordDataset(ANA, CLEAN, BUREAU);
        try (Run run = governance.lineage().startRun(ANA, "clean again")) {
            run.writes(CLEAN);
        }
        long before = governance.audit().checkpoint().size();
        Run other = governance.lineage().startRun(ANA, "other data");
        other.writes(dataset("clean", 9));
        assertThrows(ConflictException.class, other::close);
        assertEquals(before + 1, governance.audit().checkpoint().size());
    }

    @Test
    void aRunDoesNotMakeWhatItReadCameFrom() {
        governance.lineage().recordDataset(ANA, RAW, BUREAU);
        governance.lineage().recordDataset(ANA, CLEAN, RAW.node());
        Run run = governance.lineage().startRun(ANA, "in a circle");
        run.reads(CLEAN).writes(RAW);
        InvalidInputException refused = assertThrows(InvalidInputException.class, run::close);
        assertTrue(refused.getMessage().contains("cycle"), refused::getMessage);
        Run same = governance.lineage().startRun(ANA, "in place");
        same.reads(CLEAN).writes(CLEAN);
        assertThrows(InvalidInputException.class, same::close);
    }
}
