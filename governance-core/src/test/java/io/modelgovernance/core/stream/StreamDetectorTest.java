package io.modelgovernance.core.stream;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every detector must do, and how often each alarms and how late, by simulation. */
class StreamDetectorTest {
    private static final int STABLE = 200_000;

    /** Detectors with the alarms allowed in 200,000 stable values and the median delay allowed after 0.2 becomes 0.4. */
    enum Kind {
        ADWIN(0, 250),
        DDM(4, 1_500),
        EDDM(8, 1_500),
        RDDM(20, 400),
        HDDM_A(2, 300),
        HDDM_W(40, 120),
        PAGE_HINKLEY(1, 400),
        STEPD(120, 100),
        BETTING(0, 500);

        private final int alarms;
        private final int delay;

        Kind(int alarms, int delay) {
            this.alarms = alarms;
            this.delay = delay;
        }

        StreamDetector make() {
            return switch (this) {
                case ADWIN -> Adwin.of(Adwin.Settings.defaults());
                case DDM -> Ddm.of(Ddm.Settings.defaults());
                case EDDM -> Eddm.of(Eddm.Settings.defaults());
                case RDDM -> Rddm.of(Rddm.Settings.defaults());
                case HDDM_A -> HddmA.of(HddmA.Settings.defaults());
                case HDDM_W -> HddmW.of(HddmW.Settings.defaults());
                case PAGE_HINKLEY -> PageHinkley.of(PageHinkley.Settings.defaults());
                case STEPD -> Stepd.of(Stepd.Settings.defaults());
                case BETTING -> MeanBetting.of(new MeanBetting.Settings(0.15, 0.25, 0.01));
            };
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysQuietOnAStableStream(Kind kind) {
        StreamDetector detector = kind.make();
        SplittableRandom random = new SplittableRandom(7);
        int alarms = 0;
        for (int i = 0; i < STABLE; i++) {
            alarms += detector.update(random.nextDouble() < 0.2 ? 1 : 0) == Signal.DRIFT ? 1 : 0;
        }
        assertTrue(alarms <= kind.alarms, kind + ": " + alarms);
    }

    @ParameterizedTest
    @EnumSource
    void seesADoubledErrorRate(Kind kind) {
        List<Integer> delays = new ArrayList<>();
        for (int run = 0; run < 41; run++) {
            StreamDetector detector = kind.make();
            SplittableRandom random = new SplittableRandom(100 + run);
            for (int i = 0; i < 3_000; i++) {
                detector.update(random.nextDouble() < 0.2 ? 1 : 0);
            }
            int delay = 1;
            while (delay < 20_000 && detector.update(random.nextDouble() < 0.4 ? 1 : 0) != Signal.DRIFT) {
                delay++;
            }
            delays.add(delay);
        }
        Collections.sort(delays);
        assertTrue(delays.get(20) <= kind.delay, kind + ": " + delays);
    }

    static List<StreamDetector> all() {
        List<StreamDetector> all = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            all.add(kind.make());
        }
        all.add(Rddm.of(new Rddm.Settings(30, 1.5, 2, 60, 40, 20)));
        all.add(Eddm.of(new Eddm.Settings(20, 0.95, 0.9, true)));
        all.add(Stepd.of(new Stepd.Settings(20, 0.01, 0.1, true)));
        all.add(PageHinkley.of(new PageHinkley.Settings(20, 0.01, 20, 0.999)));
        all.add(Kswin.of(new Kswin.Settings(0.01, 50, 20, 4)));
        all.add(Bocd.of(Bocd.Settings.around(0.2, 0.4)));
        all.add(Cusum.of(Cusum.Settings.around(0.2, 0.4)));
        all.add(Ewma.of(Ewma.Settings.around(0.2, 0.4)));
        all.add(ConformalMartingale.of(new ConformalMartingale.Settings(0.01, 3, List.of(0.5), List.of(80L, 20L))));
        return all;
    }

