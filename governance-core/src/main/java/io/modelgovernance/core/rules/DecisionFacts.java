package io.modelgovernance.core.rules;

import io.modelgovernance.policy.Fact;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.serving.DecisionRecord;
import java.util.List;

/**
 * The facts of a decision that its record holds, bound to the slots of one program so that filling a row allocates
 * nothing. Immutable and thread-safe.
 */
public final class DecisionFacts {
    /** The facts, with their types. */
    public static final List<Fact> FACTS = List.of(
            Fact.number("score"),
            Fact.text("outcome"),
            Fact.text("purpose"),
            Fact.text("caller"),
            Fact.text("alias"),
            Fact.text("model"),
            Fact.number("version"),
            Fact.number("reasons"),
            Fact.text("policy"));

    private final int score;
    private final int outcome;
    private final int purpose;
    private final int caller;
    private final int alias;
    private final int model;
    private final int version;
    private final int reasons;
    private final int policy;

    /**
     * Binds them.
     *
     * @param program the program; facts of these names must be of these types
     */
    public DecisionFacts(RuleProgram program) {
        this.score = program.slot("score");
        this.outcome = program.slot("outcome");
        this.purpose = program.slot("purpose");
        this.caller = program.slot("caller");
        this.alias = program.slot("alias");
        this.model = program.slot("model");
        this.version = program.slot("version");
        this.reasons = program.slot("reasons");
        this.policy = program.slot("policy");
    }

    /**
     * The facts that a rule set declares but a decision record does not hold.
     *
     * @param rules the rule set
     * @return their names, in its order
     */
    public static List<String> notOnRecord(RuleSet rules) {
        return rules.facts().stream()
                .filter(fact -> !FACTS.contains(fact))
                .map(Fact::name)
                .toList();
    }

    /**
     * Fills a row; facts that the program does not declare are passed over.
     *
     * @param row a row of the program
     * @param record the decision
     * @throws io.modelgovernance.InvalidInputException if the program declares one of them with another type
     */
    public void fill(FactRow row, DecisionRecord record) {
        row.clear();
        number(row, score, record.score());
        text(row, outcome, record.outcome().name());
        text(row, purpose, record.purpose());
        text(row, caller, record.caller());
        text(row, alias, record.alias());
        text(row, model, record.version().model());
        number(row, version, record.version().number());
        number(row, reasons, record.reasons().size());
        text(row, policy, record.policy());
    }

    private static void number(FactRow row, int slot, double value) {
        if (slot >= 0) {
            row.set(slot, value);
        }
    }

    private static void text(FactRow row, int slot, String value) {
        if (slot >= 0) {
            row.set(slot, value);
        }
    }
}
