package io.modelgovernance.core.filter;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.VersionId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An order of listings with a key for each place in it, so that a page can begin after a listing that has moved on.
 * Immutable and thread-safe.
 */
public final class Ordering {
    private final Field field;
    private final boolean descending;
    private final Comparator<Place> places;

    /** A value, if there is one, and whose it is. */
    private record Place(Optional<Comparable<?>> value, VersionId version) {
        Comparable<?> some() {
            return value.orElseThrow();
        }
    }

    private Ordering(Field field, boolean descending) {
        this.field = field;
        this.descending = descending;
        Comparator<Place> versions = Comparator.comparing(
                        (Place place) -> place.version().model())
                .thenComparing(place -> place.version().number());
        Comparator<Place> values =
                Comparator.comparing(Place::some, Ordering::compare).thenComparing(versions);
        Comparator<Place> directed = descending ? values.reversed() : values;
        this.places = Comparator.comparing((Place place) -> place.value().isEmpty())
                .thenComparing((a, b) -> a.value().isEmpty() ? versions.compare(a, b) : directed.compare(a, b));
    }

    /**
     * The order that a query asks for.
     *
     * @param order field and direction
     * @return the order
     * @throws InvalidInputException if there is no such field, or it can have many values
     */
    public static Ordering of(CatalogueQuery.Order order) {
        if (order.field().equals("alias") || order.field().equals("purpose")) {
            throw InvalidInputException.of("order by " + order.field(), "has many values", "a field of one value");
        }
        return new Ordering(Field.of(order.field()), order.descending());
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // both are values of one field
    private static int compare(Comparable<?> a, Comparable<?> b) {
        return ((Comparable) a).compareTo(b);
    }

    /**
     * The name of the terms by which a store has this order.
     *
     * @return the name, or empty if the field is not looked up
     */
    public Optional<String> term() {
        return field.term();
    }

    /**
     * Whether greatest comes first.
     *
     * @return true if so
     */
    public boolean descending() {
        return descending;
    }

    /**
     * Whether a listing has the field; those that lack it come last.
     *
     * @param listing the listing
     * @return true if it has
     */
    public boolean has(Listing listing) {
        return !field.values().apply(listing).isEmpty();
    }

    /**
     * The version that a key names.
     *
     * @param key what {@link #key} gave
     * @return the version
     */
    public VersionId version(String key) {
        return place(key).version();
    }

    /**
     * The term at a key's place.
     *
     * @param key what {@link #key} gave
     * @return its value, or empty behind all that have the field
     * @throws InvalidInputException if it is no such key
     */
    public Optional<String> value(String key) {
        return place(key).value().flatMap(field::stored);
    }

    /**
     * Compares listings.
     *
     * @return the comparator
     */
    public Comparator<Listing> comparator() {
        return Comparator.comparing(this::place, places);
    }

    private Place place(Listing listing) {
        List<? extends Comparable<?>> values = field.values().apply(listing);
        return new Place(values.isEmpty() ? Optional.empty() : Optional.of(values.get(0)), listing.version());
    }

    /**
     * The key of a listing's place.
     *
     * @param listing the last of a page
     * @return the key
     */
    public String key(Listing listing) {
        return listing.version()
                + place(listing).value().map(value -> "=" + value).orElse("");
    }

    /**
     * Whether a listing comes after a key.
     *
     * @param key what {@link #key} gave
     * @param listing the listing
     * @return true if it does
     * @throws InvalidInputException if it is no such key
     */
    public boolean isAfter(String key, Listing listing) {
        return places.compare(place(listing), place(key)) > 0;
    }

    private Place place(String key) {
        int sign = key.indexOf('=');
        VersionId version = VersionId.parse(sign < 0 ? key : key.substring(0, sign));
        Optional<Comparable<?>> value = Optional.empty();
        if (sign >= 0) {
            String text = key.substring(sign + 1);
            Token.Type type = field.kind() == Field.Kind.NUMBER
                    ? Token.Type.NUMBER
                    : field.kind() == Field.Kind.TRUTH ? Token.Type.WORD : Token.Type.TEXT;
            try {
                value = field.read(new Token(type, text, 1));
            } catch (NumberFormatException e) {
                value = Optional.empty();
            }
            if (value.isEmpty()) {
                throw InvalidInputException.of("page key", "is of another order", "the key of the page before");
            }
        }
        return new Place(value, version);
    }
}
