package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.SortedQuery.Place;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.TermMatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists records in the order of their terms of one name: a walk along an index of terms, forwards or backwards. What
 * comes after a place is the rest of its value and then the other values, a range of the index each.
 */
final class Sorts {
    private static final String TERMS = "select t.term, r.scope, r.kind, r.id, r.body, r.valid_from, r.valid_to"
            + " from (select ledger, kind, term, scope, id, valid_from from gov_term"
            + " where ledger = ? and kind = ? and name = ?";
    /** No variable, so that PostgreSQL can tell in a plan for any values how many rows are current: most. */
    private static final String CURRENT = " and" + Sql.LIVING;

    private static final String RECORDS = " limit ?) t join gov_record r on r.ledger = t.ledger and r.kind = t.kind"
            + " and r.scope = t.scope and r.id = t.id and r.valid_from = t.valid_from order by ";
    private static final String LEAST = " ";
    private static final String GREATEST = "~".repeat(RecordKey.MAX_LENGTH);

    private final String ledger;

    Sorts(String ledger) {
        this.ledger = ledger;
    }

    List<TermMatch> find(Connection connection, SortedQuery query) throws SQLException {
        String on = query.descending() ? "<" : ">";
        List<TermMatch> found = new ArrayList<>();
        if (query.after().isEmpty()) {
            String end = query.descending() ? GREATEST : LEAST;
            read(connection, query, terms(query).add(" and term " + on + "= ?", end), found);
            return found;
        }
        Place place = query.after().get();
        RecordKey key = place.key();
        Sql same = terms(query)
                .add(" and term = ? and scope " + on + "= ?", place.value(), key.scope())
                .add(" and (scope " + on + " ? or id " + on + " ?)", key.scope(), key.id());
        read(connection, query, same, found);
        if (found.size() < query.limit()) {
            read(connection, query, terms(query).add(" and term " + on + " ?", place.value()), found);
        }
        return found;
    }

    private Sql terms(SortedQuery query) {
        return new Sql().add(TERMS, ledger, query.kind(), query.name());
    }

    /** All columns of the index from its first on: H2 takes it for an order by nothing less. */
    private static void read(Connection connection, SortedQuery query, Sql sql, List<TermMatch> into)
            throws SQLException {
        List<String> index = new ArrayList<>(List.of("ledger", "kind", "name", "term"));
        if (query.asOf() == GovernanceStore.NOW) {
            sql.add(CURRENT);
            index.add("valid_to");
        } else {
            sql.add(Sql.THEN, query.asOf(), query.asOf());
        }
        index.addAll(List.of("scope", "id"));
        String way = query.descending() ? " desc" : "";
        sql.add(" order by " + String.join(way + ", ", index) + way + RECORDS, query.limit() - into.size());
        sql.add(String.join(way + ", ", "t.term", "t.scope", "t.id") + way);
        try (PreparedStatement select = sql.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next()) {
                RecordKey key = new RecordKey(row.getString(2), row.getString(3), row.getString(4));
                into.add(new TermMatch(
                        row.getString(1), new StoredRecord(key, row.getBytes(5), row.getLong(6), row.getLong(7))));
            }
        }
    }
}
