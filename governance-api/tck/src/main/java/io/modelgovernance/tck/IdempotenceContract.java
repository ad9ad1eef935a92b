package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a store promises when several clients send the same thing at once, as they do after lost answers.
 *
 * @param <S> type of the store
 */
public abstract class IdempotenceContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private static final int ROUNDS = 15;

    private StoreFixture<S> fixture;
    private Race race;

    /** Creates the suite. */
    protected IdempotenceContract() {}

    /**
     * A fresh, empty store.
     *
     * @return its fixture
     */
    protected abstract StoreFixture<S> fixture();

    @BeforeEach
    final void open() {
        fixture = fixture();
        race = new Race();
    }

    @AfterEach
    final void close() {
        race.close();
        fixture.close();
    }

    @Test
    final void oneActFromManyClientsIsMadeOnce() throws Exception {
        for (long round = 0; round < ROUNDS; round++) {
            ChangeSet act = act(Map.of("a", round), put("a", "1", "body " + round));
            Queue<Committed> answers = new ConcurrentLinkedQueue<>();
            List<Boolean> won = race.run(racer -> answers.add(client(racer).commit(act)));
            assertTrue(won.stream().allMatch(Boolean::booleanValue));
            assertEquals(
                    1, answers.stream().filter(answer -> !answer.repeated()).count(), "first answers");
            for (Committed answer : answers) {
                assertEquals(round + 1, answer.position());
                assertEquals(Acts.NOON, answer.recordedAt());
            }
        }
        assertEquals(ROUNDS, fixture.store().journal(0, 10_000).size());
    }

    @Test
    final void oneBatchFromManyClientsIsStoredOnce() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String stream = "stream" + round;
            List<Observation> batch = new ArrayList<>();
            for (int i = 1; i <= 10; i++) {
                batch.add(new Observation(stream, "w", i, "id" + i, Acts.NOON, Acts.utf8("body " + i)));
            }
            List<Boolean> won = race.run(racer -> client(racer).append(batch.subList(racer, 10)));
            assertTrue(won.stream().allMatch(Boolean::booleanValue));
            assertEquals(10, fixture.store().read(stream, "w", 0, 100).size());
        }
    }

    @Test
    final void ofDifferentObservationsWithOneNumberExactlyOneIsStored() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String stream = "stream" + round;
            Queue<Integer> refused = new ConcurrentLinkedQueue<>();
            List<Boolean> won = race.run(racer -> {
                Observation own = new Observation(stream, "own" + racer, 1, "own" + racer, Acts.NOON, new byte[0]);
                Observation claim = new Observation(stream, "w", 1, "id", Acts.NOON, Acts.utf8("by " + racer));
                try {
                    client(racer).append(List.of(own, claim));
                } catch (ConflictException e) {
                    refused.add(racer);
                }
            });
            assertTrue(won.stream().allMatch(Boolean::booleanValue));
            assertEquals(Race.RACERS - 1, refused.size(), "racers refused");
            int winner = Race.RACERS * (Race.RACERS - 1) / 2
                    - refused.stream().mapToInt(racer -> racer).sum();
            assertEquals(List.of("own" + winner, "w"), fixture.store().writers(stream));
            assertEquals(
                    "by " + winner,
                    Acts.text(fixture.store().find(stream, "id").orElseThrow().body()));
        }
    }

    @Test
    final void oneContentFromManyClientsIsStoredWhole() throws Exception {
        for (int round = 0; round < 3; round++) {
            byte[] bytes = new byte[(1 << 20) + 1 + round];
            Queue<Digest> digests = new ConcurrentLinkedQueue<>();
            List<Boolean> won = race.run(racer -> digests.add(client(racer).put(new ByteArrayInputStream(bytes))));
            assertTrue(won.stream().allMatch(Boolean::booleanValue));
            assertEquals(Set.of(Digest.of(bytes)), Set.copyOf(digests));
            try (InputStream in = fixture.again().open(Digest.of(bytes)).orElseThrow()) {
                assertEquals(Digest.of(bytes), Digest.of(in));
            }
        }
    }

    private S client(int racer) {
        return racer % 2 == 0 ? fixture.store() : fixture.again();
    }
}
