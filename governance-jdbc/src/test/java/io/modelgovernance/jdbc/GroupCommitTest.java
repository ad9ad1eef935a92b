package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.StoreException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.StaleScopeException;
import io.modelgovernance.spi.StoredRecord;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Acts that wait share a transaction and nothing else: neither outcome nor failure. */
class GroupCommitTest {
    private static final Sealer SEALER =
            (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});

    private final DataSource database = Databases.h2();
    /** One for each act: the common pool has but one on two cores. */
    private final ExecutorService threads = Executors.newCachedThreadPool();

    private final CountDownLatch leading = new CountDownLatch(1);
    private final CountDownLatch queued = new CountDownLatch(1);
    private final List<Integer> groups = new CopyOnWriteArrayList<>();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private static ChangeSet act(String scope, long revision, Sealer sealer) {
        Put put = Put.of(new RecordKey(scope, "thing", "1"), new byte[] {7}, List.of());
        return new ChangeSet(UUID.randomUUID(), Map.of(scope, revision), List.of(put), Instant.EPOCH, sealer);
    }

    private static ChangeSet act(String scope) {
        return act(scope, 0, SEALER);
    }

    /** The first act leads and is held; the others queue behind it, and are let go together. */
    private List<CompletableFuture<Committed>> race(GroupCommit commits, ChangeSet first, List<ChangeSet> others)
            throws InterruptedException {
        List<CompletableFuture<Committed>> all = new ArrayList<>();
        all.add(CompletableFuture.supplyAsync(() -> commits.commit(first), threads));
        leading.await();
        for (ChangeSet other : others) {
            int before = commits.waiting();
            all.add(CompletableFuture.supplyAsync(() -> commits.commit(other), threads));
            while (commits.waiting() == before) {
                Thread.onSpinWait();
            }
        }
        queued.countDown();
        return all;
    }

    private BiFunction<ChangeSet, Runnable, Committed> held(Function<ChangeSet, Committed> alone) {
        return (changes, written) -> {
            leading.countDown();
            try {
                queued.await();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            return alone.apply(changes);
        };
    }

    private BiFunction<List<ChangeSet>, Runnable, List<ActResult>> counted(
            Function<List<ChangeSet>, List<ActResult>> together) {
        return (several, written) -> {
            groups.add(several.size());
            return together.apply(several);
        };
    }

    private static Throwable failure(CompletableFuture<Committed> one) {
        return one.handle((committed, failure) -> failure.getCause()).join();
    }

    @Test
    void eachOfAGroupHasItsOwnOutcome() throws Exception {
        JdbcGovernanceStore store = JdbcGovernanceStore.of(installed());
        Acts acts = new Acts("main", Dialect.H2, "");
        Transactions transactions = new OwnTransactions(database);
        ChangeSet twice = act("d");
        Sealer broken = (before, position, at) -> {
            throw new IllegalStateException("planted");
        };
        GroupCommit commits = new GroupCommit(
                counted(several -> transactions.write(connection -> acts.commit(connection, several), () -> null)),
                held(store::commit));
        List<CompletableFuture<Committed>> all = race(
                commits,
                act("a"),
                List.of(act("b"), act("a"), act("c", 0, broken), twice, twice, act("b", 1, SEALER), act("e")));
        assertEquals(1, all.get(0).join().position());
        assertEquals(2, all.get(1).join().position());
        assertTrue(failure(all.get(2)) instanceof StaleScopeException);
        assertEquals("planted", failure(all.get(3)).getMessage());
        assertEquals(3, all.get(4).join().position());
        assertEquals(3, all.get(5).join().position());
        assertTrue(all.get(5).join().repeated());
        assertEquals(4, all.get(6).join().position(), "it rests on what the second of the group wrote");
        assertEquals(5, all.get(7).join().position());
        assertEquals(List.of(7), groups);
        assertEquals(5, store.head().position());
        assertEquals(5, store.journal(0, 99).size());
        assertEquals(2, store.revision("b"));
        assertEquals(
                List.of(4L, GovernanceStore.NOW),
                store.history(new RecordKey("b", "thing", "1")).stream()
                        .map(StoredRecord::to)
                        .toList(),
                "the fourth ended what the second had put");
        assertTrue(store.find(new RecordKey("c", "thing", "1"), GovernanceStore.NOW)
                .isEmpty());
    }

    @Test
    void oneThatTheDatabaseRefusesDoesNotFailTheOthers() throws Exception {
        JdbcGovernanceStore store = JdbcGovernanceStore.of(installed());
        Acts acts = new Acts("main", Dialect.H2, "");
        Transactions transactions = new OwnTransactions(database);
        Sealer refused =
                (before, position, at) -> new Sealer.Sealed(new byte[(16 << 20) + 1], new byte[] {2}, new byte[] {3});
        Function<ChangeSet, Committed> alone = changes -> transactions.write(
                connection -> acts.commit(connection, List.of(changes)).get(0).orThrow(), () -> null);
        GroupCommit commits = new GroupCommit(
                counted(several -> transactions.write(connection -> acts.commit(connection, several), () -> null)),
                held(alone));
        List<CompletableFuture<Committed>> all =
                race(commits, act("a"), List.of(act("b"), act("c", 0, refused), act("d")));
        assertEquals(1, all.get(0).join().position());
        assertTrue(failure(all.get(2)) instanceof StoreException);
        assertEquals(
                5,
                all.get(1).join().position() + all.get(3).join().position(),
                "the other two have the places 2 and 3");
        assertEquals(3, store.journal(0, 99).size());
    }

    @Test
    void whatIsUnknownOfAGroupIsUnknownOfEach() throws Exception {
        StoreException lost = new StoreException(StoreException.Outcome.UNKNOWN, "lost", new SQLException("cut"));
        GroupCommit commits = new GroupCommit(
                counted(several -> {
                    throw lost;
                }),
                held(changes -> new Committed(1, Instant.EPOCH, false)));
        List<CompletableFuture<Committed>> all = race(commits, act("a"), List.of(act("b"), act("c")));
        assertEquals(1, all.get(0).join().position());
        assertSame(lost, failure(all.get(1)));
        assertSame(lost, failure(all.get(2)));
        assertEquals(List.of(2), groups);
    }

    /** A failure beyond exceptions hangs nobody: the others try alone. */
    @Test
    void anErrorOfTheLeaderLeavesNobodyWaiting() throws Exception {
        GroupCommit commits = new GroupCommit(
                counted(several -> {
                    throw new StackOverflowError("planted");
                }),
                held(changes -> new Committed(1, Instant.EPOCH, false)));
        List<CompletableFuture<Committed>> all = race(commits, act("a"), List.of(act("b"), act("c")));
        assertEquals(1, all.get(0).join().position());
        assertTrue(failure(all.get(1)) instanceof StackOverflowError);
        assertEquals(1, all.get(2).join().position());
    }

    static List<DataSource> databases() {
        return List.of(Databases.h2(), Databases.postgres());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void oneMayRestOnAnotherOfItsGroup(DataSource some) {
        JdbcSchema.install(some);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(some);
        Transactions transactions = new OwnTransactions(some);
        Acts acts = new Acts("main", transactions.read(Dialect::of), "");
        List<ActResult> results = transactions.write(
                connection -> acts.commit(connection, List.of(act("a"), act("b"), act("b", 1, SEALER))), () -> null);
        assertEquals(3, results.get(2).orThrow().position());
        assertEquals(2, store.revision("b"));
        assertEquals(
                List.of(3L, GovernanceStore.NOW),
                store.history(new RecordKey("b", "thing", "1")).stream()
                        .map(StoredRecord::to)
                        .toList());
    }

    /** The last one commits until the next one has begun; and calls him once, though it says twice that all is written. */
    @Test
    void theNextMayBeginWhileTheLastCommits() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        GroupCommit commits = new GroupCommit(
                (several, written) -> {
                    groups.add(several.size());
                    begun.countDown();
                    return several.stream()
                            .map(changes -> ActResult.of(new Committed(2, Instant.EPOCH, false)))
                            .toList();
                },
                (changes, written) -> {
                    leading.countDown();
                    try {
                        queued.await();
                        written.run();
                        assertTrue(begun.await(1, TimeUnit.MINUTES), "the next one has begun");
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                    written.run();
                    return new Committed(1, Instant.EPOCH, false);
                });
        List<CompletableFuture<Committed>> all = race(commits, act("a"), List.of(act("b"), act("c")));
        assertEquals(1, all.get(0).join().position());
        assertEquals(2, all.get(1).join().position());
        assertEquals(2, all.get(2).join().position());
        assertEquals(List.of(2), groups);
    }

    private DataSource installed() {
        JdbcSchema.install(database);
        return database;
    }
}
