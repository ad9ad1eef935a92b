package io.modelgovernance.it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.it.Step.Outcome;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.Vote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.RandomDistribution;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;
import net.jqwik.api.statistics.Statistics;

/** The same random history on a plain model and on each backend: same outcomes, same state, same past. */
class RegistryHistoriesTest {
    private static final Path FILE = file();
    /**
     * Percent of the histories that must hold a promotion, or they show little. Four in five do, so of ten one or none does
     * three times in a million.
     */
    private static final double SOME = 10;

    private static Path file() {
        try {
            Path file = Files.createTempFile("model", ".txt");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Property(tries = 100)
    void inMemory(@ForAll("histories") List<Step> history) {
        play(history, new RealRegistry(new InMemoryGovernanceStore(), FILE));
    }

    @Property(tries = 25)
    void onH2(@ForAll("histories") List<Step> history) {
        play(history, new RealRegistry(JdbcGovernanceStore.of(Databases.h2()), FILE));
    }

    @Property(tries = 25)
    void onPostgres(@ForAll("histories") List<Step> history) {
        play(history, new RealRegistry(Databases.postgresLedger(), FILE));
    }

    /** At its default isolation level, where others lose updates. */
    @Property(tries = 10)
    @Tag("mariadb")
    void onMariaDb(@ForAll("histories") List<Step> history) {
        play(history, new RealRegistry(Databases.mariaDbLedger(), FILE));
    }

    private static void play(List<Step> history, RealRegistry opened) {
        try (RealRegistry real = opened) {
            PlainRegistry plain = new PlainRegistry();
            List<String> past = new ArrayList<>(List.of(""));
            for (Step step : history) {
                Outcome expected = plain.play(step);
                assertEquals(expected, real.play(step), () -> step + " after\n" + plain.view());
                if (expected == Outcome.DONE || expected == Outcome.REFUSED) {
                    past.add(plain.view());
                }
                assertEquals(past.size() - 1, real.store.head().position(), step::toString);
                assertEquals(plain.view(), real.view(AsOf.now()), step::toString);
            }
            for (int position = 1; position < past.size(); position++) {
                assertEquals(past.get(position), real.view(AsOf.position(position)), "as of " + position);
            }
            real.requests(AsOf.now()).forEach(RegistryHistoriesTest::assertRightfullyCommitted);
            Statistics.label("promoted")
                    .collect(real.requests(AsOf.now()).stream()
                            .anyMatch(one -> one.status() == TransitionRequest.Status.COMMITTED
                                    && one.to().equals("production")))
                    .coverage(coverage -> coverage.check(true).percentage(share -> share > SOME));
            assertTrue(real.governance.audit().verify().intact());
        }
    }

    /** Without the plain model: two different people, independent, in time, one of them a validator. */
    static void assertRightfullyCommitted(TransitionRequest request) {
        if (request.status() != TransitionRequest.Status.COMMITTED) {
            return;
        }
        Set<String> people = new HashSet<>(Set.of(request.requestedBy()));
        Set<String> roles = new TreeSet<>();
        List<Vote> votes = request.votes().stream().filter(Vote::approve).toList();
        assertTrue(votes.size() >= 2, request::toString);
        for (Vote vote : votes) {
            assertTrue(people.add(vote.voter()), request::toString);
            vote.inSteadOf().ifPresent(principal -> assertTrue(people.add(principal), request::toString));
            roles.addAll(vote.roles());
            assertTrue(vote.at().isBefore(request.expiresAt()), request::toString);
        }
        assertTrue(roles.contains("validator"), request::toString);
    }

    /** Single steps, and now and then the way of a promotion with something else between. */
    @Provide
    Arbitrary<List<Step>> histories() {
        Arbitrary<List<Step>> parts =
                Arbitraries.frequencyOf(Tuple.of(4, step().map(List::of)), Tuple.of(1, promotion()));
        return parts.list()
                .ofMinSize(5)
                .ofMaxSize(30)
                .withSizeDistribution(RandomDistribution.uniform())
                .map(all -> {
                    List<Step> history = new ArrayList<>(List.of(
                            new Step(Step.Kind.REGISTER, 0, 1, 0, 0), new Step(Step.Kind.REGISTER, 0, 2, 0, 0)));
                    all.forEach(history::addAll);
                    return history;
                });
    }

    private static Arbitrary<List<Step>> promotion() {
        Arbitrary<Integer> version = Arbitraries.integers().between(1, 3);
        Arbitrary<Integer> second = Arbitraries.integers().between(2, 4);
        return Combinators.combine(version, second, step(), Arbitraries.of(true, false))
                .as((id, voter, between, disturbed) -> {
                    List<Step> way = new ArrayList<>(List.of(
                            new Step(Step.Kind.REQUEST, 0, id, 1, 0), new Step(Step.Kind.APPROVE, voter, id, 0, 0)));
                    if (disturbed) {
                        way.add(between);
                    }
                    way.add(new Step(Step.Kind.APPROVE, 1, id, 0, 0));
                    return way;
                });
    }

    private static Arbitrary<Step> step() {
        return Combinators.combine(
                        kinds(),
                        Arbitraries.integers().between(0, Step.PEOPLE.size() - 1),
                        Arbitraries.integers().between(1, Step.MOST_VERSIONS),
                        Arbitraries.integers().between(0, 11),
                        Arbitraries.integers().between(0, 60))
                .as(Step::new);
    }

    private static Arbitrary<Step.Kind> kinds() {
        List<Tuple.Tuple2<Integer, Step.Kind>> frequencies = new ArrayList<>();
        for (Step.Kind kind : Step.Kind.values()) {
            int weight = switch (kind) {
                case APPROVE, APPROVE_AGAIN -> 6;
                case REGISTER, REQUEST -> 5;
                case MOVE_ALIAS, SWAP, RETIRE, VOTE_FOR, DELEGATE -> 2;
                default -> 1;
            };
            frequencies.add(Tuple.of(weight, kind));
        }
        frequencies.sort(Comparator.comparing(Tuple.Tuple2::get2));
        return Arbitraries.frequency(frequencies.toArray(Tuple.Tuple2[]::new));
    }
}