    @Test
    void putAwayAndTakenOutItGoesOnTheSame() {
        for (StreamDetector whole : all()) {
            StreamDetector parted =
                    DetectorState.fromBytes(whole.state().toBytes()).restore();
            SplittableRandom random = new SplittableRandom(5);
            int alarms = 0;
            for (int i = 0; i < 4_000; i++) {
                double value = random.nextDouble() < (i < 2_000 ? 0.1 : 0.6) ? 1 : 0;
                Signal signal = whole.update(value);
                assertEquals(signal, parted.update(value), whole.state().form() + " at " + i);
                alarms += signal == Signal.DRIFT ? 1 : 0;
                if (i % 97 == 0) {
                    byte[] bytes = parted.state().toBytes();
                    parted = DetectorState.fromBytes(bytes).restore();
                    assertArrayEquals(whole.state().toBytes(), parted.state().toBytes());
                }
            }
            assertTrue(alarms > 0 || whole instanceof Kswin, whole.state().form());
        }
    }

    @Test
    void statesThatDoNotFitAreRefused() {
        for (StreamDetector detector : all()) {
            for (int i = 0; i < 300; i++) {
                detector.update(i % 7 == 0 ? 1 : 0);
            }
            DetectorState state = detector.state();
            List<Double> more = new ArrayList<>(state.memory());
            more.add(1.0);
            assertThrows(
                    InvalidInputException.class,
                    () -> new DetectorState(state.form(), state.settings(), more).restore());
            assertThrows(
                    InvalidInputException.class,
                    () -> new DetectorState(
                                    state.form(),
                                    state.settings(),
                                    state.memory().subList(0, state.memory().size() - 1))
                            .restore());
            assertThrows(
                    InvalidInputException.class,
                    () -> new DetectorState(state.form(), List.of(), state.memory()).restore());
        }
        assertThrows(InvalidInputException.class, () -> new DetectorState("adwin/2", List.of(), List.of()).restore());
        assertThrows(IntegrityException.class, () -> DetectorState.fromBytes(new byte[] {'{', '}'}));
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        for (StreamDetector detector : all()) {
            byte[] before = detector.state().toBytes();
            assertThrows(InvalidInputException.class, () -> detector.update(Double.NaN));
            assertThrows(InvalidInputException.class, () -> detector.update(Double.POSITIVE_INFINITY));
            assertArrayEquals(
                    before, detector.state().toBytes(), detector.state().form());
        }
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThrows(InvalidInputException.class, () -> new Adwin.Settings(0, 32, 5));
        assertThrows(InvalidInputException.class, () -> new Adwin.Settings(0.1, 0, 5));
        assertThrows(InvalidInputException.class, () -> new Adwin.Settings(0.1, 1, 1));
        assertThrows(InvalidInputException.class, () -> new Ddm.Settings(30, 3, 2));
        assertThrows(InvalidInputException.class, () -> new Eddm.Settings(30, 0.8, 0.9, false));
        assertThrows(InvalidInputException.class, () -> new Rddm.Settings(30, 1, 2, 10, 20, 5));
        assertThrows(InvalidInputException.class, () -> new HddmA.Settings(0.1, 0.01, false));
        assertThrows(InvalidInputException.class, () -> new HddmW.Settings(0.01, 0.1, 1));
        assertThrows(InvalidInputException.class, () -> new Kswin.Settings(0.01, 30, 20, 1));
        assertThrows(InvalidInputException.class, () -> new PageHinkley.Settings(30, -1, 50, 1));
        assertThrows(InvalidInputException.class, () -> new Cusum.Settings(0, 0, 0.5, 5));
        assertThrows(InvalidInputException.class, () -> new Ewma.Settings(0, 1, 0, 3));
        assertThrows(InvalidInputException.class, () -> new Bocd.Settings(0, 1, 2, 1, 10, 0.99));
        assertThrows(InvalidInputException.class, () -> new Stepd.Settings(1, 0.003, 0.05, false));
        assertThrows(InvalidInputException.class, () -> new MeanBetting.Settings(0.5, 0.4, 0.01));
        assertThrows(
                InvalidInputException.class,
                () -> new ConformalMartingale.Settings(0.01, 1, List.of(1.0, 1.0), List.of(1L, 2L, 3L)));
        assertThrows(
                InvalidInputException.class,
                () -> new ConformalMartingale.Settings(0.01, 1, List.of(1.0), List.of(1L, 2L, 3L)));
    }
}
