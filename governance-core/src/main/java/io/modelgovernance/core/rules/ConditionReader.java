package io.modelgovernance.core.rules;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.filter.Token;
import io.modelgovernance.policy.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a condition by recursive descent. */
final class ConditionReader {
    private static final int LONGEST = 4_096;
    private static final int DEEPEST = 24;
    private static final Map<String, Condition.Op> SIGNS = Map.of(
            "=", Condition.Op.EQUAL,
            "!=", Condition.Op.DIFFERENT,
            "<", Condition.Op.LESS,
            "<=", Condition.Op.AT_MOST,
            ">", Condition.Op.GREATER,
            ">=", Condition.Op.AT_LEAST);

    private final List<Fact> facts;
    private final Map<String, Integer> slots;
    private final List<Map<String, Integer>> codes;
    private final List<Token> tokens;
    private final TreeSet<Integer> used = new TreeSet<>();
    private int next;
    private int depth;

    /**
     * A condition with the facts it asks about.
     *
     * @param condition the condition
     * @param slots slots of the facts, ascending
     */
    record Read(Condition condition, List<Integer> slots) {}

    private ConditionReader(
            List<Fact> facts, Map<String, Integer> slots, List<Map<String, Integer>> codes, String text) {
        this.facts = facts;
        this.slots = slots;
        this.codes = codes;
        if (text.length() > LONGEST) {
            throw InvalidInputException.of("condition", "has " + text.length() + " characters", "at most " + LONGEST);
        }
        this.tokens = Token.split(text);
    }

    /** Texts that the condition names get a code in {@code codes}. */
    static Read read(
            String what, List<Fact> facts, Map<String, Integer> slots, List<Map<String, Integer>> codes, String text) {
        try {
            ConditionReader reader = new ConditionReader(facts, slots, codes, text);
            Condition condition = reader.either();
            if (!reader.peek().is(Token.Type.END)) {
                throw Token.wrong(reader.peek().at(), "goes on", "'and', 'or' or the end");
            }
            return new Read(condition, List.copyOf(reader.used));
        } catch (InvalidInputException e) {
            String message = String.valueOf(e.getMessage());
            String told = message.replaceFirst("^The (filter|condition)", "The condition of " + what);
            throw new InvalidInputException(what, e.problem(), told);
        }
    }

    private Condition either() {
        List<Condition> parts = new ArrayList<>(List.of(all()));
        while (peek().isWord("or")) {
            next++;
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.Any(List.copyOf(parts));
    }

    private Condition all() {
        List<Condition> parts = new ArrayList<>(List.of(single()));
        while (peek().isWord("and")) {
            next++;
            parts.add(single());
        }
        return parts.size() == 1 ? parts.get(0) : new Condition.All(List.copyOf(parts));
    }

    private Condition single() {
        if (peek().isWord("not")) {
            deeper();
            next++;
            Condition inner = single();
            depth--;
            return new Condition.Not(inner);
        } else if (peek().isSign("(")) {
            deeper();
            next++;
            Condition inner = either();
            expect(")");
            depth--;
            return inner;
        }
        return comparison();
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw Token.wrong(peek().at(), "is nested too deeply", "at most " + DEEPEST + " levels");
        }
    }

    private Condition comparison() {
        Token name = take();
        Integer slot = name.is(Token.Type.WORD) ? slots.get(name.text()) : null;
        if (slot == null) {
            throw Token.wrong(name.at(), "names no fact", "one of " + slots.keySet());
        }
        used.add(slot);
        Token word = take();
        Condition.Op op = word.is(Token.Type.SIGN) ? SIGNS.get(word.text()) : null;
        if (op != null) {
            requireOrder(slot, op, word);
            return new Condition.Test(op, slot, List.of(value(slot)));
        } else if (word.isWord("in")) {
            return new Condition.Test(Condition.Op.IN, slot, in(slot));
        } else if (word.isWord("exists")) {
            return new Condition.Test(Condition.Op.EXISTS, slot, List.of());
        }
        throw Token.wrong(word.at(), "has no comparison", "one of = != < <= > >= in exists");
    }

    private void requireOrder(int slot, Condition.Op op, Token at) {
        boolean equality = op == Condition.Op.EQUAL || op == Condition.Op.DIFFERENT;
        if (!equality && facts.get(slot).type() != Fact.Type.NUMBER) {
            throw Token.wrong(
                    at.at(),
                    "orders what has no order",
                    "= or != for a " + facts.get(slot).type());
        }
    }

    private List<Double> in(int slot) {
        expect("(");
        List<Double> members = new ArrayList<>(List.of(value(slot)));
        while (peek().isSign(",")) {
            next++;
            members.add(value(slot));
        }
        expect(")");
        return List.copyOf(members);
    }

    private double value(int slot) {
        Token literal = take();
        Fact fact = facts.get(slot);
        if (fact.type() == Fact.Type.NUMBER && literal.is(Token.Type.NUMBER)) {
            return Double.parseDouble(literal.text());
        } else if (fact.type() == Fact.Type.TEXT && literal.is(Token.Type.TEXT)) {
            Map<String, Integer> known = codes.get(slot);
            return known.computeIfAbsent(literal.text(), text -> known.size());
        } else if (fact.type() == Fact.Type.TRUTH && (literal.isWord("true") || literal.isWord("false"))) {
            return literal.isWord("true") ? 1 : 0;
        }
        throw Token.wrong(literal.at(), "has no fitting value for " + fact.name(), "a " + fact.type());
    }

    private void expect(String sign) {
        Token token = take();
        if (!token.isSign(sign)) {
            throw Token.wrong(token.at(), "has no '" + sign + "'", "'" + sign + "'");
        }
    }

    private Token peek() {
        return tokens.get(next);
    }

    /** The end is never passed. */
    private Token take() {
        Token token = tokens.get(next);
        if (!token.is(Token.Type.END)) {
            next++;
        }
        return token;
    }
}
