package io.modelgovernance.core.docs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.core.stream.Adwin;
import io.modelgovernance.core.stream.DetectorState;
import io.modelgovernance.core.stream.MeanBetting;
import io.modelgovernance.core.stream.Signal;
import io.modelgovernance.core.stream.StreamDetector;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The examples of docs/streaming.md. */
class StreamingPageTest {
    @Test
    void detects() {
        double[] errors =
                new SplittableRandom(1).doubles(2_000).map(v -> v < 0.2 ? 1 : 0).toArray();
        // region detector
        StreamDetector detector = Adwin.of(Adwin.Settings.defaults());
        for (double error : errors) {
            if (detector.update(error) == Signal.DRIFT) {
                throw new IllegalStateException("The error rate changed.");
            }
        }
        byte[] stored = detector.state().toBytes(); // canonical, versioned
        StreamDetector again = DetectorState.fromBytes(stored).restore(); // goes on where it was
        // end
        assertArrayEquals(stored, again.state().toBytes());
    }

    @Test
    void anytimeValid() {
        // region betting
        var test = MeanBetting.of(new MeanBetting.Settings(0, 0.25, 0.01)); // error rate at most 0.25
        Signal signal = Signal.NONE;
        for (int i = 0; i < 200; i++) {
            signal = test.update(i % 2); // half of the decisions are wrong
        }
        // end
        assertEquals(Signal.DRIFT, signal);
    }
}
