package io.modelgovernance.jdbc;

import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads all bodies of all records in the order of the primary key.
 *
 * <p>What comes after a place is the rest of its record, then of its scope, of its kind, and the other kinds: each is a
 * range of the index on every database, while one condition that says all of it is not.
 */
final class Scan {
    private static final Comparator<StoredRecord> ORDER = Comparator.comparing(
                    (StoredRecord record) -> record.key().kind())
            .thenComparing(record -> record.key().scope())
            .thenComparing(record -> record.key().id())
            .thenComparing(StoredRecord::from);
    private static final List<String> RANGES = List.of(
            "kind = ? and scope = ? and id = ? and valid_from > ?",
            "kind = ? and scope = ? and id > ?",
            "kind = ? and scope > ?",
            "kind > ?");

    private final String ledger;

    private static final class Terms {
        private final List<Term> own = new ArrayList<>();
        private final List<Term> strays = new ArrayList<>();
        private @Nullable String from;
        private @Nullable String to;
        private @Nullable String note;

        Scanned of(StoredRecord record) {
            stray(Link.FROM, from);
            stray(Link.TO, to);
            if (note != null) {
                (Link.end(own, Link.TO).isPresent() ? own : strays).add(new Term(Link.NOTE, note));
            }
            return new Scanned(record, own, strays);
        }

        /** What is kept for following links must be what the terms say. */
        private void stray(String end, @Nullable String kept) {
            String said = Link.end(own, end).orElse(null);
            if (!Objects.equals(said, kept)) {
                strays.add(new Term(end, kept == null ? Objects.requireNonNull(said) : kept));
            }
        }
    }

    Scan(String ledger) {
        this.ledger = ledger;
    }

    List<Scanned> page(Connection connection, Optional<StoredRecord> after, int limit) throws SQLException {
        Map<StoredRecord, Terms> found = new TreeMap<>(ORDER);
        RecordKey key = after.map(StoredRecord::key).orElse(null);
        List<Object> place = key == null
                ? List.of("")
                : List.of(key.kind(), key.scope(), key.id(), after.get().from());
        for (int range = key == null ? RANGES.size() - 1 : 0; range < RANGES.size() && found.size() < limit; range++) {
            read(connection, range, place.subList(0, RANGES.size() - range), limit - found.size(), found);
        }
        return found.entrySet().stream()
                .map(entry -> entry.getValue().of(entry.getKey()))
                .toList();
    }

    private void read(Connection connection, int range, List<Object> place, int limit, Map<StoredRecord, Terms> found)
            throws SQLException {
        String sql = "select r.scope, r.kind, r.id, r.body, r.valid_from, r.valid_to, t.name, t.term, t.valid_to,"
                + " r.link_from, r.link_to, r.link_note from (select scope, kind, id, body, valid_from, valid_to, link_from,"
                + " link_to, link_note from gov_record where ledger = ? and "
                + RANGES.get(range)
                + " order by ledger, kind, scope, id, valid_from limit ?) r left join gov_term t on t.ledger = ?"
                + " and t.kind = r.kind and t.scope = r.scope and t.id = r.id and t.valid_from = r.valid_from";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, ledger);
            for (int i = 0; i < place.size(); i++) {
                select.setObject(i + 2, place.get(i));
            }
            select.setInt(place.size() + 2, limit);
            select.setString(place.size() + 3, ledger);
            try (ResultSet row = select.executeQuery()) {
                while (row.next()) {
                    RecordKey key = new RecordKey(row.getString(1), row.getString(2), row.getString(3));
                    StoredRecord record = new StoredRecord(key, row.getBytes(4), row.getLong(5), row.getLong(6));
                    Terms terms = found.computeIfAbsent(record, unused -> new Terms());
                    terms.from = row.getString(10);
                    terms.to = row.getString(11);
                    terms.note = row.getString(12);
                    if (row.getString(7) != null) {
                        Term term = new Term(row.getString(7), row.getString(8));
                        (row.getLong(9) == record.to() ? terms.own : terms.strays).add(term);
                    }
                }
            }
        }
    }
}
