package io.modelgovernance.core.rules;

import io.modelgovernance.policy.Fact;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.Outcome;
import java.util.List;

/**
 * The facts of a decision that its record holds, bound to the slots of one program so that filling a row allocates
 * nothing. The same whether a decision is being made or was recorded. Immutable and thread-safe.
 */
public final class DecisionFacts {
    /**
     * The facts, with their types. {@code low}, {@code high} and {@code width} are of the score's interval; an end at
     * infinity is the greatest number there is.
     */
    public static final List<Fact> FACTS = List.of(
            Fact.number("score"),
            Fact.number("low"),
            Fact.number("high"),
            Fact.number("width"),
            Fact.text("outcome"),
            Fact.text("purpose"),
            Fact.text("caller"),
            Fact.text("alias"),
            Fact.text("model"),
            Fact.number("version"),
            Fact.number("reasons"),
            Fact.text("policy"));

    private final int score;
    private final int low;
    private final int high;
    private final int width;
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
        this.low = program.slot("low");
        this.high = program.slot("high");
        this.width = program.slot("width");
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
     * Whether a fact is one of these by name.
     *
     * @param fact the fact
     * @return true if it is
     */
    static boolean among(String fact) {
        return FACTS.stream().anyMatch(one -> one.name().equals(fact));
    }

    /**
     * Fills a row from a record; facts that the program does not declare are passed over, all others are unknown.
     *
     * @param row a row of the program
     * @param record the decision
     * @throws io.modelgovernance.InvalidInputException if the program declares one of them with another type
     */
    public void fill(FactRow row, DecisionRecord record) {
        row.clear();
        scored(row, record.score(), record.low(), record.high());
        asked(row, record.purpose(), record.caller());
        decided(row, before(record), record.reasons().size());
        by(row, record.version(), record.alias(), record.policy());
    }

    /** What would have become of it, had no rule acted: that is what rules are asked about. */
    private static Outcome before(DecisionRecord record) {
        return byRulesAlone(record)
                ? new DecisionRule(record.referFrom(), record.declineFrom()).apply(record.score())
                : record.outcome();
    }

    /**
     * Whether enforced rules referred or denied a decision and nothing else that a check found may have.
     *
     * @param record the decision
     * @return true if it was theirs alone
     */
    public static boolean byRulesAlone(DecisionRecord record) {
        boolean ruled = false;
        for (Cause cause : record.breaches()) {
            ruled |= cause.check() == Check.RULES;
            if (cause.check() != Check.RULES
                    && cause.check() != Check.RULES_ON_TRIAL
                    && cause.check() != Check.ROLLOUT) {
                return false;
            }
        }
        return ruled && record.kind() != DecisionRecord.Kind.FELL_BACK;
    }

    /**
     * Sets the score and its interval.
     *
     * @param row a row of the program
     * @param value the score, NaN if there is none
     * @param least lower end of its interval, NaN if unknown
     * @param most upper end, NaN if unknown
     */
    public void scored(FactRow row, double value, double least, double most) {
        number(row, score, value);
        number(row, low, least);
        number(row, high, most);
        number(row, width, most - least);
    }

    /**
     * Sets who asked and what for.
     *
     * @param row a row of the program
     * @param what the purpose
     * @param who id of the caller
     */
    public void asked(FactRow row, String what, String who) {
        text(row, purpose, what);
        text(row, caller, who);
    }

    /**
     * Sets what was decided.
     *
     * @param row a row of the program
     * @param what the outcome
     * @param given how many reasons were given
     */
    public void decided(FactRow row, Outcome what, int given) {
        text(row, outcome, what.name());
        number(row, reasons, given);
    }

    /**
     * Sets by what it was decided.
     *
     * @param row a row of the program
     * @param id the version
     * @param reached the alias it was reached by
     * @param under version of the policy in force
     */
    public void by(FactRow row, VersionId id, String reached, String under) {
        text(row, model, id.model());
        number(row, version, id.number());
        text(row, alias, reached);
        text(row, policy, under);
    }

    private static void number(FactRow row, int slot, double value) {
        if (slot >= 0) {
            row.set(slot, Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value)));
        }
    }

    private static void text(FactRow row, int slot, String value) {
        if (slot >= 0) {
            row.set(slot, value);
        }
    }
}
