package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.key;
import static io.modelgovernance.tck.Acts.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.StoredRecord;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a store promises when several clients write at once.
 *
 * @param <S> type of the store
 */
public abstract class ConcurrencyContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private static final int ROUNDS = 25;

    private StoreFixture<S> fixture;
    private Race race;

    /** Creates the suite. */
    protected ConcurrencyContract() {}

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
    final void ofRacersForOneRevisionExactlyOneWinsAndLosersLeaveNothing() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            long revision = round;
            String mark = "round" + round;
            List<Boolean> won = race.run(racer -> client(racer)
                    .commit(act(
                            Map.of("a", revision, "own" + racer + mark, 0L),
                            put("a", "1", "by " + racer),
                            put("own" + racer + mark, "1", "mine"))));
            assertEquals(1, won.stream().filter(Boolean::booleanValue).count(), "winners of " + mark);
            for (int racer = 0; racer < Race.RACERS; racer++) {
                boolean left = fixture.store()
                        .find(key("own" + racer + mark, "1"), GovernanceStore.NOW)
                        .isPresent();
                assertEquals(won.get(racer), left, "what racer " + racer + " left in " + mark);
            }
        }
        assertEquals(ROUNDS, fixture.store().head().position());
        assertEquals(ROUNDS, fixture.store().revision("a"));
    }

    @Test
    final void writersOfDifferentScopesAllSucceedInOneGaplessOrder() throws Exception {
        List<Boolean> won = race.run(racer -> {
            for (int i = 0; i < ROUNDS; i++) {
                client(racer).commit(act(Map.of("scope" + racer, (long) i), put("scope" + racer, "1", "body " + i)));
            }
        });
        assertTrue(won.stream().allMatch(Boolean::booleanValue));
        List<JournalEntry> entries = fixture.store().journal(0, 10_000);
        assertEquals(Race.RACERS * ROUNDS, entries.size());
        StringBuilder state = new StringBuilder();
        for (int i = 0; i < entries.size(); i++) {
            assertEquals(i + 1, entries.get(i).position());
            state.append(i + 1).append(';');
        }
        assertEquals(state.toString(), Acts.state(fixture.store().head()));
    }

    @Test
    final void aGuardThatReadAScopeCannotBePassedByAWriteToIt() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            String guard = "finding" + round;
            String guarded = "model" + round;
            List<Boolean> won = race.run(racer -> {
                if (racer % 2 == 0) {
                    client(racer).commit(act(Map.of(guard, 0L, guarded, 0L), put(guarded, "stage", "production")));
                } else {
                    client(racer).commit(act(Map.of(guard, 0L, guarded, 0L), put(guard, "1", "blocker")));
                }
            });
            assertEquals(1, won.stream().filter(Boolean::booleanValue).count(), "acts that rested on " + guard);
        }
    }

    @Test
    final void noReaderSeesHalfAnAct() throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        List<Boolean> won = race.run(racer -> {
            if (racer == 0) {
                try {
                    for (long i = 0; i < ROUNDS; i++) {
                        client(0).commit(act(Map.of("a", i), put("a", "1", "body " + i), put("a", "2", "body " + i)));
                    }
                } finally {
                    done.set(true);
                }
            }
            while (!done.get()) {
                readWhole(client(racer));
            }
        });
        assertTrue(won.stream().allMatch(Boolean::booleanValue));
        readWhole(fixture.again());
        assertEquals(ROUNDS, fixture.again().head().position());
    }

    private void readWhole(S client) {
        long position = client.head().position();
        assertEquals(
                position, client.journal(0, ROUNDS).stream().limit(position).count());
        List<Long> from = client.search(RecordQuery.in("thing", "a")).stream()
                .map(StoredRecord::from)
                .toList();
        assertEquals(from.isEmpty() ? 0 : 2, from.size());
        assertTrue(from.stream().distinct().count() <= 1, () -> "records of one act are from " + from);
    }

    private S client(int racer) {
        return racer % 2 == 0 ? fixture.store() : fixture.again();
    }
}
