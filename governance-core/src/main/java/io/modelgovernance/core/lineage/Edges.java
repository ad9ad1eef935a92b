package io.modelgovernance.core.lineage;

import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import java.util.ArrayList;
import java.util.List;

/** Writes edges so that both ends find them. */
public final class Edges {
    static final String FROM = Link.FROM;
    static final String TO = Link.TO;

    private Edges() {}

    /**
     * Writes an edge.
     *
     * @param act the act
     * @param scope the scope of what records it
     * @param edge the edge
     */
    public static void put(Act act, String scope, Edge edge) {
        put(act, Keys.edge(scope, edge), edge);
    }

    static void put(Act act, RecordKey key, Edge edge) {
        List<Term> terms = new ArrayList<>(List.of(term(FROM, edge.from()), term(TO, edge.to())));
        EdgeNote.of(edge).ifPresent(note -> terms.add(new Term(Link.NOTE, note)));
        act.put(key, edge, terms.toArray(Term[]::new));
    }

    static Edge read(StoredRecord record) {
        return EdgeText.read(record.body());
    }

    private static Term term(String end, Node node) {
        return new Term(end, node.toString());
    }
}
