package io.modelgovernance.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Rules over typed facts, as data with a version. The strictest rule that acts overrides; their order is of no meaning.
 *
 * <p>Immutable; the {@code with} methods return copies.
 *
 * @param name what it governs
 * @param version its version; a changed set needs a new one
 * @param facts what its rules may ask about
 * @param rules the rules
 * @param otherwise the effect if no rule acts
 * @param tests the tests that it must pass before it is adopted
 */
public record RuleSet(
        String name, String version, List<Fact> facts, List<Rule> rules, Effect otherwise, List<RuleTest> tests) {
    /** Most rules in a set. */
    public static final int MOST_RULES = 10_000;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a name repeats or does not fit
     */
    public RuleSet {
        Names.require("rule set", name);
        Names.require("version of rule set", version);
        facts = List.copyOf(facts);
        rules = List.copyOf(rules);
        tests = List.copyOf(tests);
        requireDistinct("fact", facts.stream().map(Fact::name).toList());
        requireDistinct("rule", rules.stream().map(Rule::id).toList());
        if (rules.size() > MOST_RULES) {
            throw InvalidInputException.of("number of rules", "is " + rules.size(), "at most " + MOST_RULES);
        }
    }

    private static void requireDistinct(String what, List<String> names) {
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(name)) {
                throw InvalidInputException.of(what + " " + name, "is there twice", "there once");
            }
        }
    }

    /**
     * A set without rules, that permits.
     *
     * @param name what it governs
     * @param version its version
     * @param facts what its rules may ask about
     * @return the set
     */
    public static RuleSet of(String name, String version, List<Fact> facts) {
        return new RuleSet(name, version, facts, List.of(), Effect.PERMIT, List.of());
    }

    /**
     * With one more rule.
     *
     * @param rule the rule
     * @return a copy
     */
    public RuleSet with(Rule rule) {
        List<Rule> more = new ArrayList<>(rules);
        more.add(rule);
        return new RuleSet(name, version, facts, more, otherwise, tests);
    }

    /**
     * With one more test.
     *
     * @param test the test
     * @return a copy
     */
    public RuleSet with(RuleTest test) {
        List<RuleTest> more = new ArrayList<>(tests);
        more.add(test);
        return new RuleSet(name, version, facts, rules, otherwise, more);
    }

    /**
     * With another effect if no rule acts.
     *
     * @param effect the effect
     * @return a copy
     */
    public RuleSet otherwise(Effect effect) {
        return new RuleSet(name, version, facts, rules, effect, tests);
    }

    /**
     * The same set under another version.
     *
     * @param next the version
     * @return a copy
     */
    public RuleSet as(String next) {
        return new RuleSet(name, next, facts, rules, otherwise, tests);
    }

    /**
     * Name and version.
     *
     * @return such as {@code credit-decisions/2}
     */
    public String id() {
        return name + "/" + version;
    }
}
