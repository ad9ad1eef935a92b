package io.modelgovernance.core.filter;

import io.modelgovernance.registry.AttributeValue;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.spi.Term;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What filters and the store call attributes: by kind and name, so that a comparison has one type. */
public final class Attributes {
    private Attributes() {}

    private static String prefix(AttributeValue.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The field of a prefix such as {@code number}, if it is one of an attribute's kind. */
    static Optional<Field> field(String prefix, String attribute) {
        for (AttributeValue.Kind kind : AttributeValue.Kind.values()) {
            if (prefix(kind).equals(prefix)) {
                String name = prefix + "." + attribute;
                Optional<String> term = isIndexed(kind) ? Optional.of(name) : Optional.empty();
                return Optional.of(new Field(
                        name, Field.Kind.valueOf(kind.name()), listing -> values(listing, attribute, kind), term));
            }
        }
        return Optional.empty();
    }

    private static List<Comparable<?>> values(Listing listing, String attribute, AttributeValue.Kind kind) {
        return Optional.ofNullable(listing.attributes().get(attribute))
                .filter(value -> value.kind() == kind)
                .<List<Comparable<?>>>map(value -> List.of(value.value()))
                .orElse(List.of());
    }

    /** A text may be longer than a term, and of other letters than ASCII. */
    private static boolean isIndexed(AttributeValue.Kind kind) {
        return kind != AttributeValue.Kind.TEXT;
    }

    /**
     * The term by which a store finds an attribute.
     *
     * @param name the attribute
     * @param value its value
     * @return the term, or empty if it is not looked up but tested
     */
    public static Optional<Term> term(String name, AttributeValue value) {
        return field(prefix(value.kind()), name)
                .flatMap(field ->
                        field.term().flatMap(term -> field.stored(value.value()).map(text -> new Term(term, text))));
    }
}
