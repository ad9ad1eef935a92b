package io.modelgovernance.jdbc;

import io.modelgovernance.Digest;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.LinksQuery;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.SnapshotQuery;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermRange;
import io.modelgovernance.spi.TermsQuery;
import java.io.ByteArrayInputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.function.Executable;

/** Large tables on PostgreSQL, and calls of the store that send every statement it has. */
final class HotStatements {
    private static final String NOW = Long.toString(Long.MAX_VALUE);
    private static final RecordKey KEY = new RecordKey("model/m8", "finding", "00000008");
    private static final Term TERM = new Term("to", "node7");

    private HotStatements() {}

    /**
     * A call of the store.
     *
     * @param name what is asked
     * @param first whether it reads little however much there is, even by a plan made when there was nothing
     * @param run asks
     */
    record Call(String name, boolean first, Executable run) {}

    static void fill(DataSource database, int rows) throws SQLException {
        for (String fill : List.of(
                "insert into gov_log select 'tenant' || i, 0, 0, '' from generate_series(1, 2000) i",
                "insert into gov_scope select 'main', 'model/m' || i, 1 from generate_series(1, @) i",
                "insert into gov_record select 'main', 'model/m' || i % (@ / 100), (array['finding','version','listing',"
                        + "'edge'])[1 + i % 4], lpad(i::text, 8, '0'), 1 + i / 2, case when i % 3 = 0 then 2 + i / 2"
                        + " else " + NOW + " end, '{}', case when i % 4 = 3 then 'node' || i % (@ / 24) end,"
                        + " case when i % 4 = 3 then 'node' || i % (@ / 24) + 1 + i % 3 end,"
                        + " case when i % 4 = 3 and i % 5 > 0 then 'note' end from generate_series(1, @) i",
                "insert into gov_term select ledger, kind, 'to', 'node' || valid_from % (@ / 24), scope, id, valid_from,"
                        + " valid_to from gov_record",
                "insert into gov_term select ledger, kind, 'role', 'role' || valid_from % 7, scope, id, valid_from,"
                        + " valid_to from gov_record",
                "insert into gov_journal select 'main', i, gen_random_uuid()::text, i * 1000, 'e', 'n'"
                        + " from generate_series(1, @) i",
                "insert into gov_observation select 'main', 'decision/m' || i % 5, 'w' || i / 5 % 4, i, 'id' || i, i,"
                        + " 'body' from generate_series(1, @) i",
                "insert into gov_content select 'main', md5(i::text) || md5(i::text), 0, 'x'"
                        + " from generate_series(1, @) i",
                "update gov_log set position = @ where ledger = 'main'")) {
            Databases.execute(database, fill.replace("@", Integer.toString(rows)));
        }
    }

