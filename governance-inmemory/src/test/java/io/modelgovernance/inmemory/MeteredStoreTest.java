package io.modelgovernance.inmemory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.StoreException;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.MeteredStore;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.PrunableObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Sealer;
import io.modelgovernance.spi.StaleScopeException;
import io.modelgovernance.tck.StoreContracts;
import io.modelgovernance.tck.StoreFixture;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A measured store keeps the whole contract, and its meter hears of every call and how it ended. */
class MeteredStoreTest extends StoreContracts<MeteredStore> {
    private final List<String> heard = new ArrayList<>();

    @Override
    protected StoreFixture<MeteredStore> fixture() {
        MeteredStore store = MeteredStore.of(new InMemoryGovernanceStore(), (operation, nanos, outcome) -> {});
        return new StoreFixture<>() {
            @Override
            public MeteredStore store() {
                return store;
            }

            @Override
            public MeteredStore again() {
                return store;
            }

            @Override
            public void close() {}
        };
    }

    private static ChangeSet act(long revision) {
        Sealer sealer = (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});
        Put put = Put.of(new RecordKey("a", "thing", "1"), new byte[] {7}, List.of());
        return new ChangeSet(UUID.randomUUID(), Map.of("a", revision), List.of(put), Instant.EPOCH, sealer);
    }

    @Test
    void theMeterHearsOfEveryCallAndHowItEnded() {
        FailingStore failing = FailingStore.around(new InMemoryGovernanceStore());
        MeteredStore store = MeteredStore.of(failing, (operation, nanos, outcome) -> {
            assertTrue(nanos >= 0);
            heard.add(operation + " " + outcome);
        });
        store.commit(act(0));
        assertThrows(StaleScopeException.class, () -> store.commit(act(0)));
        failing.loseNextAnswers(1);
        assertThrows(StoreException.class, () -> store.commit(act(1)));
        failing.down(true);
        Observation one = new Observation("s", "w", 1, "id", Instant.EPOCH, new byte[] {1});
        assertThrows(StoreException.class, () -> store.append(List.of(one)));
        failing.down(false);
        store.append(List.of(one));
        store.search(RecordQuery.in("thing", "a"));
        assertEquals(
                List.of("commit DONE", "commit STALE", "commit UNKNOWN", "append FAILED", "append DONE", "search DONE"),
                heard);
    }

    /** A default method that a wrapper inherits may be slower than what it wraps; one is made of what is passed on. */
    @Test
    void wrappersPassEveryMethodOn() {
        for (Class<?> wrapper : List.of(MeteredStore.class, FailingStore.class)) {
            for (Class<?> role : List.of(GovernanceStore.class, PrunableObservationStore.class, ContentStore.class)) {
                for (Method method : role.getMethods()) {
                    assertTrue(
                            Modifier.isStatic(method.getModifiers())
                                    || method.getName().equals("openVerified")
                                    || Arrays.stream(wrapper.getDeclaredMethods())
                                            .anyMatch(own -> own.getName().equals(method.getName())
                                                    && Arrays.equals(
                                                            own.getParameterTypes(), method.getParameterTypes())),
                            () -> wrapper.getSimpleName() + " must pass on " + method);
                }
            }
        }
    }
}
