package io.modelgovernance.core.filter;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads a filter by recursive descent, at most {@value #DEEPEST} parentheses and negations deep. */
final class FilterParser {
    static final int LONGEST = 4_096;
    static final int DEEPEST = 32;
    private static final Set<String> SIGNS = Set.of("=", "!=", "<", "<=", ">", ">=");

    private final List<Token> tokens;
    private int next;
    private int depth;

    FilterParser(String text) {
        if (text.length() > LONGEST) {
            throw InvalidInputException.of("filter", "has " + text.length() + " characters", "at most " + LONGEST);
        }
        this.tokens = Token.split(text);
    }

    Filter parse() {
        if (peek().is(Token.Type.END)) {
            return new Filter.And(List.of());
        }
        Filter filter = either();
        if (!peek().is(Token.Type.END)) {
            throw Token.wrong(peek().at(), "goes on", "'and', 'or' or the end");
        }
        return filter;
    }

    private Filter either() {
        List<Filter> parts = new ArrayList<>(List.of(all()));
        while (peek().isWord("or")) {
            next++;
            parts.add(all());
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.Or(List.copyOf(parts));
    }

    private Filter all() {
        List<Filter> parts = new ArrayList<>(List.of(single()));
        while (peek().isWord("and")) {
            next++;
            parts.add(single());
        }
        return parts.size() == 1 ? parts.get(0) : new Filter.And(List.copyOf(parts));
    }

    private Filter single() {
        if (peek().isWord("not")) {
            deeper();
            next++;
            Filter inner = single();
            depth--;
            return new Filter.Not(inner);
        }
        if (peek().isSign("(")) {
            deeper();
            next++;
            Filter inner = either();
            expect(")");
            depth--;
            return inner;
        }
        return condition();
    }

    private void deeper() {
        if (++depth > DEEPEST) {
            throw Token.wrong(peek().at(), "is nested too deeply", "at most " + DEEPEST + " levels");
        }
    }

    private Filter condition() {
        Token name = take();
        if (!name.is(Token.Type.WORD)) {
            throw Token.wrong(name.at(), "has no field", "a field such as stage or tag.team");
        }
        Field field = Field.of(name.text());
        Token word = take();
        if (word.is(Token.Type.SIGN) && SIGNS.contains(word.text())) {
            return new Filter.Compare(field, word.text(), value(field));
        } else if (word.isWord("in")) {
            return in(field);
        } else if (word.isWord("exists")) {
            return new Filter.Exists(field);
        } else if (word.isWord("like")) {
            Token pattern = take();
            if (field.kind() != Field.Kind.TEXT || !pattern.is(Token.Type.TEXT)) {
                throw Token.wrong(pattern.at(), "has no pattern for a text", "a field of texts and a text in quotes");
            }
            return new Filter.Like(field, pattern.text());
        }
        throw Token.wrong(word.at(), "has no comparison", "one of = != < <= > >= in like exists");
    }

    private Filter in(Field field) {
        expect("(");
        List<Filter> parts = new ArrayList<>(List.of(new Filter.Compare(field, "=", value(field))));
        while (peek().isSign(",")) {
            next++;
            parts.add(new Filter.Compare(field, "=", value(field)));
        }
        expect(")");
        return new Filter.Or(List.copyOf(parts));
    }

    private Comparable<?> value(Field field) {
        Token literal = take();
        return field.read(literal)
                .orElseThrow(() ->
                        Token.wrong(literal.at(), "has no fitting value for " + field.name(), field.kind().example));
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
