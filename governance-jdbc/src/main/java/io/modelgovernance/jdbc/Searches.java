package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Lists records by their terms. One condition leads: its terms are read from the index, and the others are looked up for
 * each. Which one leads is found by counting, up to a bound, how many records each leaves.
 *
 * <p>A term or no condition leads in the order of pages, so a page ends the search. A span does not: what is in it is
 * sorted, which is why it leads only where it leaves few.
 */
final class Searches {
    private static final String RECORD = "select r.scope, r.kind, r.id, r.body, r.valid_from, r.valid_to from ";
    private static final long[] BOUNDS = {2_000, 10_000};

    private final String ledger;
    private final Dialect dialect;
    private final PastLists past;

    Searches(String ledger, Dialect dialect) {
        this.ledger = ledger;
        this.dialect = dialect;
        this.past = new PastLists(ledger);
    }

    /** A term, or a span of them. */
    private record Condition(String name, String from, String to) {
        boolean isTerm() {
            return from.equals(to);
        }

        void on(Sql sql, String table) {
            sql.add(" and " + table + ".name = ?", name);
            if (isTerm()) {
                sql.add(" and " + table + ".term = ?", from);
            } else {
                sql.add(" and " + table + ".term >= ? and " + table + ".term <= ?", from, to);
            }
        }
    }

    List<StoredRecord> find(Connection connection, RecordQuery query) throws SQLException {
        if (query.terms().isEmpty() && query.ranges().isEmpty() && query.asOf() != GovernanceStore.NOW) {
            return past.find(connection, query);
        }
        List<Condition> conditions = new ArrayList<>();
        query.terms().forEach(term -> conditions.add(new Condition(term.name(), term.value(), term.value())));
        query.ranges().forEach(range -> conditions.add(new Condition(range.name(), range.from(), range.to())));
        Optional<Condition> leader = leader(connection, query, conditions);
        Sql sql = new Sql().add(RECORD);
        List<Condition> others = new ArrayList<>(conditions);
        if (leader.isPresent()) {
            others.remove(leader.get());
            keys(sql, leader.get(), others, query);
        } else {
            sql.add("gov_record r where r.ledger = ? and r.kind = ?", ledger, query.kind());
            page(sql.validity("r", query.asOf()), "r", query);
            others.forEach(other -> hasToo(sql, other, "r", ""));
            sql.add(" order by " + inOrder("r", query, "ledger", "kind") + " limit ?", query.limit());
        }
        return records(connection, sql);
    }

    /** The page is cut out of the terms before its records are fetched: so many of them, each by its key. */
    private void keys(Sql sql, Condition leader, List<Condition> others, RecordQuery query) {
        sql.add(leader.isTerm() ? "(select " : "(select distinct ");
        sql.add(
                "t.ledger, t.kind, t.scope, t.id, t.valid_from from gov_term t where t.ledger = ? and t.kind = ?",
                ledger,
                query.kind());
        leader.on(sql, "t");
        if (query.asOf() == GovernanceStore.NOW) {
            sql.validity("t", query.asOf());
        } else {
            sql.add(Sql.THEN, query.asOf(), query.asOf());
        }
        page(sql, "t", query);
        others.forEach(other -> hasToo(sql, other, "t", dialect.alone()));
        String order = leader.isTerm() ? inOrder("t", query, "ledger", "kind", "name", "term") : "t.scope, t.id";
        sql.add(" order by " + order + " limit ?", query.limit());
        sql.add(") t join gov_record r on r.ledger = t.ledger and r.kind = t.kind and r.scope = t.scope and r.id = t.id"
                + " and r.valid_from = t.valid_from order by t.scope, t.id");
    }

    /**
     * By when the life began alone: of a column behind a span PostgreSQL 18 thinks that it is dear to look up.
     *
     * @param alone where few are asked, what keeps it from reading all that has the condition instead
     */
    private static void hasToo(Sql sql, Condition condition, String table, String alone) {
        sql.add(String.join(
                table,
                " and exists (select 1 from gov_term x where x.ledger = ",
                ".ledger and x.kind = ",
                ".kind and x.scope = ",
                ".scope and x.id = ",
                ".id and x.valid_from = ",
                ".valid_from"));
        condition.on(sql, "x");
        sql.add(alone + ")");
    }

    /** All columns of the index from its first on: H2 takes it for an order by nothing less. */
    private static String inOrder(String table, RecordQuery query, String... first) {
        List<String> columns = new ArrayList<>(List.of(first));
        if (query.asOf() == GovernanceStore.NOW) {
            columns.add("valid_to");
        }
        columns.addAll(List.of("scope", "id"));
        return table + "." + String.join(", " + table + ".", columns);
    }

    /** The condition that leaves the fewest records, if any leaves few; else a term, if there is one. */
    private Optional<Condition> leader(Connection connection, RecordQuery query, List<Condition> conditions)
            throws SQLException {
        Optional<Condition> term = conditions.stream().filter(Condition::isTerm).findFirst();
        if (conditions.isEmpty() || (conditions.size() == 1 && term.isPresent())) {
            return term;
        }
        for (long bound : BOUNDS) {
            long[] counts = count(connection, query, conditions, bound);
            int least = 0;
            for (int i = 1; i < counts.length; i++) {
                least = counts[i] < counts[least] ? i : least;
            }
            if (counts[least] < bound) {
                return Optional.of(conditions.get(least));
            }
        }
        return term;
    }

    private long[] count(Connection connection, RecordQuery query, List<Condition> conditions, long bound)
            throws SQLException {
        Sql sql = new Sql();
        for (int i = 0; i < conditions.size(); i++) {
            sql.add(i == 0 ? "select " : ", ");
            sql.add(
                    "(select count(*) from (select 1 as one from gov_term x where x.ledger = ? and x.kind = ?",
                    ledger,
                    query.kind());
            conditions.get(i).on(sql, "x");
            sql.validity("x", query.asOf()).add(" limit ?) c" + i + ")", bound);
        }
        long[] counts = new long[conditions.size()];
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            if (row.next()) {
                for (int i = 0; i < counts.length; i++) {
                    counts[i] = row.getLong(i + 1);
                }
            }
        }
        return counts;
    }

    private static void page(Sql sql, String table, RecordQuery query) {
        query.scope().ifPresent(scope -> sql.add(" and " + table + ".scope = ?", scope));
        if (query.after().isPresent()) {
            RecordKey after = query.after().get();
            sql.add(
                    " and " + table + ".scope >= ? and (" + table + ".scope > ? or " + table + ".id > ?)",
                    after.scope(),
                    after.scope(),
                    after.id());
        }
    }

    private static List<StoredRecord> records(Connection connection, Sql sql) throws SQLException {
        List<StoredRecord> found = new ArrayList<>();
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                RecordKey key = new RecordKey(row.getString(1), row.getString(2), row.getString(3));
                found.add(new StoredRecord(key, row.getBytes(4), row.getLong(5), row.getLong(6)));
            }
        }
        return found;
    }
}
