package io.modelgovernance.core.profile;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which values are the commonest, in bounded memory: the categories that the schema does not know, the codes that suddenly
 * come. Each is counted to within {@link #error}, which is at most the number of values seen divided by one more than are
 * kept (Misra and Gries 1982), and stays so however windows of many processes are added up (Agarwal and others 2012). A value
 * that is commoner than that is never left out.
 *
 * <p>The bounds hold in any order; which of the rarer values are kept depends on it. Values are kept as they are, so it is not
 * for personal ones. Not thread-safe.
 */
public final class FrequentItems {
    private static final String FORM = "frequent/1";
    private static final int LONGEST = 200;

    private final int most;
    private final TreeMap<String, Long> counts = new TreeMap<>();
    private long total;
    private long error;

    private FrequentItems(int most) {
        this.most = most;
    }

    /** What is kept, as a value. */
    record State(String form, int most, long total, long error, Map<String, Long> counts) {
        State {
            counts = Map.copyOf(counts);
        }
    }

    /**
     * A value and how often it came.
     *
     * @param value the value
     * @param least at least so often, at least 1
     * @param most at most so often
     */
    public record Item(String value, long least, long most) {}

    /**
     * Begins.
     *
     * @param most values that are kept at most, 1 to 65,536
     * @return without values
     * @throws InvalidInputException if it is out of range
     */
    public static FrequentItems of(int most) {
        if (most < 1 || most > 65_536) {
            throw InvalidInputException.of("number of values kept", "is " + most, "1 to 65,536");
        }
        return new FrequentItems(most);
    }

    /**
     * Counts a value.
     *
     * @param value at most 200 characters
     * @throws InvalidInputException if it is longer; nothing was counted
     */
    public void add(String value) {
        if (value.length() > LONGEST) {
            throw InvalidInputException.of(
                    "value", "has " + value.length() + " characters", "of at most " + LONGEST + ", or its digest");
        }
        total++;
        if (counts.containsKey(value) || counts.size() < most) {
            counts.merge(value, 1L, Long::sum);
        } else {
            forget(1);
        }
    }

    /**
     * Adds another's values.
     *
     * @param other which keeps as many; not modified
     * @throws InvalidInputException if it keeps another number
     */
    public void add(FrequentItems other) {
        if (other.most != most) {
            throw InvalidInputException.of(
                    "other values", "are " + other.most + " at most", "as many as here, " + most);
        }
        total = Math.addExact(total, other.total);
        error = Math.addExact(error, other.error);
        Map.copyOf(other.counts).forEach((value, count) -> counts.merge(value, count, Math::addExact));
        if (counts.size() > most) {
            forget(counts.values().stream()
                    .sorted(Comparator.reverseOrder())
                    .skip(most)
                    .findFirst()
                    .orElseThrow());
        }
    }

    /** Counts every kept value so often less; those without any are forgotten. */
    private void forget(long times) {
        counts.replaceAll((value, count) -> count - times);
        counts.values().removeIf(count -> count <= 0);
        error = Math.addExact(error, times);
    }

    /**
     * How many values were counted.
     *
     * @return at least 0, exact
     */
    public long total() {
        return total;
    }

    /**
     * By how much a value may have come more often than it was counted.
     *
     * @return 0 as long as no more different values came than are kept; at most the total divided by one more than those
     */
    public long error() {
        return error;
    }

    /**
     * The values that may make up a share of all.
     *
     * @param share above 0, at most 1
     * @return every value that does, and perhaps some that do not quite; the commonest first, then by value
     * @throws InvalidInputException if the share is out of range, or so small that one may have been left out
     */
    public List<Item> above(double share) {
        if (!(share > 0 && share <= 1)) {
            throw InvalidInputException.of("share", "is " + share, "above 0, at most 1");
        }
        if (share * total <= error) {
            throw InvalidInputException.of(
                    "share", "is " + share, "above " + (double) error / total + ", the error of these counts");
        }
        return counts.entrySet().stream()
                .map(one -> new Item(one.getKey(), one.getValue(), one.getValue() + error))
                .filter(item -> item.most() >= share * total)
                .sorted(Comparator.comparingLong(Item::least).reversed().thenComparing(Item::value))
                .toList();
    }

    /**
     * As canonical JSON: equal counts have equal bytes.
     *
     * @return a new array
     */
    public byte[] toBytes() {
        return RecordCodec.write(new State(FORM, most, total, error, counts));
    }

    /**
     * Reads it.
     *
     * @param bytes what {@link #toBytes} wrote; not modified
     * @return equal counts
     * @throws io.modelgovernance.IntegrityException if they are no such state
     * @throws InvalidInputException if the form is unknown, or the counts contradict each other
     */
    public static FrequentItems fromBytes(byte[] bytes) {
        State state = RecordCodec.read(State.class, bytes);
        if (!state.form().equals(FORM)) {
            throw InvalidInputException.of("form of the counts", "is " + state.form(), FORM);
        }
        FrequentItems items = of(state.most());
        long counted = 0;
        for (long count : state.counts().values()) {
            counted = count > 0 ? Math.addExact(counted, count) : -1;
            if (counted < 0) {
                break;
            }
        }
        if (counted < 0
                || counted > state.total()
                || state.error() < 0
                || state.counts().size() > state.most()) {
            throw InvalidInputException.of("counts", "contradict each other", "those of values that were counted");
        }
        items.counts.putAll(state.counts());
        items.total = state.total();
        items.error = state.error();
        return items;
    }
}
