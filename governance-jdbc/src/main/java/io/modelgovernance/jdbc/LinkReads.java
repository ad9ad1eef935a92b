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
 * it, else a statement a step. Each end has an index that leads to the other end and holds the link's note, so no record is
 * read but those of links without a note, and these last.
 */
final class LinkReads {
    /** So many things one statement asks for. */
    private static final int TOGETHER = 512;
    /** To find out whether there is more, so many times as many are looked at after those that did not lead on. */
    private static final int GROWTH = 16;

    private static final byte[] NOTHING = {};

    private final String ledger;
    private final Dialect dialect;

    LinkReads(String ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
    }

    Optional<Links> follow(Connection connection, LinksQuery query) throws SQLException {
        FoundLinks found = new FoundLinks(query);
        Optional<Beyond> beyond =
                dialect.recursive() ? recursive(connection, found) : Optional.of(stepwise(connection, found));
        return found.full() ? Optional.empty() : beyond.map(one -> new Links(found.links(), one));
    }

    private Optional<Beyond> recursive(Connection connection, FoundLinks found) throws SQLException {
        RecursiveLinks recursive = new RecursiveLinks(connection, ledger, dialect);
        Optional<Beyond> beyond = recursive.follow(found);
        List<String> unsaid = found.withoutNote();
        for (int from = 0; from < unsaid.size() && !found.full(); from += TOGETHER) {
            recursive.bodies(found, some(unsaid, from));
        }
        return beyond;
    }

    private Beyond stepwise(Connection connection, FoundLinks found) throws SQLException {
        Beyond beyond = steps(connection, found);
        if (!found.full()) {
            List<String> unsaid = found.withoutNote();
            try (LinkSteps bodies = LinkSteps.withBodies(connection, ledger, dialect, found.query())) {
                for (int from = 0; from < unsaid.size() && !found.full(); from += TOGETHER) {
                    int room = found.query().limit() + 1 - found.links().size();
                    bodies.read(some(unsaid, from), room).forEach(found::add);
                }
            }
        }
        return beyond;
    }

    private Beyond steps(Connection connection, FoundLinks found) throws SQLException {
        try (LinkSteps steps = LinkSteps.withNotes(connection, ledger, dialect, found.query())) {
            everyStep(steps, found);
            return found.full() ? Beyond.UNKNOWN : beyond(steps, found);
        }
    }

    private void everyStep(LinkSteps steps, FoundLinks found) throws SQLException {
        List<String> at = found.query().starts();
        for (int step = 0; step < found.query().steps() && !at.isEmpty() && !found.full(); step++) {
            for (int from = 0; from < at.size() && !found.full(); from += TOGETHER) {
                int room = found.query().limit() + 1 - found.links().size();
                steps.read(some(at, from), room).forEach(found::add);
            }
            at = step + 1 < found.query().steps() ? found.next() : List.of();
        }
    }

    /** Whether something leads on from what was reached last; most often the first one does. */
    private Beyond beyond(LinkSteps steps, FoundLinks found) throws SQLException {
        List<String> last = found.next();
        Beyond beyond = Beyond.NOTHING;
        int from = 0;
        for (int few = 1; from < last.size() && beyond == Beyond.NOTHING; few = Math.min(few * GROWTH, TOGETHER)) {
            int to = Math.min(last.size(), from + few);
            beyond = found.beyond(steps.read(last.subList(from, to), FoundLinks.GLANCE).stream()
                    .map(found::far)
                    .toList());
            from = to;
        }
        return beyond;
    }

    private static List<String> some(List<String> nodes, int from) {
        return nodes.subList(from, Math.min(nodes.size(), from + TOGETHER));
    }

    /** A link by its note; one without is an empty one, to be read again. */
    static Link noted(ResultSet row) throws SQLException {
        String note = row.getString(3);
        return new Link(row.getString(1), row.getString(2), note == null ? "" : note, NOTHING, row.getLong(4));
    }

    static Link withBody(ResultSet row) throws SQLException {
        return new Link(row.getString(1), row.getString(2), "", row.getBytes(3), row.getLong(4));
    }
}
