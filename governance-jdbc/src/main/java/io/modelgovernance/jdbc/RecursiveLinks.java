package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Links.Beyond;
import io.modelgovernance.spi.LinksQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Follows links in one recursive statement, in the words of PostgreSQL. */
final class RecursiveLinks {
    /** For so few steps what leads on is asked in the same statement. */
    private static final int FEW = 3;

    private static final int MORE = -1;
    /** So many nodes of the last step are looked at first. */
    private static final int SOME = 4;

    private final String ledger;
    private final Dialect dialect;

    RecursiveLinks(String ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
    }

    /**
     * The ends come first and the records with them last, each once. What is joined sideways stays so: the planner may
     * not take it for a reason to read the whole table.
     */
    Beyond follow(Connection connection, FoundLinks found) throws SQLException {
        int steps = found.query().steps();
        boolean whole = steps == Integer.MAX_VALUE;
        boolean few = steps <= FEW;
        Sql sql = new Sql().add(few ? "with recursive hop as materialized (" : "");
        if (steps > 1) {
            sql.add("with recursive reached (node, depth) as (select n.node, 0");
            nodes(sql, connection, found.query().starts());
            sql.add(" union select e." + found.far() + (whole ? ", 0" : ", n.depth + 1") + " from reached n");
            sideways(sql, found);
            if (!whole) {
                sql.add(" where n.depth < ?", steps - 1);
            }
            sql.add(") ");
        }
        sql.add("select e.link_from, e.link_to, e.body, e.valid_from, " + (steps > 1 ? "n.depth" : "0 as depth"));
        if (steps == 1) {
            nodes(sql, connection, found.query().starts());
        } else {
            sql.add(" from " + (whole ? "reached" : "(select node, min(depth) as depth from reached group by node)")
                    + " n");
        }
        sideways(sql, found);
        sql.add(" fetch first ? rows only", found.query().limit() + 1);
        if (few) {
            sql.add(") select * from hop");
            orMore(sql, connection, found);
        }
        if (read(connection, sql, found)) {
            return Beyond.MORE;
        }
        return counted(found) && !found.full() ? beyond(connection, found) : Beyond.NOTHING;
    }

    /** Whether what was reached must be known, to find out what leads on. */
    private static boolean counted(FoundLinks found) {
        return found.query().steps() > FEW && found.query().steps() != Integer.MAX_VALUE;
    }

    /** One row more if something leads on from the last step; a statement less, and dear only where the answer is long. */
    private void orMore(Sql sql, Connection connection, FoundLinks found) throws SQLException {
        List<String> starts = found.query().starts();
        sql.add(
                " union all (select null, null, null, -1, " + MORE + " from (select " + found.far()
                        + " as node from hop h where h.depth = ?) n",
                found.query().steps() - 1);
        sideways(sql, found);
        sql.add(
                starts.size() == 1
                        ? " where e." + found.far() + " <> ?"
                        : " where e." + found.far() + " <> all (cast(? as varchar[]))",
                starts.size() == 1 ? starts.get(0) : connection.createArrayOf("varchar", starts.toArray()));
        sql.add(" and e." + found.far() + " not in (select r." + found.far() + " from hop r) fetch first row only)");
    }

    /** Links of the last step are added last, so that what is new with them are the ends of the whole. */
    private static boolean read(Connection connection, Sql sql, FoundLinks found) throws SQLException {
        boolean more = false;
        List<Link> last = new ArrayList<>();
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                int depth = row.getInt(5);
                if (depth == MORE) {
                    more = true;
                } else if (!counted(found)) {
                    found.addAlone(LinkReads.link(row));
                } else if (depth == found.query().steps() - 1) {
                    last.add(LinkReads.link(row));
                } else {
                    found.add(LinkReads.link(row));
                }
            }
        }
        found.next();
        last.forEach(found::add);
        return more;
    }

    /** Whether something leads on from the last step; most often the first link that is looked at does. */
    private Beyond beyond(Connection connection, FoundLinks found) throws SQLException {
        Beyond beyond = Beyond.NOTHING;
        List<String> last = found.next();
        int together = SOME;
        for (int from = 0; from < last.size() && beyond == Beyond.NOTHING; from += together) {
            together = from == 0 ? SOME : dialect.together();
            Sql sql = new Sql().add("select e." + found.far());
            nodes(sql, connection, last.subList(from, Math.min(last.size(), from + together)));
            sideways(sql, found);
            sql.add(" fetch first ? rows only", FoundLinks.GLANCE);
            List<String> seen = new ArrayList<>();
            try (PreparedStatement select = sql.prepare(connection);
                    ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    seen.add(row.getString(1));
                }
            }
            beyond = found.beyond(seen);
        }
        return beyond;
    }

    /**
     * One node is no list of one: PostgreSQL keeps a plan only while it costs no more than one made for the values at hand,
     * and a list of unknown length always does.
     */
    private void nodes(Sql sql, Connection connection, List<String> nodes) throws SQLException {
        if (nodes.size() == 1) {
            sql.add(" from (select cast(? as varchar(160))" + dialect.collation() + ") as n (node)", nodes.get(0));
        } else {
            Object all = connection.createArrayOf("varchar", nodes.toArray());
            sql.add(" from unnest(cast(? as varchar[])" + dialect.collation() + ") as n (node)", all);
        }
    }

    private void sideways(Sql sql, FoundLinks found) {
        sql.add(" cross join lateral (select e.link_from, e.link_to, e.body, e.valid_from from gov_record e where e."
                + found.near() + " = n.node");
        alive(sql, found.query());
        sql.add(" offset 0) e");
    }

    private void alive(Sql sql, LinksQuery query) {
        sql.add(" and e.ledger = ? and e.kind = ?", ledger, query.kind()).validity("e", query.asOf());
        if (query.since() >= 0) {
            sql.add(" and e.valid_from > ?", query.since());
        }
    }
}
