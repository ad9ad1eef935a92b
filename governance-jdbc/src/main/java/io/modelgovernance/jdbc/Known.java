package io.modelgovernance.jdbc;

import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.StaleScopeException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the database knows about a group of acts once the head is locked: the revision of each
 * scope they rest on, and which of them were made before. It grows with each act of the group.
 */
final class Known {
    private static final int MOST = 64;

    private final List<String> scopes;
    private final List<String> ids;
    private final Map<String, Long> revisions = new HashMap<>();
    private final Map<UUID, Committed> earlier = new HashMap<>();

    /** Nothing yet of a group. */
    Known(List<ChangeSet> group) {
        TreeSet<String> allScopes = new TreeSet<>();
        TreeSet<String> allIds = new TreeSet<>();
        for (ChangeSet act : group) {
            allScopes.addAll(act.expected().keySet());
            allIds.add(act.actId().toString());
        }
        this.scopes = List.copyOf(allScopes);
        this.ids = List.copyOf(allIds);
    }

    /** The scopes that the group rests on. */
    List<String> scopes() {
        return scopes;
    }

    /** The ids of its acts. */
    List<String> ids() {
        return ids;
    }

    /**
     * Asks.
     *
     * @param dialect whose words it is asked in, and how many values at once
     * @param newest what ends a select that must see past the transaction's snapshot
     */
    void look(Connection connection, String ledger, Dialect dialect, String newest) throws SQLException {
        int most = Math.max(scopes.size(), ids.size());
        int together = Math.min(MOST, dialect.together());
        for (int from = 0; from < most; from += together) {
            ask(connection, ledger, newest, part(scopes, from, together), part(ids, from, together));
        }
    }

    private static List<String> part(List<String> all, int from, int together) {
        return all.subList(Math.min(from, all.size()), Math.min(from + together, all.size()));
    }

    /** Lists are filled up to a power of two, so that few different statements are to be prepared. */
    private void ask(Connection connection, String ledger, String newest, List<String> someScopes, List<String> someIds)
            throws SQLException {
        int places = 1;
        while (places < Math.max(someScopes.size(), someIds.size())) {
            places *= 2;
        }
        String list = String.join(", ", Collections.nCopies(places, "?"));
        String sql =
                "(select 's', scope, revision, 0 from gov_scope where ledger = ? and scope in (" + list + ")" + newest
                        + ") union all (select 'a', act_id, position, recorded_at from gov_journal where ledger = ?"
                        + " and act_id in (" + list + ")" + newest + ")";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            int next = bind(select, 1, ledger, someScopes, places);
            bind(select, next, ledger, someIds, places);
            try (ResultSet row = select.executeQuery()) {
                take(row);
            }
        }
    }

    /** Takes rows: an s, a scope and its revision, or an a, an act, its place and its time in microseconds. */
    void take(ResultSet row) throws SQLException {
        while (row.next()) {
            if (row.getString(1).equals("s")) {
                revisions.put(row.getString(2), row.getLong(3));
            } else {
                earlier.put(
                        UUID.fromString(row.getString(2)),
                        new Committed(row.getLong(3), Micros.toInstant(row.getLong(4)), true));
            }
        }
    }

    private static int bind(PreparedStatement select, int first, String ledger, List<String> values, int places)
            throws SQLException {
        select.setString(first, ledger);
        for (int i = 0; i < places; i++) {
            select.setString(first + 1 + i, values.isEmpty() ? "" : values.get(Math.min(i, values.size() - 1)));
        }
        return first + 1 + places;
    }

    /** Where an act was recorded before, by anybody; null if it is new. */
    @Nullable
    Committed earlier(UUID actId) {
        return earlier.get(actId);
    }

    /** Refuses an act that rests on what has moved. */
    void require(Map<String, Long> expected) {
        for (Map.Entry<String, Long> scope : new TreeMap<>(expected).entrySet()) {
            long actual = revisions.getOrDefault(scope.getKey(), 0L);
            if (actual != scope.getValue()) {
                throw new StaleScopeException(scope.getKey(), scope.getValue(), actual);
            }
        }
    }

    /** An act was given its place: what the next ones of the group meet. */
    void note(SealedAct act) {
        for (String scope : written(act.changes())) {
            revisions.merge(scope, 1L, Long::sum);
        }
        earlier.put(act.changes().actId(), new Committed(act.position(), act.recordedAt(), true));
    }

    /** The scopes an act puts into, in order. */
    static List<String> written(ChangeSet changes) {
        TreeSet<String> scopes = new TreeSet<>();
        for (Put put : changes.puts()) {
            scopes.add(put.key().scope());
        }
        return new ArrayList<>(scopes);
    }
}
