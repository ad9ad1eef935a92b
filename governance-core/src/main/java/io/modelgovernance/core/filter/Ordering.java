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
    private final Comparator<Place> places;

    /** A value, if there is one, and whose it is. */
    private record Place(Optional<Comparable<?>> value, VersionId version) {}

    private Ordering(Field field, boolean descending) {
        this.field = field;
        Comparator<Place> byValue = (a, b) -> compare(a.value(), b.value(), descending);
        this.places = byValue.thenComparing(place -> place.version().model())
                .thenComparing(place -> place.version().number());
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
    private static int compare(Optional<Comparable<?>> a, Optional<Comparable<?>> b, boolean descending) {
        if (a.isEmpty() || b.isEmpty()) {
            return Boolean.compare(a.isEmpty(), b.isEmpty());
        }
        int order = ((Comparable) a.get()).compareTo(b.get());
        return descending ? -order : order;
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
        return places.compare(place(listing), new Place(value, version)) > 0;
    }
}
