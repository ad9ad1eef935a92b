package io.modelgovernance.core.lineage;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.TermMatch;
import io.modelgovernance.spi.TermsQuery;
import java.util.List;
import java.util.Optional;

/**
 * Reads the edges at many nodes with few questions to the storage, page by page.
 *
 * @param ledger where the edges are
 * @param asOf journal position, or {@link io.modelgovernance.spi.GovernanceStore#NOW}
 * @param since only edges recorded after this position; -1 for all
 * @param kinds current edges, or withdrawn ones as well
 */
record EdgeReads(Ledger ledger, long asOf, long since, List<String> kinds) implements EdgeSource {
    private static final int PROBE = 16;

    static EdgeReads current(Ledger ledger, long asOf) {
        return new EdgeReads(ledger, asOf, -1, List.of(Keys.EDGE));
    }

    @Override
    public boolean each(List<Node> nodes, boolean upstream, Sink sink) {
        return each(nodes, upstream, RecordQuery.MAX_LIMIT, sink);
    }

    @Override
    public boolean repeats() {
        return true;
    }

    /** The pages begin small. */
    @Override
    public boolean probe(List<Node> nodes, boolean upstream, Sink sink) {
        return each(nodes, upstream, PROBE, sink);
    }

    private boolean each(List<Node> nodes, boolean upstream, int firstPage, Sink sink) {
        List<String> texts = nodes.stream().map(Node::toString).sorted().toList();
        int page = firstPage;
        for (String kind : kinds) {
            for (int from = 0; from < texts.size(); from += TermsQuery.MAX_VALUES) {
                List<String> values = texts.subList(from, Math.min(texts.size(), from + TermsQuery.MAX_VALUES));
                String end = upstream ? Edges.TO : Edges.FROM;
                TermsQuery query = new TermsQuery(kind, end, values, asOf, Optional.empty(), page);
                while (true) {
                    List<TermMatch> found = ledger.lookUp(query);
                    for (TermMatch match : found) {
                        if (late(match.record()) && !sink.take(Edges.read(match.record()))) {
                            return false;
                        }
                    }
                    if (found.size() < query.limit()) {
                        break;
                    }
                    page = Math.min(RecordQuery.MAX_LIMIT, page * 8);
                    query = query.after(found.get(found.size() - 1), page);
                }
            }
        }
        return true;
    }

    /** A withdrawn edge was recorded when its record was put; one that was declared again is met as current. */
    private boolean late(StoredRecord record) {
        if (record.key().kind().equals(Keys.EDGE)) {
            return record.from() > since;
        }
        RecordKey key =
                new RecordKey(record.key().scope(), Keys.EDGE, record.key().id());
        AsOf moment = AsOf.position(asOf);
        return ledger.find(Edge.class, key, moment).isEmpty()
                && ledger.puts(key).stream().anyMatch(put -> put > since && put <= asOf);
    }
}
