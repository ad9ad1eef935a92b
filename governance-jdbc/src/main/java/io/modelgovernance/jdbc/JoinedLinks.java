package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Link;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Follows links a few steps from one thing in one recursive statement of plain joins: all things first, then their links. */
final class JoinedLinks {
    private final Connection connection;
    private final String ledger;

    JoinedLinks(Connection connection, String ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    /** Links of the last step are added last, so that what is new with them are the ends of the whole. */
    void read(FoundLinks found) throws SQLException {
        int steps = found.query().steps();
        List<Link> last = new ArrayList<>();
        try (PreparedStatement select = sql(found).prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                if (row.getInt(5) == steps - 1) {
                    last.add(LinkReads.noted(row));
                } else {
                    found.add(LinkReads.noted(row));
                }
            }
        }
        List<String> unused = found.next();
        last.forEach(found::add);
    }

    private Sql sql(FoundLinks found) {
        Sql sql = new Sql()
                .add(
                        "with recursive reached (node, depth) as (select cast(? as varchar(160)), 0 union select e."
                                + found.far() + ", n.depth + 1 from reached n",
                        found.query().starts().get(0));
        join(sql, found);
        sql.add(" where n.depth < ?)", found.query().steps() - 1);
        sql.add(" select e.link_from, e.link_to, e.link_note, e.valid_from, n.depth"
                + " from (select node, min(depth) as depth from reached group by node) n");
        join(sql, found);
        return sql.add(" fetch first ? rows only", found.query().limit() + 1);
    }

    private void join(Sql sql, FoundLinks found) {
        sql.add(
                        " join gov_record e on e." + found.near() + " = n.node and e.ledger = ? and e.kind = ?",
                        ledger,
                        found.query().kind())
                .validity("e", found.query().asOf());
        if (found.query().since() >= 0) {
            sql.add(" and e.valid_from > ?", found.query().since());
        }
    }
}
