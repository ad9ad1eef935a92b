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
    private static final int GREATEST = 1_600;

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
        Walk walk = new Walk(connection, query);
        Optional<Place> next = Optional.of(start(query));
        while (next.isPresent() && !walk.full()) {
            next = walk.from(next.get());
        }
        return walk.found;
    }

    private static Place start(RecordQuery query) {
        Place first = query.scope().map(Place::before).orElse(Place.before(""));
        return query.after()
                .map(Place::behind)
                .filter(place -> place.scope().compareTo(first.scope()) >= 0)
                .orElse(first);
    }

    /** One list in the making. Its windows grow while records come, and begin small again behind one of many lives. */
    private final class Walk {
        private final Connection connection;
        private final RecordQuery query;
        private final List<StoredRecord> found = new ArrayList<>();
        private int window = SMALLEST;

        Walk(Connection connection, RecordQuery query) {
            this.connection = connection;
            this.query = query;
        }

        boolean full() {
            return found.size() == query.limit();
        }

        /** One window of what comes after a place; the place reached, or empty at the end. */
        Optional<Place> from(Place place) throws SQLException {
            if (place.withinRecord()) {
                Optional<Place> reached =
                        read(" and scope = ? and id = ? and valid_from > ?", place.scope(), place.id(), place.from());
                if (reached.isPresent()) {
                    return passOver(reached.get());
                } else if (full()) {
                    return reached;
                }
            }
            Optional<Place> reached = read(" and scope = ? and id > ?", place.scope(), place.id());
            if (reached.isEmpty() && query.scope().isEmpty() && !full()) {
                reached = read(" and scope > ?", place.scope());
            }
            window = Math.min(2 * window, GREATEST);
            return reached;
        }

        /** Adds the lives of the moment; the last life read, if there may be more behind it. */
        private Optional<Place> read(String range, Object... values) throws SQLException {
            Sql sql = new Sql()
                    .add(
                            "select scope, id, valid_from, valid_to, case when valid_from <= ? and valid_to > ? then body"
                                    + " end from gov_record where ledger = ? and kind = ?",
                            query.asOf(),
                            query.asOf(),
                            ledger,
                            query.kind());
            query.scope().ifPresent(scope -> sql.add(" and scope = ?", scope));
            sql.add(range, values).add(" order by ledger, kind, scope, id, valid_from limit ?", window);
            int rows = 0;
            try (PreparedStatement select = sql.prepare(connection);
                    ResultSet row = select.executeQuery()) {
                while (row.next() && !full()) {
                    rows++;
                    Place place = new Place(row.getString(1), row.getString(2), row.getLong(3));
                    byte[] body = row.getBytes(5);
                    if (body != null) {
                        RecordKey key = new RecordKey(place.scope(), query.kind(), place.id());
                        found.add(new StoredRecord(key, body, place.from(), row.getLong(4)));
                    }
                    if (rows == window) {
                        return Optional.of(place);
                    }
                }
            }
            return Optional.empty();
        }

        /** The rest of a record's lives hold one of the moment at most, which its key finds. */
        private Optional<Place> passOver(Place place) throws SQLException {
            RecordKey key = new RecordKey(place.scope(), query.kind(), place.id());
            boolean there =
                    !found.isEmpty() && place.of(found.get(found.size() - 1).key());
            if (!there) {
                reads.find(connection, key, query.asOf()).ifPresent(found::add);
            }
            window = SMALLEST;
            return Optional.of(Place.behind(key));
        }
    }
}
