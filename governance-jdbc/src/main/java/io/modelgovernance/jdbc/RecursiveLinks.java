package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Links.Beyond;
import io.modelgovernance.spi.LinksQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Follows links in one recursive statement, in the words of PostgreSQL. */
final class RecursiveLinks {
    private static final int MORE = -1;
    /** So few steps are gone one by one. */
    private static final int SHORT = 8;

    private final Connection connection;
    private final String ledger;
    private final Dialect dialect;

    RecursiveLinks(Connection connection, String ledger, Dialect dialect) {
        this.connection = connection;
        this.ledger = ledger;
        this.dialect = dialect;
    }

    /**
     * Adds the links, or nothing and answers so if they are too many. If they are that only because some come more than
     * once, it is asked again so that each comes once.
     */
    Optional<Beyond> follow(FoundLinks found) throws SQLException {
        Optional<Beyond> beyond = found.query().steps() <= SHORT ? read(sql(found, true), found) : Optional.empty();
        return beyond.isPresent() ? beyond : read(sql(found, false), found);
    }

    /**
     * The links; then one row if something leads on from the last step. What is joined sideways stays so: the planner may
     * not take it for a reason to read the whole table.
     */
    private Sql sql(FoundLinks found, boolean stepwise) throws SQLException {
        Sql sql = new Sql().add("with recursive ");
        if (stepwise) {
            stepwise(sql, found);
        } else {
            nodesFirst(sql, found);
        }
        sql.add(" (select * from hop fetch first ? rows only)", found.query().limit() + 1);
        if (found.query().steps() < Integer.MAX_VALUE) {
            orMore(sql, found);
        }
        return sql;
    }

    /** What a later step reaches again is gone through again: its links come more than once, at different depths. */
    private void stepwise(Sql sql, FoundLinks found) throws SQLException {
        sql.add("hop (link_from, link_to, link_note, valid_from, depth) as (select e.*, 0");
        nodes(sql, found.query().starts());
        sideways(sql, found, "e.link_note");
        if (found.query().steps() > 1) {
            sql.add(
                    " union all select e.*, n.depth from (select distinct " + found.far()
                            + " as node, depth + 1 as depth from hop where depth < ?) n",
                    found.query().steps() - 1);
            sideways(sql, found, "e.link_note");
        }
        sql.add(")");
    }

    /** All that is reached first, and the links there last. */
    private void nodesFirst(Sql sql, FoundLinks found) throws SQLException {
        boolean whole = found.query().steps() == Integer.MAX_VALUE;
        sql.add("reached (node, depth) as (select n.node, 0");
        nodes(sql, found.query().starts());
        sql.add(" union select e." + found.far() + (whole ? ", 0" : ", n.depth + 1") + " from reached n");
        sideways(sql, found, "e.link_note");
        if (!whole) {
            sql.add(" where n.depth < ?", found.query().steps() - 1);
        }
        sql.add("), hop as (select e.*, n.depth from "
                + (whole ? "reached" : "(select node, min(depth) as depth from reached group by node)") + " n");
        sideways(sql, found, "e.link_note");
        sql.add(")");
    }

    private void orMore(Sql sql, FoundLinks found) throws SQLException {
        List<String> starts = found.query().starts();
        sql.add(
                " union all (select null, null, null, -1, " + MORE + " from (select " + found.far()
                        + " as node from hop h where h.depth = ?) n",
                found.query().steps() - 1);
        sideways(sql, found, "e.link_note");
        sql.add(
                starts.size() == 1
                        ? " where e." + found.far() + " <> ?"
                        : " where e." + found.far() + " <> all (" + BoundArrays.TEXTS + ")",
                starts.size() == 1 ? starts.get(0) : BoundArrays.texts(connection, starts));
        sql.add(" and e." + found.far() + " not in (select r." + found.far() + " from hop r where "
                + BoundArrays.few("r.depth") + ") fetch first row only)");
    }

    /** Adds the links as they are met first, and says whether something leads on; nothing if there were too many rows. */
    private Optional<Beyond> read(Sql sql, FoundLinks found) throws SQLException {
        Beyond beyond = Beyond.NOTHING;
        FirstMet first = new FirstMet(found);
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                int depth = row.getInt(5);
                if (depth == MORE) {
                    beyond = Beyond.MORE;
                } else {
                    first.add(LinkReads.noted(row), depth);
                }
            }
        }
        boolean tooMany = first.size() > found.query().limit();
        if (!tooMany) {
            found.addAlone(first.kept());
        }
        return tooMany ? Optional.empty() : Optional.of(beyond);
    }

    /** Adds the links at some things that have no note, which the indexes say nothing of. */
    void bodies(FoundLinks found, List<String> things) throws SQLException {
        Sql sql = new Sql().add("select e.link_from, e.link_to, e.body, e.valid_from");
        nodes(sql, things);
        sideways(sql, found, "e.link_note, e.body");
        sql.add(
                " where e.link_note is null fetch first ? rows only",
                found.query().limit() + 1 - found.links().size());
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                found.addAlone(List.of(LinkReads.withBody(row)));
            }
        }
    }

    /**
     * One node is no list of one: PostgreSQL keeps a plan only while it costs no more than one made for the values at hand,
     * and a list of unknown length always does.
     */
    private void nodes(Sql sql, List<String> nodes) throws SQLException {
        if (nodes.size() == 1) {
            sql.add(" from (select cast(? as varchar(160))" + dialect.collation() + ") as n (node)", nodes.get(0));
        } else {
            Object all = BoundArrays.texts(connection, nodes);
            sql.add(" from unnest(" + BoundArrays.TEXTS + dialect.collation() + ") as n (node)", all);
        }
    }

    private void sideways(Sql sql, FoundLinks found, String said) {
        sql.add(" cross join lateral (select e.link_from, e.link_to, " + said
                + ", e.valid_from from gov_record e where e." + found.near() + " = n.node");
        alive(sql, found.query());
        sql.add(" offset 0) e");
    }

    /**
     * What lives has no end, which is said as a bound: in tables that were never analyzed the index of all that lives would
     * seem as good as that of one end.
     */
    private void alive(Sql sql, LinksQuery query) {
        sql.add(" and e.ledger = ? and e.kind = ?", ledger, query.kind());
        if (query.asOf() == GovernanceStore.NOW) {
            sql.add(" and e.valid_to >= " + GovernanceStore.NOW);
        } else {
            sql.validity("e", query.asOf());
        }
        if (query.since() >= 0) {
            sql.add(" and e.valid_from > ?", query.since());
        }
    }
}
