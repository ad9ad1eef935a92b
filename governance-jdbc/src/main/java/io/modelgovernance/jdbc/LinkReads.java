package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Links;
import io.modelgovernance.spi.Links.Beyond;
import io.modelgovernance.spi.LinksQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Follows links by the ends that are kept beside each record: in one recursive statement where the database is good at
 * it, else a statement a step. Each end has an index that leads to the other end, so going on reads no record.
 */
final class LinkReads {
    /** So many links are looked at to find out whether there is more. */
    private static final int GLANCE = 64;

    /** For so few steps what leads on is asked in the same statement. */
    private static final int FEW = 3;

    private static final int MORE = -1;
    /** So many nodes of the last step are looked at first. */
    private static final int SOME = 4;

    private final String ledger;
    private final Dialect dialect;

    LinkReads(String ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
    }

    /** What was read so far. */
    private static final class Found {
        private final LinksQuery query;
        private final boolean up;
        private final List<Link> links = new ArrayList<>();
        private final Set<String> reached;
        private List<String> next = new ArrayList<>();

        Found(LinksQuery query) {
            this.query = query;
            this.up = query.end().equals(Link.TO);
            this.reached = new HashSet<>(query.starts());
        }

        void add(Link link) {
            links.add(link);
            String far = up ? link.from() : link.to();
            if (reached.add(far)) {
                next.add(far);
            }
        }

        boolean full() {
            return links.size() > query.limit();
        }

        Beyond beyond(List<String> seen) {
            if (!reached.containsAll(seen)) {
                return Beyond.MORE;
            }
            return seen.size() < GLANCE ? Beyond.NOTHING : Beyond.UNKNOWN;
        }
    }

    Optional<Links> follow(Connection connection, LinksQuery query) throws SQLException {
        Found found = new Found(query);
        Beyond beyond = dialect.recursive() ? atOnce(connection, found) : stepwise(connection, found);
        return found.full() ? Optional.empty() : Optional.of(new Links(found.links, beyond));
    }

    /**
     * The ends come first and the records with them last, each once. What is joined sideways stays so: the planner may
     * not take it for a reason to read the whole table.
     */
    private Beyond atOnce(Connection connection, Found found) throws SQLException {
        int steps = found.query.steps();
        boolean whole = steps == Integer.MAX_VALUE;
        boolean few = steps <= FEW;
        Sql sql = new Sql().add(few ? "with recursive hop as materialized (" : "");
        if (steps > 1) {
            sql.add("with recursive reached (node, depth) as (select n.node, 0");
            nodes(sql, connection, found.query.starts());
            sql.add(" union select e." + far(found) + (whole ? ", 0" : ", n.depth + 1") + " from reached n");
            sideways(sql, found);
            if (!whole) {
                sql.add(" where n.depth < ?", steps - 1);
            }
            sql.add(") ");
        }
        sql.add("select e.link_from, e.link_to, e.body, e.valid_from, " + (steps > 1 ? "n.depth" : "0 as depth"));
        if (steps == 1) {
            nodes(sql, connection, found.query.starts());
        } else {
            sql.add(" from " + (whole ? "reached" : "(select node, min(depth) as depth from reached group by node)")
                    + " n");
        }
        sideways(sql, found);
        sql.add(" fetch first ? rows only", found.query.limit() + 1);
        if (few) {
            sql.add(") select * from hop");
            orMore(sql, connection, found);
        }
        boolean more = read(connection, sql, found);
        if (few) {
            return more ? Beyond.MORE : Beyond.NOTHING;
        }
        return whole || found.full() ? Beyond.NOTHING : beyond(connection, found);
    }

    /** One row more if something leads on from the last step; a statement less, and dear only where the answer is long. */
    private void orMore(Sql sql, Connection connection, Found found) throws SQLException {
        List<String> starts = found.query.starts();
        sql.add(
                " union all (select null, null, null, -1, " + MORE + " from (select " + far(found)
                        + " as node from hop h where h.depth = ?) n",
                found.query.steps() - 1);
        sideways(sql, found);
        sql.add(
                starts.size() == 1
                        ? " where e." + far(found) + " <> ?"
                        : " where e." + far(found) + " <> all (cast(? as varchar[]))",
                starts.size() == 1 ? starts.get(0) : connection.createArrayOf("varchar", starts.toArray()));
        sql.add(" and e." + far(found) + " not in (select r." + far(found) + " from hop r) fetch first row only)");
    }

    /** Links of the last step are added last, so that what is new with them are the ends of the whole. */
    private static boolean read(Connection connection, Sql sql, Found found) throws SQLException {
        boolean more = false;
        List<Link> last = new ArrayList<>();
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                int depth = row.getInt(5);
                if (depth == MORE) {
                    more = true;
                } else if (depth == found.query.steps() - 1) {
                    last.add(link(row));
                } else {
                    found.add(link(row));
                }
            }
        }
        found.next = new ArrayList<>();
        last.forEach(found::add);
        return more;
    }

    /** Whether something leads on from the last step; most often the first link that is looked at does. */
    private Beyond beyond(Connection connection, Found found) throws SQLException {
        Beyond beyond = Beyond.NOTHING;
        int together = SOME;
        for (int from = 0; from < found.next.size() && beyond == Beyond.NOTHING; from += together) {
            together = from == 0 ? SOME : dialect.together();
            Sql sql = new Sql().add("select e." + far(found));
            nodes(sql, connection, found.next.subList(from, Math.min(found.next.size(), from + together)));
            sideways(sql, found);
            sql.add(" fetch first ? rows only", GLANCE);
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

    private Beyond stepwise(Connection connection, Found found) throws SQLException {
        try (LinkSteps steps = new LinkSteps(connection, ledger, found.query)) {
            List<String> at = found.query.starts();
            for (int step = 0; step < found.query.steps() && !at.isEmpty(); step++) {
                for (int from = 0; from < at.size() && !found.full(); from += dialect.together()) {
                    int room = found.query.limit() + 1 - found.links.size();
                    steps.read(some(at, from), room).forEach(found::add);
                }
                if (found.full()) {
                    return Beyond.UNKNOWN;
                }
                at = found.next;
                found.next = new ArrayList<>();
            }
            Beyond beyond = Beyond.NOTHING;
            for (int from = 0; from < at.size() && beyond == Beyond.NOTHING; from += dialect.together()) {
                beyond = found.beyond(steps.read(some(at, from), GLANCE).stream()
                        .map(link -> found.up ? link.from() : link.to())
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

    private void sideways(Sql sql, Found found) {
        sql.add(" cross join lateral (select e.link_from, e.link_to, e.body, e.valid_from from gov_record e where "
                + near(found) + " = n.node");
        alive(sql, found.query);
        sql.add(" offset 0) e");
    }

    private void alive(Sql sql, LinksQuery query) {
        sql.add(" and e.ledger = ? and e.kind = ?", ledger, query.kind()).validity("e", query.asOf());
        if (query.since() >= 0) {
            sql.add(" and e.valid_from > ?", query.since());
        }
    }

    private static String far(Found found) {
        return found.up ? "link_from" : "link_to";
    }

    private static String near(Found found) {
        return found.up ? "e.link_to" : "e.link_from";
    }
}
