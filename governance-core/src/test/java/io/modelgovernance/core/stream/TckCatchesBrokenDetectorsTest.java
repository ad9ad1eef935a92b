package io.modelgovernance.core.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.drift.KsDrift;
import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.tck.DriftTestContract;
import io.modelgovernance.tck.Source;
import io.modelgovernance.tck.StreamDetectorContract;
import io.modelgovernance.tck.Trials;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The drift contracts are themselves under test: each way of being wrong fails the test made for it. */
class TckCatchesBrokenDetectorsTest {
    private static Supplier<StreamDetectorContract.Detector> maker = TckCatchesBrokenDetectorsTest::sound;
    private static DriftTest batch = KsDrift.withDefaults();

    private static StreamDetectorContract.Detector sound() {
        Adwin adwin = Adwin.of(Adwin.Settings.defaults());
        return value -> adwin.update(value) == Signal.DRIFT;
    }

    /** Not run by itself: the build leaves nested classes out. */
    static final class OfStreams extends StreamDetectorContract {
        @Override
        protected Detector detector() {
            return maker.get();
        }

        @Override
        protected List<Calm> calm() {
            return List.of(new Calm(Source.errors(0.2), 500, 0.01));
        }

        @Override
        protected List<Shift> shifts() {
            return List.of(new Shift(Source.errors(0.2), 400, Source.errors(0.5), 300, 0.9));
        }
    }

    /** Not run by itself either. */
    static final class OfBatches extends DriftTestContract {
        @Override
        protected DriftTest test() {
            return batch;
        }

        @Override
        protected double falseAlarms() {
            return 0.01;
        }

        @Override
        protected List<Shift> shifts() {
            return List.of(new Shift(Source.normal(0, 1), 300, Source.normal(1, 1), 100, 0.99));
        }

        @Override
        protected int runs() {
            return 60;
        }
    }

    private static Set<String> failing(Class<?> contract) {
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(contract))
                .execute()
                .testEvents();
        assertTrue(events.started().count() >= 4);
        Set<String> names = new TreeSet<>();
        events.failed().stream()
                .forEach(event ->
                        names.add(event.getTestDescriptor().getDisplayName().replace("()", "")));
        return names;
    }

    private static Set<String> streams(Supplier<StreamDetectorContract.Detector> made) {
        maker = made;
        return failing(OfStreams.class);
    }

    /** Changes what the sound test says. */
    private interface Lie {
        DriftTestResult tell(FeatureProfile reference, double[] current, DriftTestResult truth);
    }

    private static Set<String> batches(Lie lie) {
        batch = new DriftTest() {
            @Override
            public String method() {
                return "lie";
            }

            @Override
            public DriftTestResult test(FeatureProfile reference, double[] current) {
                return lie.tell(reference, current, KsDrift.withDefaults().test(reference, current));
            }
        };
        return failing(OfBatches.class);
    }

    private static DriftTestResult with(DriftTestResult truth, Estimate p, DriftVerdict verdict) {
        return new DriftTestResult(
                truth.method(),
                truth.statistic(),
                p,
                truth.effect(),
                truth.referenceCount(),
                truth.currentCount(),
                verdict,
                truth.threshold());
    }

    @Test
    void aSoundOnePasses() {
        assertEquals(Set.of(), streams(TckCatchesBrokenDetectorsTest::sound));
        assertEquals(Set.of(), batches((reference, current, truth) -> truth));
    }

    @Test
    void brokenDetectorsAreCaught() {
        AtomicInteger last = new AtomicInteger();
        assertTrue(streams(() -> value -> false).contains("itSeesWhatItSays"));
        assertTrue(streams(() -> {
                    AtomicInteger own = new AtomicInteger();
                    return value -> own.incrementAndGet() % 300 == 0;
                })
                .contains("itAlarmsNoMoreOftenThanItSays"));
        assertTrue(streams(() -> value -> last.getAndSet((int) value) == 1 && value == 1)
                .contains("detectorsShareNothing"));
    }

    @Test
    void brokenTestsAreCaught() {
        assertTrue(batches((reference, current, truth) -> truth.pValue().known()
                        ? with(truth, Estimate.exact(truth.pValue().value() / 3, 1, "p"), truth.verdict())
                        : truth)
                .contains("itsPValueIsOne"));
        assertEquals(
                Set.of("itSeesWhatItSays", "aWindowWithoutValuesIsNotStable"),
                batches((reference, current, truth) -> with(truth, truth.pValue(), DriftVerdict.STABLE)));
        assertTrue(batches((reference, current, truth) -> current.length > 50 && current[0] > reference.mean() + 1.5
                        ? with(truth, truth.pValue(), DriftVerdict.DRIFT)
                        : truth)
                .contains("itSaysDriftNoMoreOftenThanItSays"));
        assertTrue(batches((reference, current, truth) -> {
                    Arrays.sort(current);
                    return truth;
                })
                .contains("theOrderOfTheWindowDoesNotMatterAndItIsNotModified"));
    }

    /** R: {@code binom.test(7, 50)$conf.int} is 0.05819170 to 0.26739600; {@code pbinom(6, 50, 0.01, lower.tail=FALSE)}. */
    @Test
    void theBoundsAreExact() {
        Trials trials = new Trials(7, 50);
        assertEquals(0.05819170, trials.low(0.975), 1e-8);
        assertEquals(0.26739600, trials.high(0.975), 1e-8);
        assertEquals(0, new Trials(0, 20).low(0.975));
        assertEquals(1 - Math.pow(0.025, 1 / 20.0), new Trials(0, 20).high(0.975), 1e-12);
        assertTrue(new Trials(7, 50).refutesAtMost(0.01));
        assertFalse(new Trials(7, 50).refutesAtMost(0.1));
        assertTrue(new Trials(7, 50).refutesAtLeast(0.9));
        assertTrue(new Trials(19, 20).refutesAtLeast(1));
        assertFalse(new Trials(20, 20).refutesAtLeast(1));
    }
}
