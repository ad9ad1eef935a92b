package io.modelgovernance.core.rules;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.filter.Token;
import io.modelgovernance.policy.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Reads a condition by recursive descent and compiles it as it goes. */
final class ConditionCompiler {
    private static final int LONGEST = 4_096;
    private static final int DEEPEST = 24;
    private static final Map<String, Code.Op> SIGNS = Map.of(
            "=", Code.Op.EQUAL,
            "!=", Code.Op.DIFFERENT,
            "<", Code.Op.LESS,
            "<=", Code.Op.AT_MOST,
            ">", Code.Op.GREATER,
            ">=", Code.Op.AT_LEAST);

    private final List<Fact> facts;
    private final Map<String, Integer> slots;
    private final List<Map<String, Integer>> codes;
    private final List<Token> tokens;
    private final Code code = new Code();
    private final TreeSet<Integer> used = new TreeSet<>();
    private int next;
    private int depth;

    /**
     * A condition with the facts it asks about.
     *
     * @param code its code
     * @param slots slots of the facts, ascending
     */
    record Compiled(Code code, List<Integer> slots) {}

    private ConditionCompiler(
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
    static Compiled compile(
            String what, List<Fact> facts, Map<String, Integer> slots, List<Map<String, Integer>> codes, String text) {
        try {
            ConditionCompiler compiler = new ConditionCompiler(facts, slots, codes, text);
            compiler.either();
            if (!compiler.peek().is(Token.Type.END)) {
                throw Token.wrong(compiler.peek().at(), "goes on", "'and', 'or' or the end");
            }
            compiler.code.trim();
            return new Compiled(compiler.code, List.copyOf(compiler.used));
        } catch (InvalidInputException e) {
            String message = String.valueOf(e.getMessage());
            String told = message.replaceFirst("^The (filter|condition)", "The condition of " + what);
            throw new InvalidInputException(what, e.problem(), told);
        }
    }

    private void either() {
        all();
        List<Integer> skips = new ArrayList<>();
        while (peek().isWord("or")) {
            next++;
            skips.add(code.add(Code.Op.SKIP_IF_TRUE, 0, 0));
            all();
            code.add(Code.Op.OR, 0, 0);
        }
        skips.forEach(code::land);
    }

    private void all() {
        single();
        List<Integer> skips = new ArrayList<>();
        while (peek().isWord("and")) {
            next++;
            skips.add(code.add(Code.Op.SKIP_IF_FALSE, 0, 0));
            single();
            code.add(Code.Op.AND, 0, 0);
        }
        skips.forEach(code::land);
    }

    private void single() {
        if (peek().isWord("not")) {
            deeper();
            next++;
            single();
            code.add(Code.Op.NOT, 0, 0);
            depth--;
        } else if (peek().isSign("(")) {
            deeper();
            next++;
            either();
            expect(")");
            depth--;
        } else {
            comparison();
        }
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw Token.wrong(peek().at(), "is nested too deeply", "at most " + DEEPEST + " levels");
        }
    }

    private void comparison() {
        Token name = take();
        Integer slot = name.is(Token.Type.WORD) ? slots.get(name.text()) : null;
        if (slot == null) {
            throw Token.wrong(name.at(), "names no fact", "one of " + slots.keySet());
        }
        used.add(slot);
        Token word = take();
        Code.Op op = word.is(Token.Type.SIGN) ? SIGNS.get(word.text()) : null;
        if (op != null) {
            requireOrder(slot, op, word);
            code.compare(op, slot, value(slot));
        } else if (word.isWord("in")) {
            in(slot);
        } else if (word.isWord("exists")) {
            code.add(Code.Op.EXISTS, slot, 0);
        } else {
            throw Token.wrong(word.at(), "has no comparison", "one of = != < <= > >= in exists");
        }
    }

    private void requireOrder(int slot, Code.Op op, Token at) {
        boolean equality = op == Code.Op.EQUAL || op == Code.Op.DIFFERENT;
        if (!equality && facts.get(slot).type() != Fact.Type.NUMBER) {
            throw Token.wrong(
                    at.at(),
                    "orders what has no order",
                    "= or != for a " + facts.get(slot).type());
        }
    }

    private void in(int slot) {
        expect("(");
        List<Double> members = new ArrayList<>(List.of(value(slot)));
        while (peek().isSign(",")) {
            next++;
            members.add(value(slot));
        }
        expect(")");
        code.in(slot, members.stream().mapToDouble(Double::doubleValue).toArray());
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
