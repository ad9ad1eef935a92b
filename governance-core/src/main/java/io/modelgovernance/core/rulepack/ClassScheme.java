package io.modelgovernance.core.rulepack;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.core.rules.FactRow;
import io.modelgovernance.core.rules.RuleProgram;
import io.modelgovernance.inventory.Classification;
import io.modelgovernance.policy.Effect;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.Rule;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.policy.RuleVerdict;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The classes of a regime, such as high-risk under the EU AI Act, as data: what must be so for a model to be in each.
 *
 * <p>A class that cannot be ruled out because a fact is unknown counts as applying: the unknown is never the milder class.
 *
 * @param id the regime
 * @param title its name
 * @param exclusive whether a model is in one class alone, the first that applies; else it is in all that do
 * @param basis what this was made from and when, for people
 * @param facts what the conditions ask about
 * @param classes the classes, the strictest first
 * @param otherwise the class of what is in none; its condition is empty
 */
public record ClassScheme(
        String id,
        String title,
        boolean exclusive,
        String basis,
        List<Fact> facts,
        List<Category> classes,
        Category otherwise) {
    /**
     * A class.
     *
     * @param category its name
     * @param provision the provision that says so
     * @param effectiveFrom the first day on which its duties hold
     * @param when the condition, in the language of {@link Rule}
     * @param because what it means, for people
     * @param flags flags that the risk answers of such a model bear
     */
    public record Category(
            String category,
            String provision,
            LocalDate effectiveFrom,
            String when,
            String because,
            List<String> flags) {
        /** Copies the list. */
        public Category {
            flags = List.copyOf(flags);
        }
    }

    /**
     * A class that a model is in.
     *
     * @param category the class
     * @param sure false if it only could not be ruled out, since a fact is unknown
     * @param facts the facts that its condition asks about, with their values
     */
    public record Found(Category category, boolean sure, Map<String, String> facts) {}

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a condition cannot be read
     */
    public ClassScheme {
        Names.require("regime", id);
        facts = List.copyOf(facts);
        classes = List.copyOf(classes);
        if (classes.isEmpty() || !otherwise.when().isEmpty()) {
            throw InvalidInputException.of(
                    "classes of " + id, "are none, or what is in none has a condition", "conditions for classes alone");
        }
        RuleProgram.of(rules(id, facts, classes));
    }

    private static RuleSet rules(String id, List<Fact> facts, List<Category> classes) {
        List<Rule> rules = new ArrayList<>();
        for (int i = 0; i < classes.size(); i++) {
            rules.add(Rule.deny(
                    Integer.toString(i), classes.get(i).when(), classes.get(i).because()));
        }
        return new RuleSet(id, "1", facts, rules, Effect.PERMIT, List.of());
    }

    /**
     * Puts a model in its classes.
     *
     * @param known facts by name, written as people would; the others are unknown
     * @return its classes, the strictest first; at least one
     * @throws InvalidInputException if there is no such fact, or a value does not fit it
     */
    public List<Found> classify(Map<String, String> known) {
        RuleProgram program = RuleProgram.of(rules(id, facts, classes));
        FactRow row = program.row();
        known.forEach(row::set);
        List<Found> found = new ArrayList<>();
        for (RuleVerdict.Acted acted : program.explain(row, Instant.EPOCH).acted()) {
            found.add(new Found(classes.get(Integer.parseInt(acted.rule())), acted.known(), acted.facts()));
        }
        if (found.isEmpty()) {
            return List.of(new Found(otherwise, true, Map.of()));
        }
        return exclusive ? List.of(found.get(0)) : List.copyOf(found);
    }

    /**
     * The same as entries for the inventory.
     *
     * @param known facts by name
     * @return classifications with regime, provision and basis
     * @throws InvalidInputException if there is no such fact, or a value does not fit it
     */
    public List<Classification> classifications(Map<String, String> known) {
        return classify(known).stream()
                .map(one -> new Classification(
                        id,
                        one.category().category(),
                        one.category().provision(),
                        one.category().because()
                                + (one.sure() ? "" : ", which cannot be ruled out")
                                + (one.facts().isEmpty() ? "" : " " + one.facts())))
                .toList();
    }

    /**
     * The flags that follow for the risk answers.
     *
     * @param known facts by name
     * @return flags such as {@code consequential-decision}, sorted
     * @throws InvalidInputException if there is no such fact, or a value does not fit it
     */
    public Set<String> flags(Map<String, String> known) {
        Set<String> flags = new TreeSet<>();
        classify(known).forEach(one -> flags.addAll(one.category().flags()));
        return flags;
    }
}
