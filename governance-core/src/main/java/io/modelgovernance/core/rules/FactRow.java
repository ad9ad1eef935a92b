package io.modelgovernance.core.rules;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.policy.Fact;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The facts of one case, to be filled and asked about again and again without allocation. What is not set is unknown.
 *
 * <p>Made by a {@link RuleProgram} and of use to it alone. Used by one thread at a time.
 */
public final class FactRow {
    private final List<Fact> facts;
    private final Fact.Type[] types;
    private final List<Map<String, Integer>> codes;
    private final Map<String, Integer> slots;
    private final double[] values;
    private final @Nullable String[] texts;
    private final int[] cells;

    FactRow(List<Fact> facts, List<Map<String, Integer>> codes, Map<String, Integer> slots) {
        this.facts = facts;
        this.types = facts.stream().map(Fact::type).toArray(Fact.Type[]::new);
        this.codes = codes;
        this.slots = slots;
        this.values = new double[facts.size()];
        this.texts = new String[facts.size()];
        this.cells = new int[facts.size()];
        clear();
    }

    /**
     * Makes every fact unknown.
     *
     * @return this
     */
    public FactRow clear() {
        Arrays.fill(values, Double.NaN);
        Arrays.fill(texts, null);
        return this;
    }

    /**
     * Sets a number.
     *
     * @param slot the fact's slot
     * @param number finite, or NaN for unknown
     * @return this
     * @throws InvalidInputException if it is infinite or the fact is no number
     */
    public FactRow set(int slot, double number) {
        require(slot, Fact.Type.NUMBER);
        if (Double.isInfinite(number)) {
            throw InvalidInputException.of("fact " + facts.get(slot).name(), "is infinite", "a finite number");
        }
        values[slot] = number;
        return this;
    }

    /**
     * Sets a truth.
     *
     * @param slot the fact's slot
     * @param truth whether it is so
     * @return this
     * @throws InvalidInputException if the fact is no truth
     */
    public FactRow set(int slot, boolean truth) {
        require(slot, Fact.Type.TRUTH);
        values[slot] = truth ? 1 : 0;
        return this;
    }

    /**
     * Sets a text.
     *
     * @param slot the fact's slot
     * @param text the text, null for unknown
     * @return this
     * @throws InvalidInputException if the fact is no text
     */
    public FactRow set(int slot, @Nullable String text) {
        require(slot, Fact.Type.TEXT);
        texts[slot] = text;
        Integer code = text == null ? null : codes.get(slot).get(text);
        values[slot] = text == null ? Double.NaN : code == null ? -1 : code;
        return this;
    }

    private void require(int slot, Fact.Type type) {
        if (types[slot] != type) {
            throw InvalidInputException.of(
                    "fact " + facts.get(slot).name(),
                    "is set as a " + type,
                    "a " + facts.get(slot).type());
        }
    }

    /**
     * Sets a fact by name from what people write.
     *
     * @param name the fact's name
     * @param written a number, a text, or {@code true} or {@code false}
     * @return this
     * @throws InvalidInputException if there is no such fact, or this is no value of it
     */
    public FactRow set(String name, String written) {
        Integer slot = slots.get(name);
        if (slot == null) {
            throw InvalidInputException.of("fact " + name, "is unknown", "one of " + slots.keySet());
        }
        switch (facts.get(slot).type()) {
            case TEXT -> set(slot.intValue(), written);
            case NUMBER -> set(slot.intValue(), number(name, written));
            case TRUTH -> {
                if (!written.equals("true") && !written.equals("false")) {
                    throw InvalidInputException.of("fact " + name, "is no truth", "true or false");
                }
                set(slot.intValue(), written.equals("true"));
            }
        }
        return this;
    }

    private static double number(String name, String written) {
        try {
            double number = Double.parseDouble(written);
            if (!Double.isNaN(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw InvalidInputException.of("fact " + name, "is no number", "a number such as 0.8");
    }

    double[] values() {
        return values;
    }

    /** Room for where the values lie in an index; of no meaning between two calls. */
    int[] cells() {
        return cells;
    }

    String show(int slot) {
        if (Double.isNaN(values[slot])) {
            return "unknown";
        }
        String text = texts[slot];
        return switch (facts.get(slot).type()) {
            case TEXT -> text == null ? "unknown" : text;
            case NUMBER -> shortNumber(values[slot]);
            case TRUTH -> Boolean.toString(values[slot] == 1);
        };
    }

    private static String shortNumber(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return whole ? Long.toString((long) value) : Double.toString(value);
    }
}
