package io.modelgovernance.core.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.fairness.Disparity;
import io.modelgovernance.core.fairness.FairnessVerdict;
import io.modelgovernance.core.fairness.GroupCounts;
import io.modelgovernance.core.fairness.GroupRate;
import io.modelgovernance.core.fairness.ImpactRatios;
import io.modelgovernance.core.performance.ExpectedPerformance;
import io.modelgovernance.core.performance.LabelDelay;
import io.modelgovernance.core.performance.TrackRecord;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.FlipSampling;
import io.modelgovernance.serving.ServingOptions;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The examples of docs/fairness.md. */
class FairnessPageTest {
    @Test
    void disparities() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 10_000;
        byte[] group = new byte[n];
        byte[] approved = new byte[n];
        byte[] repaid = new byte[n];
        for (int i = 0; i < n; i++) {
            group[i] = (byte) random.nextInt(3);
            approved[i] = (byte) (random.nextDouble() < (group[i] == 2 ? 0.4 : 0.6) ? 1 : 0);
            repaid[i] = (byte) (random.nextInt(3) - 1);
        }
        // region disparity
        GroupCounts counts = GroupCounts.of(group, 3, approved, repaid); // one pass; only counts leave
        Disparity selection = Disparity.of(counts, GroupRate.SELECTION);
        selection.against(0).get(2).difference(); // -0.21 [-0.23, -0.19], Newcombe
        selection.against(0).get(2).ratio(); // 0.65 [0.62, 0.69], Koopman
        selection.worst().ratio(); // worst of all groups, its interval holds for all at once
        selection.fourFifths(); // false, in whole numbers

        FairnessVerdict.atLeast(selection.worst().ratio(), 0.8); // OUTSIDE: even the better end is below
        ImpactRatios.ofSelections(counts, List.of("a", "b", "c"), 0.02); // Local Law 144
        // end
        assertEquals(-0.21, selection.against(0).get(2).difference().value(), 0.005);
        assertEquals(0.65, selection.against(0).get(2).ratio().value(), 0.005);
        assertEquals(false, selection.fourFifths());
        assertEquals(
                FairnessVerdict.OUTSIDE,
                FairnessVerdict.atLeast(selection.worst().ratio(), 0.8));
        assertEquals(
                3,
                ImpactRatios.ofSelections(counts, List.of("a", "b", "c"), 0.02).size());
    }

    @Test
    void flips() {
        // region flips
        var sampling = new FlipSampling("sex", List.of(0.0, 1.0), List.of(), 0.01, 411); // one decision in a hundred
        var options = ServingOptions.defaults().withChecks(Checks.standard().flipped(sampling));
        // end
        assertEquals(Optional.of(sampling), options.checks().flips());
    }

    @Test
    void withoutLabels() {
        double[] probabilities = new SplittableRandom(3).doubles(1_000).toArray();
        // region labels
        var expected = ExpectedPerformance.of(probabilities, 0.5); // before any label has come
        expected.accuracy(); // 0.75 [0.72, 0.78], if the probabilities are calibrated
        var delay = LabelDelay.of(80, 90, 100); // 80 right of 90 labels of 100 cases
        delay.atWorst(); // 0.80 to 0.90, whatever the missing ten turn out to be
        // end
        double[] errorsOfTheReference = new double[9];
        // region record
        var record = TrackRecord.of(0.9, 1, errorsOfTheReference); // realised less expected, window by window
        var accuracy = record.interval(expected.accuracy()); // said before labels
        record = record.learn(accuracy, 0.71); // when they have come: wider after a miss, narrower after a hit
        // end
        assertEquals(0.18, record.radius(), 1e-12);
        assertEquals(0.75, expected.accuracy().value(), 0.01);
        assertTrue(delay.atWorst().low() == 0.8 && delay.atWorst().high() == 0.9);
    }
}
