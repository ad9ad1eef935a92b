package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TrackRecordTest {
    private static final Estimate EXPECTED = Estimate.of(0.8, 0.78, 0.82, 0.95, 300, "expected");

    /** Before any label it is split conformal: of windows like those of the reference it misses as many as it says. */
    @Test
    void beginsWithTheReference() {
        SplittableRandom random = new SplittableRandom(4);
        int held = 0;
        for (int run = 0; run < 2_000; run++) {
            double[] errors = random.doubles(19).map(v -> (v - 0.5) / 5).toArray();
            Estimate interval = TrackRecord.of(0.9, 1, errors).interval(EXPECTED);
            double truth = 0.8 + (random.nextDouble() - 0.5) / 5;
            held += truth >= interval.low() && truth <= interval.high() ? 1 : 0;
        }
        assertEquals(1_800, held, 5 * Math.sqrt(2_000 * 0.09));
        assertEquals(1, TrackRecord.of(0.95, 1, new double[18]).radius(), "too few to say anything");
        assertEquals(0, TrackRecord.of(0.95, 1, new double[19]).radius());
    }

    /** Whatever comes true, in the worst order too, the share outside keeps to its bound. */
    @Property(tries = 200)
    void keepsToItsBound(
            @ForAll @Size(min = 30, max = 300) List<@DoubleRange(min = 0, max = 1) Double> truths,
            @ForAll @DoubleRange(min = 0.5, max = 0.95) double level) {
        TrackRecord record = TrackRecord.of(level, 1, new double[] {0.1, 0.2, 0.05});
        for (double truth : truths) {
            record = record.learn(record.interval(Estimate.of(0.5, 0.4, 0.6, 0.95, 9, "x")), truth);
        }
        assertEquals(truths.size(), record.windows());
        double over = (double) record.misses() / record.windows() - (1 - level);
        assertTrue(over <= 6.0 / truths.size() + 1e-9, "over by " + over);
    }

    @Test
    void widensAfterAMissAndNarrowsAfterAHit() {
        TrackRecord record =
                TrackRecord.of(0.9, 1, new double[] {0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.07, 0.08, 0.09});
        assertEquals(0.09, record.radius(), 1e-15);
        TrackRecord missed = record.learn(record.interval(EXPECTED), 0.5);
        assertEquals(0.09 + 0.2 * 0.9, missed.radius(), 1e-12);
        assertEquals(1, missed.misses());
        TrackRecord hit = missed.learn(missed.interval(EXPECTED), 0.8);
        assertEquals(missed.radius() - 0.02, hit.radius(), 1e-12);
        assertEquals(2, hit.windows());
        assertEquals(1, missed.interval(EXPECTED).high());
        assertEquals(
                95,
                new TrackRecord(0.9, 100, 90, 0, 0)
                        .interval(Estimate.exact(5, 9, "loss"))
                        .high());
        assertEquals(
                0,
                new TrackRecord(0.9, 100, 90, 0, 0)
                        .interval(Estimate.exact(5, 9, "loss"))
                        .low());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        TrackRecord record = TrackRecord.of(0.9, 1, new double[0]);
        assertFalse(record.interval(Estimate.notEnoughData(0, "none")).known());
        assertThrows(InvalidInputException.class, () -> record.learn(Estimate.notEnoughData(0, "none"), 0.5));
        assertThrows(InvalidInputException.class, () -> record.learn(EXPECTED, Double.NaN));
        assertThrows(InvalidInputException.class, () -> TrackRecord.of(1, 1, new double[0]));
        assertThrows(InvalidInputException.class, () -> TrackRecord.of(0.9, 0, new double[0]));
        assertThrows(InvalidInputException.class, () -> TrackRecord.of(0.9, 1, new double[] {Double.NaN}));
        assertThrows(InvalidInputException.class, () -> new TrackRecord(0.9, 1, 0, 1, 2));
    }
}
