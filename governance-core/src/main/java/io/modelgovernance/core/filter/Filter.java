package io.modelgovernance.core.filter;

import io.modelgovernance.registry.Listing;
import io.modelgovernance.spi.Term;
import java.util.List;
import java.util.Optional;

/** A condition on listings. Immutable and thread-safe. */
public sealed interface Filter {
    /**
     * Reads a filter.
     *
     * @param text in the language that {@code CatalogueQuery} describes; empty for a condition that always holds
     * @return the condition
     * @throws io.modelgovernance.InvalidInputException if it cannot be read, with the place
     */
    static Filter parse(String text) {
        return new FilterParser(text).parse();
    }

    /**
     * Whether a listing meets it.
     *
     * @param listing the listing
     * @return true if it does
     */
    boolean test(Listing listing);

    /**
     * The ways to meet it, so that a store can look them up.
     *
     * @return at least one; every listing that meets it does so in one of them
     */
    default List<Way> ways() {
        return List.of(Way.ANY);
    }

    /**
     * Whether every listing meets it, as when there is no condition.
     *
     * @return true if so
     */
    default boolean always() {
        return false;
    }

    /**
     * All of them.
     *
     * @param parts the conditions, none for one that always holds
     */
    record And(List<Filter> parts) implements Filter {
        @Override
        public boolean test(Listing listing) {
            return parts.stream().allMatch(part -> part.test(listing));
        }

        @Override
        public List<Way> ways() {
            return Way.all(parts);
        }

        @Override
        public boolean always() {
            return parts.isEmpty();
        }
    }

    /**
     * One of them.
     *
     * @param parts the conditions
     */
    record Or(List<Filter> parts) implements Filter {
        @Override
        public boolean test(Listing listing) {
            return parts.stream().anyMatch(part -> part.test(listing));
        }

        @Override
        public List<Way> ways() {
            return Way.any(parts);
        }
    }

    /**
     * Not it.
     *
     * @param part the condition
     */
    record Not(Filter part) implements Filter {
        @Override
        public boolean test(Listing listing) {
            return !part.test(listing);
        }
    }

    /**
     * A field's value beside a given one; of many values one is enough.
     *
     * @param field the field
     * @param sign one of {@code = != < <= > >=}
     * @param value of the field's kind
     */
    record Compare(Field field, String sign, Comparable<?> value) implements Filter {
        @Override
        public boolean test(Listing listing) {
            return field.values().apply(listing).stream().anyMatch(this::holds);
        }

        @SuppressWarnings({"unchecked", "rawtypes"}) // the parser gave both the field's kind
        private boolean holds(Comparable<?> actual) {
            int order = ((Comparable) actual).compareTo(value);
            return switch (sign) {
                case "=" -> order == 0;
                case "!=" -> order != 0;
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }

        @Override
        public List<Way> ways() {
            if (!sign.equals("=")) {
                return List.of(Way.of(List.of(), Spans.of(field, sign, value)));
            } else if (field.name().equals("model")) {
                return List.of(new Way(Optional.of(value.toString()), List.of(), List.of()));
            }
            List<Term> equal = field.term().stream()
                    .flatMap(name -> field.stored(value).stream().map(text -> new Term(name, text)))
                    .toList();
            return List.of(Way.of(equal, List.of()));
        }
    }

    /**
     * A text like a pattern.
     *
     * @param field the field
     * @param pattern {@code %} stands for any text, {@code _} for one character
     */
    record Like(Field field, String pattern) implements Filter {
        @Override
        public boolean test(Listing listing) {
            return field.values().apply(listing).stream().anyMatch(value -> matches(pattern, value.toString()));
        }

        @Override
        public List<Way> ways() {
            return List.of(Way.of(List.of(), Spans.like(field, pattern)));
        }

        /** Goes back to the last percent sign alone, so the time is at most the product of both lengths. */
        static boolean matches(String pattern, String text) {
            int p = 0;
            int t = 0;
            int percent = -1;
            int resume = 0;
            while (t < text.length()) {
                if (p < pattern.length() && pattern.charAt(p) == '%') {
                    percent = p++;
                    resume = t;
                } else if (p < pattern.length() && (pattern.charAt(p) == '_' || pattern.charAt(p) == text.charAt(t))) {
                    p++;
                    t++;
                } else if (percent >= 0) {
                    p = percent + 1;
                    t = ++resume;
                } else {
                    return false;
                }
            }
            while (p < pattern.length() && pattern.charAt(p) == '%') {
                p++;
            }
            return p == pattern.length();
        }
    }

    /**
     * A field that has a value.
     *
     * @param field the field
     */
    record Exists(Field field) implements Filter {
        @Override
        public boolean test(Listing listing) {
            return !field.values().apply(listing).isEmpty();
        }

        @Override
        public List<Way> ways() {
            return List.of(Way.of(List.of(), Spans.any(field)));
        }
    }
}
