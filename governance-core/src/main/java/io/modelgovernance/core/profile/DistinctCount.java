package io.modelgovernance.core.profile;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.stats.Normal;
import java.util.List;
import java.util.TreeSet;

/**
 * How many different values there were, in bounded memory: the least hashes are kept (k minimum values; Bar-Yossef and others
 * 2002, Beyer and others 2007). Any partition in any order gives the same bytes, and the same value twice changes nothing.
 * Up to {@code k} values the count is exact. Not thread-safe.
 */
public final class DistinctCount {
    private static final String FORM = "distinct/1";

    private final int most;
    private final TreeSet<Long> least = new TreeSet<>(Long::compareUnsigned);

    private DistinctCount(int most) {
        this.most = most;
    }

    /**
     * What is kept, as a value.
     *
     * @param form version of this form
     * @param most how many hashes are kept at most
     * @param hashes the least of them, ascending as unsigned numbers
     */
    record State(String form, int most, List<Long> hashes) {
        State {
            hashes = List.copyOf(hashes);
        }
    }

    /**
     * Begins.
     *
     * @param most hashes that are kept, 16 to 65,536; the relative error is about one by the root of it
     * @return without values
     * @throws InvalidInputException if it is out of range
     */
    public static DistinctCount of(int most) {
        if (most < 16 || most > 65_536) {
            throw InvalidInputException.of("number of hashes", "is " + most, "16 to 65,536");
        }
        return new DistinctCount(most);
    }

    /**
     * Takes a number; the two zeros are one value, and so are all NaNs.
     *
     * @param value any number
     */
    public void add(double value) {
        add(Double.doubleToLongBits(value + 0.0));
    }

    /**
     * Takes a key.
     *
     * @param key any whole number
     */
    public void add(long key) {
        keep(Hashes.mixed(key));
    }

    /**
     * Takes a text.
     *
     * @param text any text
     */
    public void add(String text) {
        keep(Hashes.of(text));
    }

    /**
     * Adds another's values.
     *
     * @param other of the same size; not modified
     * @throws InvalidInputException if it is of another size
     */
    public void add(DistinctCount other) {
        if (other.most != most) {
            throw InvalidInputException.of("other count", "keeps " + other.most + " hashes", "of " + most);
        }
        other.least.forEach(this::keep);
    }

    private void keep(long hash) {
        boolean full = least.size() == most;
        if ((!full || Long.compareUnsigned(hash, least.last()) < 0) && least.add(hash) && full) {
            least.pollLast();
        }
    }

    /**
     * How many.
     *
     * @param level confidence of the interval, between 0 and 1
     * @return exact up to the number of hashes kept; else the estimate with its interval
     * @throws InvalidInputException if the level is out of range
     */
    public Estimate estimate(double level) {
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("level", "is " + level, "between 0 and 1");
        }
        if (least.size() < most) {
            return Estimate.exact(least.size(), least.size(), "different values, all counted");
        }
        double greatest = Hashes.share(least.last());
        double count = (most - 1) / greatest;
        double wide = Normal.upperQuantile((1 - level) / 2) / Math.sqrt(most - 2.0);
        return Estimate.of(
                count,
                count / (1 + wide),
                count / Math.max(1e-9, 1 - wide),
                level,
                most,
                "different values by the least hashes");
    }

    /**
     * As canonical JSON: equal counts have equal bytes.
     *
     * @return a new array
     */
    public byte[] toBytes() {
        return RecordCodec.write(new State(FORM, most, List.copyOf(least)));
    }

    /**
     * Reads it.
     *
     * @param bytes what {@link #toBytes} wrote; not modified
     * @return an equal count
     * @throws io.modelgovernance.IntegrityException if they are no such state
     * @throws InvalidInputException if the form is unknown
     */
    public static DistinctCount fromBytes(byte[] bytes) {
        State state = RecordCodec.read(State.class, bytes);
        if (!state.form().equals(FORM) || state.hashes().size() > state.most()) {
            throw InvalidInputException.of("form of the count", "is " + state.form(), FORM);
        }
        DistinctCount count = of(state.most());
        count.least.addAll(state.hashes());
        return count;
    }
}
