package io.modelgovernance.inmemory.broken;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.tck.StoreContracts;
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
    private static final int TESTS = 71;

    private static Supplier<BrokenStore> broken = BrokenStore::new;

    /** Not run by itself: the build leaves nested classes out. */
    static final class Contracts extends StoreContracts<BrokenStore> {
        @Override
        protected StoreFixture<BrokenStore> fixture() {
            return broken.get();
        }
    }

    private static Events run(Supplier<BrokenStore> store) {
        broken = store;
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(Contracts.class))
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
        assertEquals(TESTS, events.succeeded().count());
        assertEquals(Set.of(), failed(events));
    }

    @Test
    void aStoreThatDoesNothingFailsEveryTest() {
        Events events = run(BrokenStores.Noop::new);
        assertEquals(
                List.of(),
                events.succeeded().stream()
                        .map(event -> event.getTestDescriptor().getDisplayName())
                        .toList());
        assertEquals(TESTS, events.failed().count());
    }

    @Test
    void aForgetfulStoreFails() {
        assertTrue(failed(run(BrokenStores.Forgetful::new))
                .containsAll(Set.of(
                        "theJournalHoldsWhatTheSealerMadeWithoutGaps",
                        "aReadAsOfAPositionAnswersTheSameForEver",
                        "theListOfAMomentIsTheListOfThen",
                        "writersOfDifferentScopesAllSucceedInOneGaplessOrder")));
    }

    @Test
    void aReorderingStoreFails() {
        assertTrue(failed(run(BrokenStores.Reordering::new))
                .containsAll(Set.of(
                        "theJournalHoldsWhatTheSealerMadeWithoutGaps",
                        "searchIsByAllTermsInKeyOrderAndPageable",
                        "andSoIsTheListByATerm",
                        "theOrderIsByValueAndThenKeyBothWays",
                        "aScanGivesEveryBodyThatEverWasOnceInOrderWhateverThePage",
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
    void aStoreThatFollowsLinksNotFarEnoughFails() {
        assertEquals(
                Set.of(
                        "linksAreFollowedAsTheyWereAtAnyMoment",
                        "linksAreReadAndNotWays",
                        "moreThanTheLimitIsNoAnswer",
                        "wideStepsAndLongChainsAreFollowed"),
                failed(run(BrokenStores.ShortSighted::new)));
    }

    @Test
    void aStoreThatLeavesOutOfManyReadsFails() {
        assertTrue(failed(run(BrokenStores.Hasty::new)).contains("severalReadsAnswerAsOneAfterTheOther"));
    }

    @Test
    void aStoreThatRepeatsActsFails() {
        assertTrue(failed(run(BrokenStores.Doubling::new)).contains("theSameActAgainReturnsTheFirstResult"));
    }
}
