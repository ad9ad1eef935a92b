package io.modelgovernance.jdbc;

import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.TermMatch;
import io.modelgovernance.spi.TermsQuery;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Looks records up by many values at once. The statements are few and the same for ever: a list of values is filled up
 * to a power of two by repeating its last one.
 */
final class LookUps {
    /** The page is cut out of the terms before its records are fetched: so many of them, each by its key. */
    private static final String MATCH = "select t.term, r.scope, r.kind, r.id, r.body, r.valid_from, r.valid_to"
            + " from (select ledger, kind, term, scope, id, valid_from from gov_term"
            + " where ledger = ? and kind = ? and name = ? and term ";

    /** All columns of the index from its first on: H2 takes it for an order by nothing less. */
    private static final String ORDER = " order by ledger, kind, name, term, ";

    private static final String RECORDS = "scope, id limit ?) t join gov_record r on r.ledger = t.ledger"
            + " and r.kind = t.kind and r.scope = t.scope and r.id = t.id and r.valid_from = t.valid_from"
            + " order by t.term, t.scope, t.id";

    private final String ledger;
    private final int together;

    /**
     * Creates it.
     *
     * @param ledger whose records
     * @param together most values in one statement, a power of two
     */
    LookUps(String ledger, int together) {
        this.ledger = ledger;
        this.together = together;
    }

    List<TermMatch> find(Connection connection, TermsQuery query) throws SQLException {
        List<TermMatch> found = new ArrayList<>();
        List<String> values = query.values();
        int from = 0;
        if (query.after().isPresent()) {
            find(connection, query, values.subList(0, 1), query.after(), found);
            from = 1;
        }
        for (; from < values.size() && found.size() < query.limit(); from += together) {
            List<String> some = values.subList(from, Math.min(values.size(), from + together));
            find(connection, query, some, Optional.empty(), found);
        }
        return found;
    }

    private void find(
            Connection connection,
            TermsQuery query,
            List<String> values,
            Optional<RecordKey> after,
            List<TermMatch> into)
            throws SQLException {
        int places = values.size() == 1 ? 1 : Integer.highestOneBit(values.size() - 1) * 2;
        try (PreparedStatement select = connection.prepareStatement(text(query, places, after.isPresent()))) {
            int place = 0;
            select.setString(++place, ledger);
            select.setString(++place, query.kind());
            select.setString(++place, query.name());
            for (int i = 0; i < places; i++) {
                select.setString(++place, values.get(Math.min(i, values.size() - 1)));
            }
            if (query.asOf() != GovernanceStore.NOW) {
                select.setLong(++place, query.asOf());
                select.setLong(++place, query.asOf());
            }
            if (after.isPresent()) {
                select.setString(++place, after.get().scope());
                select.setString(++place, after.get().scope());
                select.setString(++place, after.get().id());
            }
            select.setInt(++place, query.limit() - into.size());
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    RecordKey key = new RecordKey(row.getString(2), row.getString(3), row.getString(4));
                    into.add(new TermMatch(
                            row.getString(1), new StoredRecord(key, row.getBytes(5), row.getLong(6), row.getLong(7))));
                }
            }
        }
    }

    private static String text(TermsQuery query, int places, boolean after) {
        return MATCH
                + (places == 1 ? "= ?" : "in (?" + ", ?".repeat(places - 1) + ")")
                + (query.asOf() == GovernanceStore.NOW ? " and" + Sql.LIVING : Sql.THEN)
                + (after ? " and scope >= ? and (scope > ? or id > ?)" : "")
                + (query.asOf() == GovernanceStore.NOW ? ORDER + "valid_to, " : ORDER)
                + RECORDS;
    }
}