    /**
     * All of them, in order.
     *
     * @param rows how many there are in each table
     * @param revision of the scope that the act rests on
     */
    static List<Call> of(JdbcGovernanceStore store, int rows, long revision) {
        List<Call> calls = new ArrayList<>();
        Sealer sealer = (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});
        UUID id = UUID.randomUUID();
        calls.add(few(
                "an act",
                () -> store.commit(new ChangeSet(
                        id,
                        Map.of("model/m8", revision, "model/new", 0L),
                        List.of(
                                Put.of(KEY, new byte[] {1}, List.of(TERM)),
                                Put.of(new RecordKey("model/new", "finding", "1"), new byte[] {1}, List.of(TERM))),
                        Instant.EPOCH,
                        sealer))));
        calls.add(few("was it made", () -> store.act(id)));
        calls.add(few("head", store::head));
        calls.add(few("revision", () -> store.revision("model/m8")));
        calls.add(few("record", () -> store.find(KEY, GovernanceStore.NOW)));
        calls.add(few(
                "several",
                () -> store.snapshot(new SnapshotQuery(
                        List.of("model/m8", "model/new"),
                        List.of(
                                KEY,
                                new RecordKey("model/m8", "finding", "2"),
                                new RecordKey("model/m9", "finding", "9")),
                        List.of(
                                RecordQuery.in("finding", "model/m8").page(Optional.empty(), 50),
                                RecordQuery.in("finding", "model/m8").page(Optional.of(KEY), 50))))));
        calls.add(few("record of then", () -> store.find(KEY, 50)));
        calls.add(few("lives", () -> store.history(KEY)));
        calls.add(few("journal", () -> store.journal(rows / 2, 100)));
        calls.add(few("place of a moment", () -> store.positionAt(Instant.EPOCH.plusMillis(rows / 2))));
        calls.add(few("place of the last moment", () -> store.positionAt(Instant.parse("2099-01-01T00:00:00Z"))));
        searches(store, calls);
        lookUps(store, calls);
        follows(store, calls);
        Observation one = new Observation("decision/m1", "w9", 1, "new", Instant.EPOCH, new byte[] {1});
        calls.add(few("append", () -> store.append(List.of(one))));
        calls.add(few("append again", () -> store.append(List.of(one))));
        calls.add(few("observations", () -> store.read("decision/m1", "w1", 500, 100)));
        calls.add(few("writers", () -> store.writers("decision/m1")));
        calls.add(few("observation", () -> store.find("decision/m1", "id6")));
        calls.add(few("content", () -> {
            Digest digest = store.put(new ByteArrayInputStream(new byte[] {1, 2, 3}));
            store.open(digest).orElseThrow().readAllBytes();
        }));
        return calls;
    }

    private static Call few(String name, Executable run) {
        return new Call(name, true, run);
    }

    private static void searches(JdbcGovernanceStore store, List<Call> calls) {
        List<TermRange> some = List.of(new TermRange("to", "node10", "node1001"));
        List<TermRange> most = List.of(new TermRange("role", "role2", "role8"));
        List<List<Term>> terms = List.of(List.of(), List.of(TERM), List.of(TERM, new Term("role", "role1")));
        for (Optional<String> scope : List.of(Optional.<String>empty(), Optional.of("model/m8"))) {
            for (Optional<RecordKey> after : List.of(Optional.<RecordKey>empty(), Optional.of(KEY))) {
                for (long asOf : new long[] {GovernanceStore.NOW, 50}) {
                    for (List<Term> by : terms) {
                        for (List<TermRange> ranges : List.of(List.<TermRange>of(), some, most)) {
                            RecordQuery query = new RecordQuery("finding", scope, by, ranges, asOf, after, 50);
                            boolean first = ranges.isEmpty() && by.size() < 2 && scope.isPresent();
                            calls.add(new Call(query.toString(), first, () -> store.search(query)));
                        }
                    }
                }
            }
        }
    }

    private static void lookUps(JdbcGovernanceStore store, List<Call> calls) {
        for (long asOf : new long[] {GovernanceStore.NOW, 50}) {
            for (int values : new int[] {1, 7, 512}) {
                List<String> nodes =
                        IntStream.range(0, values).mapToObj(i -> "node" + i).toList();
                for (Optional<RecordKey> after : List.of(Optional.<RecordKey>empty(), Optional.of(KEY))) {
                    TermsQuery query = new TermsQuery("finding", "to", nodes, asOf, after, 200);
                    calls.add(new Call(values + " values " + asOf + after, values < 10, () -> store.lookUp(query)));
                }
            }
            for (boolean descending : new boolean[] {false, true}) {
                SortedQuery.Place place = new SortedQuery.Place("node7", KEY);
                for (Optional<SortedQuery.Place> after :
                        List.of(Optional.<SortedQuery.Place>empty(), Optional.of(place))) {
                    SortedQuery query = new SortedQuery("finding", "to", descending, asOf, after, 50);
                    calls.add(new Call(query.toString(), false, () -> store.sorted(query)));
                }
            }
        }
    }

    private static void follows(JdbcGovernanceStore store, List<Call> calls) {
        for (String end : List.of(Link.FROM, Link.TO)) {
            for (int steps : new int[] {1, 3, Integer.MAX_VALUE}) {
                for (LinksQuery query : List.of(
                        new LinksQuery("edge", List.of("node7"), end, steps, GovernanceStore.NOW, -1, 1_000),
                        new LinksQuery("edge", List.of("node7", "node8"), end, steps, 50, 9, 1_000))) {
                    calls.add(new Call(query.toString(), steps == 1, () -> store.follow(query)));
                }
            }
        }
    }
}
