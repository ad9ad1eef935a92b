package io.modelgovernance.core.lineage;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.Facet;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermMatch;
import io.modelgovernance.spi.TermsQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What is said about nodes, each kind of facet a record of its own. Thread-safe. */
final class Facets {
    static final String NODE = "node";

    private final Ledger ledger;

    Facets(Ledger ledger) {
        this.ledger = ledger;
    }

    static void put(Act act, Node node, Facet... facets) {
        Set<String> kinds = new HashSet<>();
        for (Facet facet : facets) {
            if (!kinds.add(facet.kind())) {
                throw InvalidInputException.of("facets of " + node, "are two of kind " + facet.kind(), "one of a kind");
            }
            act.put(key(node, facet.kind()), facet, new Term(NODE, node.toString()));
            act.detail(facet.kind(), "said");
        }
        if (kinds.isEmpty()) {
            throw InvalidInputException.of("list of facets", "is empty", "at least one facet");
        }
    }

    static RecordKey key(Node node, String kind) {
        return new RecordKey("node/" + node, Keys.FACET, kind);
    }

    /** The facets of some nodes, in order of the nodes' text and the facets' kinds. */
    List<Described> of(List<Node> nodes, long asOf) {
        List<Described> found = new ArrayList<>();
        for (TermMatch match : matches(ledger, Keys.FACET, NODE, nodes, asOf)) {
            found.add(new Described(Node.parse(match.value()), read(match.record())));
        }
        return found;
    }

    /** A facet and whose it is. */
    record Described(Node node, Facet facet) {}

    /** Every record of a kind at some nodes, however many there are of either. */
    static List<TermMatch> matches(Ledger ledger, String kind, String name, List<Node> nodes, long asOf) {
        List<TermMatch> all = new ArrayList<>();
        List<String> texts = nodes.stream().map(Node::toString).sorted().toList();
        for (int from = 0; from < texts.size(); from += TermsQuery.MAX_VALUES) {
            List<String> values = texts.subList(from, Math.min(texts.size(), from + TermsQuery.MAX_VALUES));
            TermsQuery query = new TermsQuery(kind, name, values, asOf, Optional.empty(), RecordQuery.MAX_LIMIT);
            List<TermMatch> page = ledger.lookUp(query);
            all.addAll(page);
            while (page.size() == RecordQuery.MAX_LIMIT) {
                query = query.after(page.get(page.size() - 1), RecordQuery.MAX_LIMIT);
                page = ledger.lookUp(query);
                all.addAll(page);
            }
        }
        return all;
    }

    private static Facet read(StoredRecord record) {
        return RecordCodec.read(type(record.key().id()), record.body());
    }

    private static Class<? extends Facet> type(String kind) {
        return switch (kind) {
            case "schema" -> Facet.Schema.class;
            case "statistics" -> Facet.Statistics.class;
            case "quality" -> Facet.Quality.class;
            case "owner" -> Facet.Owner.class;
            case "location" -> Facet.Location.class;
            case "licence" -> Facet.Licence.class;
            case "personal-data" -> Facet.Personal.class;
            case "documentation" -> Facet.Documentation.class;
            default ->
                throw new IntegrityException("facet", "The stored facet (" + kind + ") must be of a known kind.");
        };
    }
}
