package io.modelgovernance.jdbc;

import io.modelgovernance.spi.LinksQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;

/**
 * Follows links a few steps from one thing in one recursive statement of plain joins, which has each link once a step. A plain
 * union would not see to that: H2 compares what a step finds with earlier steps alone.
 */
final class JoinedLinks {
    private final Connection connection;
    private final String ledger;

    JoinedLinks(Connection connection, String ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    /**
     * Adds the links, those of the last step last, so that what is new with them are the ends of the whole.
     *
     * @return false, and adds none, if they are too many; maybe only because some come more than once
     */
    boolean read(FoundLinks found) throws SQLException {
        int last = found.query().steps() - 1;
        FirstMet first = new FirstMet(found);
        try (PreparedStatement select = sql(found).prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                first.add(LinkReads.noted(row), row.getInt(5));
            }
        }
        if (first.size() > found.query().limit()) {
            return false;
        }
        first.before(last).forEach(found::add);
        List<String> unused = found.next();
        first.at(last).forEach(found::add);
        return true;
    }

    private Sql sql(FoundLinks found) {
        LinksQuery query = found.query();
        Sql sql = new Sql()
                .add(
                        "with recursive hop (link_from, link_to, link_note, valid_from, depth) as (select e.link_from,"
                                + " e.link_to, e.link_note, e.valid_from, 0 from gov_record e where e." + found.near()
                                + " = ?",
                        query.starts().get(0));
        alive(sql, query);
        sql.add(" union all select distinct e.link_from, e.link_to, e.link_note, e.valid_from, h.depth + 1 from hop h"
                + " join gov_record e on e." + found.near() + " = h." + found.far());
        alive(sql, query);
        return sql.add(
                " where h.depth < ?) select * from hop fetch first ? rows only", query.steps() - 1, query.limit() + 1);
    }

    private void alive(Sql sql, LinksQuery query) {
        sql.add(" and e.ledger = ? and e.kind = ?", ledger, query.kind()).validity("e", query.asOf());
        if (query.since() >= 0) {
            sql.add(" and e.valid_from > ?", query.since());
        }
    }
}
