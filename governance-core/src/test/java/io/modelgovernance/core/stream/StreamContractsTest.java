package io.modelgovernance.core.stream;

import io.modelgovernance.tck.Source;
import io.modelgovernance.tck.StreamDetectorContract;
import java.util.List;
import org.junit.jupiter.api.Nested;

/** The library's own detectors under the contract: what docs/streaming.md says of them, held by exact bounds. */
class StreamContractsTest {
    private static final Source GOOD = Source.errors(0.2);
    private static final Source BAD = Source.errors(0.4);

    /** Adaptive windows. */
    @Nested
    class OfAdwin extends StreamDetectorContract {
        @Override
        protected Detector detector() {
            Adwin adwin = Adwin.of(Adwin.Settings.defaults());
            return value -> adwin.update(value) == Signal.DRIFT;
        }

        @Override
        protected List<Calm> calm() {
            return List.of(new Calm(GOOD, 10_000, 0.01), new Calm(Source.errors(0.5), 10_000, 0.01));
        }

        @Override
        protected List<Shift> shifts() {
            return List.of(new Shift(GOOD, 1_000, BAD, 300, 0.95), new Shift(BAD, 1_000, GOOD, 400, 0.95));
        }
    }

    /** Anytime-valid: the chance of ever alarming is at most alpha, and that is all it promises. */
    @Nested
    class OfBetting extends StreamDetectorContract {
        @Override
        protected Detector detector() {
            MeanBetting betting = MeanBetting.of(new MeanBetting.Settings(0, 0.25, 0.05));
            return value -> betting.update(value) == Signal.DRIFT;
        }

        @Override
        protected List<Calm> calm() {
            return List.of(new Calm(Source.errors(0.25), 5_000, 0.05));
        }

        @Override
        protected List<Shift> shifts() {
            return List.of(new Shift(GOOD, 500, Source.errors(0.5), 300, 0.9));
        }
    }

    /** Hoeffding's bound, moving weights. */
    @Nested
    class OfHddm extends StreamDetectorContract {
        @Override
        protected Detector detector() {
            HddmA hddm = HddmA.of(HddmA.Settings.defaults());
            return value -> hddm.update(value) == Signal.DRIFT;
        }

        @Override
        protected List<Calm> calm() {
            return List.of(new Calm(GOOD, 5_000, 0.02));
        }

        @Override
        protected List<Shift> shifts() {
            return List.of(new Shift(GOOD, 1_000, BAD, 300, 0.9));
        }
    }

    /** Bayesian changepoints of a normal stream. */
    @Nested
    class OfBocd extends StreamDetectorContract {
        @Override
        protected Detector detector() {
            Bocd bocd = Bocd.of(Bocd.Settings.around(0, 1));
            return value -> bocd.update(value) == Signal.DRIFT;
        }

        @Override
        protected List<Calm> calm() {
            return List.of(new Calm(Source.normal(0, 1), 500, 0.05));
        }

        @Override
        protected List<Shift> shifts() {
            return List.of(new Shift(Source.normal(0, 1), 200, Source.normal(2, 1), 40, 0.95));
        }

        @Override
        protected int runs() {
            return 100;
        }
    }
}
