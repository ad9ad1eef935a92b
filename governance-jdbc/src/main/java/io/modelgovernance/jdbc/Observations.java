package io.modelgovernance.jdbc;

import io.modelgovernance.ConflictException;
import io.modelgovernance.StoreException;
import io.modelgovernance.spi.Observation;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Appends observations, each stored once however often it comes; no lock is shared between writers. */
final class Observations {
    private record Place(String stream, String writer, long sequence) {}

    private record Id(String stream, String id) {}

    private final Transactions transactions;
    private final ObservationRows rows;

    Observations(Transactions transactions, ObservationRows rows) {
        this.transactions = transactions;
        this.rows = rows;
    }

    /** Inserts the batch as it is; only if the database refuses are those already stored looked up and left out. */
    void append(List<Observation> batch) {
        List<Observation> rest = List.copyOf(batch);
        while (!rest.isEmpty()) {
            List<Observation> insert = rest;
            try {
                transactions.write(
                        connection -> {
                            rows.insert(connection, insert);
                            return true;
                        },
                        () -> missing(insert).isEmpty() ? Boolean.TRUE : null);
                return;
            } catch (StoreException e) {
                rest = missing(insert, e);
                if (rest.size() == insert.size()) {
                    throw e;
                }
            }
        }
    }

    /** If the database does not say what is stored, what it refused is as unsure as it was. */
    private List<Observation> missing(List<Observation> batch, StoreException refusal) {
        try {
            return missing(batch);
        } catch (StoreException e) {
            refusal.addSuppressed(e);
            throw refusal;
        }
    }

    private List<Observation> missing(List<Observation> batch) {
        return transactions.read(connection -> missing(connection, batch));
    }

    /** Which of a batch are not stored yet; it is a conflict if a number or an id belongs to something else. */
    private List<Observation> missing(Connection connection, List<Observation> batch) throws SQLException {
        List<Observation> missing = new ArrayList<>();
        Map<Place, Observation> byPlace = new HashMap<>();
        Map<Id, Observation> byId = new HashMap<>();
        for (Observation one : batch) {
            Place place = new Place(one.stream(), one.writer(), one.sequence());
            Id id = new Id(one.stream(), one.id());
            Observation stored = byPlace.containsKey(place)
                    ? byPlace.get(place)
                    : rows.byNumber(connection, one.stream(), one.writer(), one.sequence())
                            .orElse(null);
            Observation named = byId.containsKey(id)
                    ? byId.get(id)
                    : rows.byId(connection, one.stream(), one.id()).orElse(null);
            requireEqual(stored, one);
            requireEqual(named, one);
            if (stored == null) {
                missing.add(one);
            }
            byPlace.put(place, one);
            byId.put(id, one);
        }
        return missing;
    }

    private static void requireEqual(@Nullable Observation stored, Observation one) {
        if (stored != null
                && !(one.id().equals(stored.id())
                        && one.writer().equals(stored.writer())
                        && one.sequence() == stored.sequence()
                        && Micros.of(one.at()) == Micros.of(stored.at())
                        && Arrays.equals(one.body(), stored.body()))) {
            throw new ConflictException(
                    "observation " + one.id(),
                    "The observation (" + one.id() + ") number " + one.sequence() + " of " + one.stream()
                            + " must be new or equal to what is stored. Maybe two writers share a name.");
        }
    }
}
