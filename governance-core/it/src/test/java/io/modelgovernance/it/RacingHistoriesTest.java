package io.modelgovernance.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.it.Step.Kind;
import io.modelgovernance.it.Step.Outcome;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.registry.TransitionRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.statistics.Statistics;

/**
 * Three people act at the same time. The journal says in which order their acts took effect; played in that order on the
 * plain model they must have the same outcomes, and leave the same state and the same past.
 */
class RacingHistoriesTest {
    private static final List<Integer> RACERS = List.of(1, 2, 3);

    @Property(tries = 60, shrinking = ShrinkingMode.OFF)
    void inMemory(@ForAll("races") List<List<Step>> race) throws Exception {
        play(race, new RealRegistry(new InMemoryGovernanceStore(), file()));
    }

    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    void onH2(@ForAll("races") List<List<Step>> race) throws Exception {
        play(race, new RealRegistry(JdbcGovernanceStore.of(Databases.h2()), file()));
    }

    @Property(tries = 20, shrinking = ShrinkingMode.OFF)
    void onPostgres(@ForAll("races") List<List<Step>> race) throws Exception {
        play(race, new RealRegistry(Databases.postgresLedger(), file()));
    }

    /** At its default isolation level, where others lose updates. */
    @Property(tries = 10, shrinking = ShrinkingMode.OFF)
    @Tag("mariadb")
    void onMariaDb(@ForAll("races") List<List<Step>> race) throws Exception {
        play(race, new RealRegistry(Databases.mariaDbLedger(), file()));
    }

    private static Path file() throws IOException {
        Path file = Files.createTempFile("model", ".txt");
        file.toFile().deleteOnExit();
        return file;
    }

    private record Played(Step step, Outcome outcome) {}

    private static void play(List<List<Step>> race, RealRegistry opened) throws Exception {
        try (RealRegistry real = opened) {
            PlainRegistry plain = new PlainRegistry();
            for (Step step : start()) {
                assertEquals(plain.play(step), real.play(step));
            }
            long before = real.store.head().position();
            Map<String, Deque<Played>> journalled = raced(race, real);

            List<String> past = new ArrayList<>();
            long position = before;
            for (AuditEntry entry : real.governance.audit().entries(before, 10_000)) {
                Played next = journalled.get(entry.actor()).remove();
                assertEquals(
                        plain.play(next.step()), next.outcome(), () -> next + " at " + entry + "\n" + plain.view());
                past.add(plain.view());
                assertEquals(++position, entry.position());
            }
            journalled.forEach((person, acts) -> assertTrue(acts.isEmpty(), () -> person + " has no entry of " + acts));
            assertEquals(plain.view(), real.view(AsOf.now()));
            for (int i = 0; i < past.size(); i++) {
                long then = before + i + 1;
                assertEquals(past.get(i), real.view(AsOf.position(then)), "as of " + then);
            }
            Statistics.label("promoted")
                    .collect(real.requests(AsOf.now()).stream()
                            .anyMatch(one -> one.status() == TransitionRequest.Status.COMMITTED));
            real.requests(AsOf.now()).forEach(RegistryHistoriesTest::assertRightfullyCommitted);
            assertTrue(real.governance.audit().verify().intact());
        }
    }

    /** Versions of two developers, and requests that wait for votes. */
    private static List<Step> start() {
        List<Step> start = new ArrayList<>();
        for (int version = 1; version <= Step.MOST_VERSIONS; version++) {
            start.add(new Step(Kind.REGISTER, 0, version, 0, 0));
        }
        for (int version = 1; version < Step.MOST_VERSIONS; version++) {
            start.add(new Step(Kind.REQUEST, 4, version, 1, 0));
        }
        return start;
    }

    /** The acts that left an entry, of each person in the order in which that person did them. */
    private static Map<String, Deque<Played>> raced(List<List<Step>> race, RealRegistry real)
            throws InterruptedException, ExecutionException {
        ExecutorService racers = Executors.newFixedThreadPool(race.size());
        try {
            CyclicBarrier line = new CyclicBarrier(race.size());
            List<Future<Deque<Played>>> running = new ArrayList<>();
            for (List<Step> steps : race) {
                running.add(racers.submit(() -> {
                    line.await();
                    Deque<Played> acts = new ArrayDeque<>();
                    for (Step step : steps) {
                        Outcome outcome = real.play(step);
                        if (outcome == Outcome.DONE || outcome == Outcome.REFUSED) {
                            acts.add(new Played(step, outcome));
                        }
                    }
                    return acts;
                }));
            }
            Map<String, Deque<Played>> journalled = new HashMap<>();
            for (int i = 0; i < race.size(); i++) {
                journalled.put(Step.PEOPLE.get(RACERS.get(i)), running.get(i).get());
            }
            return journalled;
        } finally {
            racers.shutdownNow();
        }
    }

    @Provide
    Arbitrary<List<List<Step>>> races() {
        return Combinators.combine(steps(RACERS.get(0)), steps(RACERS.get(1)), steps(RACERS.get(2)))
                .as(List::of);
    }

    /**
     * Nobody registers, for what number a version gets is no choice of theirs; the clock stands still; and who moves an
     * alias sends the revision that he read, for a made-up one may come true meanwhile.
     */
    private static Arbitrary<List<Step>> steps(int person) {
        Arbitrary<Kind> kinds = Arbitraries.of(
                Kind.APPROVE,
                Kind.APPROVE,
                Kind.APPROVE,
                Kind.REQUEST,
                Kind.REQUEST,
                Kind.REJECT,
                Kind.WITHDRAW,
                Kind.DELEGATE,
                Kind.VOTE_FOR,
                Kind.MOVE_ALIAS,
                Kind.MOVE_ALIAS,
                Kind.SWAP,
                Kind.RETIRE,
                Kind.OPEN_FINDING,
                Kind.CLOSE_FINDING,
                Kind.ARCHIVE,
                Kind.RESTORE);
        Arbitrary<Integer> version = Arbitraries.integers().between(1, Step.MOST_VERSIONS);
        Arbitrary<Integer> other = Arbitraries.integers().between(0, 11);
        Arbitrary<Integer> number = Arbitraries.integers().between(1, 4);
        return Combinators.combine(kinds, version, other, number)
                .as((kind, v, o, n) -> new Step(kind, person, v, o, n))
                .list()
                .ofMinSize(4)
                .ofMaxSize(12);
    }
}
