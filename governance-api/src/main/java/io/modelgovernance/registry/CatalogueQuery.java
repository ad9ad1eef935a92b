package io.modelgovernance.registry;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import java.util.Optional;

/**
 * Which versions to list, in which order, as of when.
 *
 * <p>The filter is a condition such as {@code tag.team = 'retail' and (metric.auc >= 0.8 or alias = 'champion')}.
 * <ul>
 *   <li>Fields: {@code model}, {@code number}, {@code label}, {@code semver}, {@code stage}, {@code status},
 *       {@code locked}, {@code held}, {@code alias}, {@code purpose}, {@code registered_by}, {@code registered_at},
 *       {@code tag.NAME}, {@code metric.NAME}, and of attributes {@code text.NAME}, {@code number.NAME},
 *       {@code truth.NAME}, {@code time.NAME} by their kind. {@code semver} is a label that is a semantic version,
 *       compared by precedence: {@code semver >= '2.0.0'}.
 *   <li>Conditions: {@code =}, {@code !=}, {@code <}, {@code <=}, {@code >}, {@code >=}, {@code in (a, b)},
 *       {@code like 'credit-%'} ({@code %} any text, {@code _} one character), {@code exists}; joined by
 *       {@code and}, {@code or}, {@code not} and parentheses.
 *   <li>Values: {@code 'text'} ({@code ''} for a quote), numbers, {@code true}, {@code false}; a time is a text such as
 *       {@code '2026-03-01T00:00:00Z'}.
 *   <li>{@code alias} and {@code purpose} have many values: a condition holds if one of them meets it. A condition on a
 *       field that a version lacks does not hold, {@code !=} included.
 * </ul>
 *
 * @param filter the condition, or empty for every version; at most 4,096 characters
 * @param order what to sort by, or by model and number
 * @param asOf when
 * @param after go on after the page that gave this key
 * @param limit most versions a page, 1 to 1,000
 */
public record CatalogueQuery(String filter, Optional<Order> order, AsOf asOf, Optional<String> after, int limit) {
    /** Greatest limit. */
    public static final int MAX_LIMIT = 1_000;

    /**
     * What to sort by; versions that lack the field come last, equal ones by model and number, all the other way round
     * if descending. More than 10,000 versions are sorted by a field that is looked up: a label, stage, status, tag,
     * metric, number, truth or time, or who or when.
     *
     * @param field a field of one value, as in a filter
     * @param descending greatest first
     */
    public record Order(String field, boolean descending) {}

    /**
     * Checks.
     *
     * @throws InvalidInputException if the limit does not fit
     */
    public CatalogueQuery {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw InvalidInputException.of("limit", "is " + limit, "1 to " + MAX_LIMIT);
        }
    }

    /**
     * The first 100 versions now that meet a condition.
     *
     * @param filter the condition
     * @return the query
     */
    public static CatalogueQuery where(String filter) {
        return new CatalogueQuery(filter, Optional.empty(), AsOf.now(), Optional.empty(), 100);
    }

    /**
     * Sorted.
     *
     * @param field what by
     * @param descending greatest first
     * @return a copy
     */
    public CatalogueQuery orderBy(String field, boolean descending) {
        return new CatalogueQuery(filter, Optional.of(new Order(field, descending)), asOf, after, limit);
    }

    /**
     * As of another moment.
     *
     * @param moment when
     * @return a copy
     */
    public CatalogueQuery at(AsOf moment) {
        return new CatalogueQuery(filter, order, moment, after, limit);
    }

    /**
     * A page.
     *
     * @param key the {@code next} of the page before, or empty for the first
     * @param size most versions
     * @return a copy
     */
    public CatalogueQuery page(Optional<String> key, int size) {
        return new CatalogueQuery(filter, order, asOf, key, size);
    }
}
