package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Links;
import io.modelgovernance.spi.Links.Beyond;
import io.modelgovernance.spi.LinksQuery;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/**
 * Follows links by the ends that are kept beside each record: in one recursive statement where the database is good at
 * it, else a statement a step. Each end has an index that leads to the other end, so going on reads no record.
 */
final class LinkReads {
    private final String ledger;
    private final Dialect dialect;

    LinkReads(String ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
    }

    Optional<Links> follow(Connection connection, LinksQuery query) throws SQLException {
        FoundLinks found = new FoundLinks(query);
        Beyond beyond = dialect.recursive()
                ? new RecursiveLinks(ledger, dialect).follow(connection, found)
                : stepwise(connection, found);
        return found.full() ? Optional.empty() : Optional.of(new Links(found.links(), beyond));
    }

    private Beyond stepwise(Connection connection, FoundLinks found) throws SQLException {
        try (LinkSteps steps = new LinkSteps(connection, ledger, found.query())) {
            List<String> at = found.query().starts();
            for (int step = 0; step < found.query().steps() && !at.isEmpty(); step++) {
                for (int from = 0; from < at.size() && !found.full(); from += dialect.together()) {
                    int room = found.query().limit() + 1 - found.links().size();
                    steps.read(some(at, from), room).forEach(found::add);
                }
                if (found.full()) {
                    return Beyond.UNKNOWN;
                }
                at = found.next();
            }
            Beyond beyond = Beyond.NOTHING;
            for (int from = 0; from < at.size() && beyond == Beyond.NOTHING; from += dialect.together()) {
                beyond = found.beyond(steps.read(some(at, from), FoundLinks.GLANCE).stream()
                        .map(found::far)
                        .toList());
            }
            return beyond;
        }
    }

    private List<String> some(List<String> nodes, int from) {
        return nodes.subList(from, Math.min(nodes.size(), from + dialect.together()));
    }

    static Link link(ResultSet row) throws SQLException {
        return new Link(row.getString(1), row.getString(2), row.getBytes(3), row.getLong(4));
    }
}
