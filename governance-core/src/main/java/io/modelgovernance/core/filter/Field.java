package io.modelgovernance.core.filter;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.SemanticVersion;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Something a listing has none, one or many of.
 *
 * @param name as in a filter
 * @param kind what its values are
 * @param values reads them
 * @param term the name of the store's terms that have exactly these values in sortable form, if there are such
 */
record Field(String name, Kind kind, Function<Listing, List<? extends Comparable<?>>> values, Optional<String> term) {
    private static final int LONGEST_TERM = 160;

    /** What a field's values are. */
    enum Kind {
        TEXT("a text in quotes"),
        NUMBER("a number"),
        TRUTH("true or false"),
        TIME("a time in quotes, such as '2026-03-01T00:00:00Z'"),
        SEMVER("a semantic version in quotes, such as '2.1.0'");

        final String example;

        Kind(String example) {
            this.example = example;
        }
    }

    static Field of(String name) {
        int dot = name.indexOf('.');
        if (dot > 0) {
            String key = Names.requireLabel("field", name.substring(dot + 1));
            return switch (name.substring(0, dot)) {
                case "tag" ->
                    new Field(
                            name,
                            Kind.TEXT,
                            listing -> one(Optional.ofNullable(listing.tags().get(key))),
                            Optional.of(name));
                case "metric" ->
                    new Field(
                            name,
                            Kind.NUMBER,
                            listing -> one(Optional.ofNullable(listing.metrics().get(key))),
                            Optional.of(name));
                default -> Attributes.field(name.substring(0, dot), key).orElseThrow(() -> unknown(name));
            };
        }
        return switch (name) {
            case "model" -> text(name, listing -> List.of(listing.version().model()), false);
            case "number" ->
                new Field(
                        name,
                        Kind.NUMBER,
                        listing -> List.of((double) listing.version().number()),
                        Optional.empty());
            case "label" -> text(name, listing -> one(listing.label()), true);
            case "semver" ->
                new Field(
                        name,
                        Kind.SEMVER,
                        listing -> one(listing.label().flatMap(SemanticVersion::read)),
                        Optional.empty());
            case "stage" -> text(name, listing -> List.of(listing.stage()), true);
            case "status" -> text(name, listing -> List.of(listing.status().name()), true);
            case "alias" -> text(name, listing -> List.copyOf(listing.aliases()), true);
            case "purpose" -> text(name, listing -> List.copyOf(listing.purposes()), true);
            case "registered_by" -> text(name, listing -> List.of(listing.registeredBy()), true);
            case "locked" -> new Field(name, Kind.TRUTH, listing -> List.of(listing.locked()), Optional.empty());
            case "held" ->
                new Field(name, Kind.TRUTH, listing -> List.of(listing.hold().isPresent()), Optional.empty());
            case "registered_at" ->
                new Field(name, Kind.TIME, listing -> List.of(listing.registeredAt()), Optional.of(name));
            default -> throw unknown(name);
        };
    }

    private static Field text(String name, Function<Listing, List<? extends Comparable<?>>> values, boolean indexed) {
        return new Field(name, Kind.TEXT, values, indexed ? Optional.of(name) : Optional.empty());
    }

    private static <T extends Comparable<T>> List<T> one(Optional<T> value) {
        return value.map(List::of).orElse(List.of());
    }

    private static InvalidInputException unknown(String name) {
        return new InvalidInputException(
                "filter",
                "has an unknown field",
                "The field (" + Names.printable(name) + ") of the filter must be model, number, label, semver, stage,"
                        + " status, locked, held, alias, purpose, registered_by, registered_at, tag.NAME, metric.NAME,"
                        + " or of an attribute text.NAME, number.NAME, truth.NAME or time.NAME.");
    }

    /** Whether one listing can have several values. */
    boolean many() {
        return name.equals("alias") || name.equals("purpose");
    }

    /** A value as the store's terms have it, or empty if it cannot be one: then no listing has it. */
    Optional<String> stored(Comparable<?> value) {
        if (value instanceof Double) {
            return Optional.of(SortableText.of((Double) value));
        } else if (value instanceof Instant) {
            return Optional.of(SortableText.of((Instant) value));
        }
        String text = value.toString();
        boolean storable =
                !text.isEmpty() && text.length() <= LONGEST_TERM && text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
        return storable ? Optional.of(text) : Optional.empty();
    }

    /** The value of the only kind this field can be compared with, or empty if the literal is of another. */
    Optional<Comparable<?>> read(Token literal) {
        return switch (kind) {
            case TEXT -> literal.is(Token.Type.TEXT) ? Optional.of(literal.text()) : Optional.empty();
            case NUMBER ->
                literal.is(Token.Type.NUMBER)
                        ? Optional.of(Double.parseDouble(literal.text()) + 0.0)
                        : Optional.empty();
            case TRUTH ->
                literal.isWord("true") || literal.isWord("false")
                        ? Optional.of(literal.isWord("true"))
                        : Optional.empty();
            case TIME -> time(literal);
            case SEMVER ->
                literal.is(Token.Type.TEXT)
                        ? SemanticVersion.read(literal.text()).<Comparable<?>>map(version -> version)
                        : Optional.empty();
        };
    }

    private static Optional<Comparable<?>> time(Token literal) {
        try {
            return literal.is(Token.Type.TEXT) ? Optional.of(Instant.parse(literal.text())) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
