package io.modelgovernance.jdbc;

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
 * Lists the records of a moment in the past: a walk along the primary key, window by window. Where the lives of one record
 * fill a whole window the rest of them is passed over, so a record costs two windows at most, however often it changed.
 */
final class PastLists {
    private static final int SMALLEST = 100;
    private static final int GREATEST = 1_000;

    private final String ledger;
    private final Reads reads;

    PastLists(String ledger) {
        this.ledger = ledger;
        this.reads = new Reads(ledger);
    }

    /** Where a walk is: behind a life of a record, or behind all of them. */
    private record Place(String scope, String id, long from) {
        static Place before(String scope) {
            return new Place(scope, "", Long.MAX_VALUE);
        }

        static Place behind(RecordKey key) {
            return new Place(key.scope(), key.id(), Long.MAX_VALUE);
        }

        boolean withinRecord() {
            return from < Long.MAX_VALUE;
        }

        boolean of(RecordKey key) {
            return scope.equals(key.scope()) && id.equals(key.id());
        }
    }

    List<StoredRecord> find(Connection connection, RecordQuery query) throws SQLException {
        List<StoredRecord> found = new ArrayList<>();
        Optional<Place> next = Optional.of(start(query));
        while (next.isPresent() && found.size() < query.limit()) {
            next = walk(connection, query, next.get(), found);
        }
        return found;
    }

    private static Place start(RecordQuery query) {
        Place first = query.scope().map(Place::before).orElse(Place.before(""));
        return query.after()
                .map(Place::behind)
                .filter(place -> place.scope().compareTo(first.scope()) >= 0)
                .orElse(first);
    }

    /** One window of what comes after a place; the place reached, or empty at the end. */
    private Optional<Place> walk(Connection connection, RecordQuery query, Place place, List<StoredRecord> found)
            throws SQLException {
        if (place.withinRecord()) {
            Sql rest = window(query)
                    .add(" and scope = ? and id = ? and valid_from > ?", place.scope(), place.id(), place.from());
            Optional<Place> reached = read(connection, query, rest, found);
            if (reached.isPresent()) {
                return passOver(connection, query, reached.get(), found);
            } else if (found.size() == query.limit()) {
                return reached;
            }
        }
        Optional<Place> reached = read(
                connection, query, window(query).add(" and scope = ? and id > ?", place.scope(), place.id()), found);
        if (reached.isEmpty() && query.scope().isEmpty() && found.size() < query.limit()) {
            reached = read(connection, query, window(query).add(" and scope > ?", place.scope()), found);
        }
        return reached;
    }

    private Sql window(RecordQuery query) {
        Sql sql = new Sql()
                .add(
                        "select scope, id, valid_from, valid_to, case when valid_from <= ? and valid_to > ? then body end"
                                + " from gov_record where ledger = ? and kind = ?",
                        query.asOf(),
                        query.asOf(),
                        ledger,
                        query.kind());
        query.scope().ifPresent(scope -> sql.add(" and scope = ?", scope));
        return sql;
    }

    /** Adds the lives of the moment; the last life read, if there may be more behind it. */
    private static Optional<Place> read(Connection connection, RecordQuery query, Sql window, List<StoredRecord> found)
            throws SQLException {
        int length = Math.max(SMALLEST, Math.min(query.limit(), GREATEST));
        window.add(" order by ledger, kind, scope, id, valid_from limit ?", length);
        int rows = 0;
        try (PreparedStatement select = window.prepare(connection);
                ResultSet row = select.executeQuery()) {
            while (row.next() && found.size() < query.limit()) {
                rows++;
                String scope = row.getString(1);
                String id = row.getString(2);
                long from = row.getLong(3);
                byte[] body = row.getBytes(5);
                if (body != null) {
                    found.add(new StoredRecord(new RecordKey(scope, query.kind(), id), body, from, row.getLong(4)));
                }
                if (rows == length) {
                    return Optional.of(new Place(scope, id, from));
                }
            }
        }
        return Optional.empty();
    }

    private Optional<Place> passOver(Connection connection, RecordQuery query, Place place, List<StoredRecord> found)
            throws SQLException {
        RecordKey key = new RecordKey(place.scope(), query.kind(), place.id());
        boolean there = !found.isEmpty() && place.of(found.get(found.size() - 1).key());
        if (!there) {
            reads.find(connection, key, query.asOf()).ifPresent(found::add);
        }
        return Optional.of(Place.behind(key));
    }
}
