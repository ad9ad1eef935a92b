package io.modelgovernance.inmemory.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.tck.ConcurrencyContract;
import io.modelgovernance.tck.ContentStoreContract;
import io.modelgovernance.tck.GovernanceStoreContract;
import io.modelgovernance.tck.ObservationStoreContract;
import io.modelgovernance.tck.StoreFixture;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The contract is itself under test: each store that breaks a rule fails it, and nothing in it is ever skipped. */
class TckCatchesBrokenStoresTest {
    private static Supplier<BrokenStore> broken = BrokenStore::new;

    static final class Records extends GovernanceStoreContract<BrokenStore> {
        @Override
        protected StoreFixture<BrokenStore> fixture() {
            return broken.get();
        }
    }

    static final class Races extends ConcurrencyContract<BrokenStore> {
        @Override
        protected StoreFixture<BrokenStore> fixture() {
            return broken.get();
        }
    }

    static final class Observed extends ObservationStoreContract<BrokenStore> {
        @Override
        protected StoreFixture<BrokenStore> fixture() {
            return broken.get();
        }
    }

    static final class Contents extends ContentStoreContract<BrokenStore> {
        @Override
        protected StoreFixture<BrokenStore> fixture() {
            return broken.get();
        }
    }

    private static final List<Class<?>> SUITES = List.of(Records.class, Races.class, Observed.class, Contents.class);

    private static Events run(Supplier<BrokenStore> store) {
        broken = store;
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(SUITES.stream()
                        .map(DiscoverySelectors::selectClass)
                        .toArray(org.junit.platform.engine.DiscoverySelector[]::new))
                .execute()
                .testEvents();
        assertEquals(0, events.skipped().count());
        assertEquals(0, events.aborted().count());
        return events;
    }

    private static Set<String> failed(Events events) {
        Set<String> names = new TreeSet<>();
        events.failed().stream()
                .forEach(event ->
                        names.add(event.getTestDescriptor().getDisplayName().replace("()", "")));
        return names;
    }

    @Test
    void aSoundStorePassesEveryTest() {
        Events events = run(BrokenStore::new);
        assertEquals(26, events.succeeded().count());
        assertEquals(Set.of(), failed(events));
    }

    @Test
    void aStoreThatDoesNothingFailsEveryTestButTheOnesAboutNothing() {
        Events events = run(BrokenStores.Noop::new);
        assertEquals(26, events.failed().count() + events.succeeded().count());
        assertTrue(
                events.succeeded().count() <= 1,
                () -> "passed by a store that does nothing: "
                        + events.succeeded().stream()
                                .map(event -> event.getTestDescriptor().getDisplayName())
                                .toList());
    }

    @Test
    void aForgetfulStoreFails() {
        assertTrue(failed(run(BrokenStores.Forgetful::new))
                .containsAll(Set.of(
                        "theJournalHoldsWhatTheSealerMadeWithoutGaps",
                        "aReadAsOfAPositionAnswersTheSameForEver",
                        "writersOfDifferentScopesAllSucceedInOneGaplessOrder")));
    }

    @Test
    void aReorderingStoreFails() {
        assertTrue(failed(run(BrokenStores.Reordering::new))
                .containsAll(Set.of(
                        "theJournalHoldsWhatTheSealerMadeWithoutGaps",
                        "searchIsByAllTermsInKeyOrderAndPageable",
                        "aBatchIsReadInSequenceByEveryClient")));
    }

    @Test
    void aStoreThatIgnoresExpectationsFails() {
        assertTrue(failed(run(BrokenStores.LastWriterWins::new))
                .containsAll(Set.of(
                        "aStaleExpectationWritesNothingAtAll",
                        "aScopeThatWasOnlyReadIsCheckedAndNotRaised",
                        "ofRacersForOneRevisionExactlyOneWinsAndLosersLeaveNothing",
                        "aGuardThatReadAScopeCannotBePassedByAWriteToIt")));
    }

    @Test
    void aStoreThatRepeatsActsFails() {
        assertTrue(failed(run(BrokenStores.Doubling::new)).contains("theSameActAgainReturnsTheFirstResult"));
    }
}
