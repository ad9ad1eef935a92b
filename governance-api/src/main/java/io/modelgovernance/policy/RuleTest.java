package io.modelgovernance.policy;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A test that a rule set carries: facts, the effect they must have, and the rules that must decide.
 *
 * @param name what it shows
 * @param given facts by name, written as people would: {@code 60000}, {@code loans}, {@code true}; the others unknown
 * @param expect the effect
 * @param by ids of the rules that must have acted, in order; empty for no such demand
 */
public record RuleTest(String name, Map<String, String> given, Effect expect, List<String> by) {
    /** Copies. */
    public RuleTest {
        given = Collections.unmodifiableMap(new TreeMap<>(given));
        by = List.copyOf(by);
    }
}
