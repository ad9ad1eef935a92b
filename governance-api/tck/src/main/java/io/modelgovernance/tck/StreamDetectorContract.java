package io.modelgovernance.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What a detector of change in a stream claims: how seldom it alarms without change, and how surely it sees stated shifts.
 * Both are measured by simulation, and a claim is refuted only where what was seen would happen once in a million were it
 * true. A framework author extends this in the tests of a detector of their own.
 */
public abstract class StreamDetectorContract {
    /** A detector under test. */
    @FunctionalInterface
    public interface Detector {
        /**
         * Takes the next value.
         *
         * @param value the value
         * @return whether it alarms now
         */
        boolean alarms(double value);
    }

    /**
     * A claim about a stream that does not change.
     *
     * @param source its values
     * @param values how many of them
     * @param chance greatest chance of any alarm among them
     */
    public record Calm(Source source, int values, double chance) {}

    /**
     * A claim about a stream that changes.
     *
     * @param before values before the change
     * @param count how many of them
     * @param after values after it
     * @param within how many of them the detector may take
     * @param chance least chance that it alarms within those; an alarm before the change does not count as one
     */
    public record Shift(Source before, int count, Source after, int within, double chance) {}

    /** Creates the suite. */
    protected StreamDetectorContract() {}

    /**
     * A new detector.
     *
     * @return one that has seen nothing
     */
    protected abstract Detector detector();

    /**
     * What it claims of streams that do not change.
     *
     * @return at least one claim
     */
    protected abstract List<Calm> calm();

    /**
     * What it claims of streams that change.
     *
     * @return at least one claim
     */
    protected abstract List<Shift> shifts();

    /**
     * How many streams are drawn for a claim. More refute smaller lies.
     *
     * @return at least 100
     */
    protected int runs() {
        return 200;
    }

    /**
     * Measures a claim about a calm stream.
     *
     * @param claim the claim
     * @return in how many streams it alarmed
     */
    public final Trials measure(Calm claim) {
        return Trials.run(runs(), 17, random -> {
            Detector detector = detector();
            boolean any = false;
            for (int i = 0; i < claim.values() && !any; i++) {
                any = detector.alarms(claim.source().next(random));
            }
            return any;
        });
    }

    /**
     * Measures a claim about a shift.
     *
     * @param claim the claim
     * @return in how many streams it alarmed in time
     */
    public final Trials measure(Shift claim) {
        return Trials.run(runs(), 18, random -> {
            Detector detector = detector();
            for (int i = 0; i < claim.count(); i++) {
                detector.alarms(claim.before().next(random));
            }
            boolean seen = false;
            for (int i = 0; i < claim.within() && !seen; i++) {
                seen = detector.alarms(claim.after().next(random));
            }
            return seen;
        });
    }

    @Test
    final void itAlarmsNoMoreOftenThanItSays() {
        assertFalse(calm().isEmpty(), "a claim is needed");
        for (Calm claim : calm()) {
            Trials measured = measure(claim);
            assertFalse(
                    measured.refutesAtMost(claim.chance()),
                    () -> "claimed at most " + claim.chance() + " within " + claim.values() + ", seen " + measured);
        }
    }

    @Test
    final void itSeesWhatItSays() {
        assertFalse(shifts().isEmpty(), "a claim is needed");
        for (Shift claim : shifts()) {
            Trials measured = measure(claim);
            assertFalse(
                    measured.refutesAtLeast(claim.chance()),
                    () -> "claimed at least " + claim.chance() + " within " + claim.within() + ", seen " + measured);
        }
    }

    @Test
    final void theSameValuesGiveTheSameAlarms() {
        assertEquals(alarms(detector(), 3), alarms(detector(), 3));
    }

    /** Two at once see what each would see alone. */
    @Test
    final void detectorsShareNothing() {
        List<Integer> alone = alarms(detector(), 5);
        Detector one = detector();
        Detector other = detector();
        double[] values = stream(5);
        double[] others = stream(6);
        List<Integer> together = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            other.alarms(others[i]);
            if (one.alarms(values[i])) {
                together.add(i);
            }
        }
        assertEquals(alone, together);
    }

    private List<Integer> alarms(Detector detector, long seed) {
        double[] values = stream(seed);
        List<Integer> alarms = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            if (detector.alarms(values[i])) {
                alarms.add(i);
            }
        }
        return alarms;
    }

    /** The first shift that it claims to see, there and back. */
    private double[] stream(long seed) {
        Shift shift = shifts().get(0);
        SplittableRandom random = new SplittableRandom(seed);
        double[] values = new double[2 * (shift.count() + shift.within())];
        for (int i = 0; i < values.length; i++) {
            boolean after = i % (shift.count() + shift.within()) >= shift.count();
            values[i] = (after ? shift.after() : shift.before()).next(random);
        }
        return values;
    }
}
