package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.LinksQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the links at some things, one statement after the other; a statement is prepared once while it fits. */
final class LinkSteps implements AutoCloseable {
    private final Connection connection;
    private final String ledger;
    private final Dialect dialect;
    private final LinksQuery query;
    private final boolean bodies;
    private @Nullable PreparedStatement select;
    private int places;

    private LinkSteps(Connection connection, String ledger, Dialect dialect, LinksQuery query, boolean bodies) {
        this.connection = connection;
        this.ledger = ledger;
        this.dialect = dialect;
        this.query = query;
        this.bodies = bodies;
    }

    /** Reads links by what indexes say of them. */
    static LinkSteps withNotes(Connection connection, String ledger, Dialect dialect, LinksQuery query) {
        return new LinkSteps(connection, ledger, dialect, query, false);
    }

    /** Reads only links that have no note. */
    static LinkSteps withBodies(Connection connection, String ledger, Dialect dialect, LinksQuery query) {
        return new LinkSteps(connection, ledger, dialect, query, true);
    }

    List<Link> read(List<String> nodes, int most) throws SQLException {
        boolean list = dialect.lists();
        PreparedStatement statement =
                prepared(list || nodes.size() == 1 ? 1 : Integer.highestOneBit(nodes.size() - 1) * 2);
        int place = 0;
        if (list) {
            statement.setObject(++place, nodes.toArray(String[]::new));
        }
        for (int i = 0; i < places && !list; i++) {
            statement.setString(++place, nodes.get(Math.min(i, nodes.size() - 1)));
        }
        statement.setString(++place, ledger);
        statement.setString(++place, query.kind());
        if (query.asOf() != GovernanceStore.NOW) {
            statement.setLong(++place, query.asOf());
            statement.setLong(++place, query.asOf());
        }
        if (query.since() >= 0) {
            statement.setLong(++place, query.since());
        }
        statement.setInt(++place, most);
        List<Link> links = new ArrayList<>();
        try (ResultSet row = statement.executeQuery()) {
            while (row.next()) {
                links.add(bodies ? LinkReads.withBody(row) : LinkReads.noted(row));
            }
        }
        return links;
    }

    private PreparedStatement prepared(int wanted) throws SQLException {
        PreparedStatement ready = select;
        if (ready != null && wanted == places) {
            return ready;
        }
        close();
        PreparedStatement made =
                connection.prepareStatement("select e.link_from, e.link_to, " + (bodies ? "e.body" : "e.link_note")
                        + ", e.valid_from from " + at(wanted)
                        + " and e.ledger = ? and e.kind = ?" + (bodies ? " and e.link_note is null" : "")
                        + (query.asOf() == GovernanceStore.NOW
                                ? " and" + Sql.LIVING
                                : " and e.valid_from <= ? and e.valid_to > ?")
                        + (query.since() >= 0 ? " and e.valid_from > ?" : "") + " limit ?");
        places = wanted;
        select = made;
        return made;
    }

    private String at(int wanted) {
        String near = query.end().equals(Link.TO) ? "e.link_to" : "e.link_from";
        return dialect.lists()
                ? "unnest(?) n (node) join gov_record e on " + near + " = n.node"
                : "gov_record e where " + near + " in (?" + ", ?".repeat(wanted - 1) + ")";
    }

    @Override
    public void close() throws SQLException {
        if (select != null) {
            select.close();
        }
    }
}
