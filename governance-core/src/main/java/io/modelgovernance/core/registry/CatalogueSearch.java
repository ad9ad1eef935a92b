package io.modelgovernance.core.registry;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.Page;
import io.modelgovernance.core.filter.Filter;
import io.modelgovernance.core.filter.Ordering;
import io.modelgovernance.core.filter.Way;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.TermMatch;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds listings. The store is asked for what its indexes can tell, and the rest of the filter is tested.
 *
 * <p>Few are read and sorted here; of many a page is read in the order of an index, where the field has one.
 */
final class CatalogueSearch {
    private static final int SCAN = 1_000;

    private final Ledger ledger;
    private final int mostSorted;

    /**
     * Creates it.
     *
     * @param ledger where listings are
     * @param mostSorted so many are read and sorted
     */
    CatalogueSearch(Ledger ledger, int mostSorted) {
        this.ledger = ledger;
        this.mostSorted = mostSorted;
    }

    Page<Listing> find(CatalogueQuery query) {
        Filter filter = Filter.parse(query.filter());
        Optional<Ordering> order = query.order().map(Ordering::of);
        List<Listing> found = order.map(by -> sorted(query, filter, by))
                .orElseGet(() -> scan(
                        query, filter.ways(), filter::test, query.after().map(VersionId::parse), query.limit() + 1));
        if (found.size() <= query.limit()) {
            return new Page<>(found, Optional.empty());
        }
        List<Listing> page = found.subList(0, query.limit());
        Listing last = page.get(page.size() - 1);
        return new Page<>(
                page,
                Optional.of(order.map(by -> by.key(last))
                        .orElseGet(() -> last.version().toString())));
    }

    private List<Listing> sorted(CatalogueQuery query, Filter filter, Ordering order) {
        boolean indexed = order.term().isPresent();
        if (!filter.always() || !indexed) {
            List<Listing> all = scan(query, filter.ways(), filter::test, Optional.empty(), mostSorted + 1);
            if (all.size() <= mostSorted) {
                return all.stream()
                        .filter(listing -> query.after()
                                .map(key -> order.isAfter(key, listing))
                                .orElse(true))
                        .sorted(order.comparator())
                        .limit(query.limit() + 1L)
                        .toList();
            }
        }
        return order.term()
                .map(term -> walked(query, filter, order, term))
                .orElseThrow(() -> InvalidInputException.of(
                        "filter",
                        "leaves more than " + mostSorted + " versions to be sorted by a field that has no index",
                        "narrower, or sorted by another field"));
    }

    /** First those that have the field, along its index, then those that lack it. */
    private List<Listing> walked(CatalogueQuery query, Filter filter, Ordering order, String term) {
        Optional<RecordKey> last = query.after().map(key -> Keys.of(order.version(key), Keys.LISTING));
        Optional<String> value = query.after().flatMap(order::value);
        List<Listing> found = new ArrayList<>();
        if (last.isEmpty() || value.isPresent()) {
            walk(
                    filter,
                    query.limit() + 1,
                    new SortedQuery(
                            Keys.LISTING,
                            term,
                            order.descending(),
                            ledger.position(query.asOf()),
                            value.map(text -> new SortedQuery.Place(text, last.orElseThrow())),
                            query.limit() + 1),
                    found);
        }
        if (found.size() <= query.limit()) {
            Optional<VersionId> after =
                    value.isPresent() ? Optional.empty() : query.after().map(order::version);
            found.addAll(scan(
                    query,
                    filter.ways(),
                    listing -> !order.has(listing) && filter.test(listing),
                    after,
                    query.limit() + 1 - found.size()));
        }
        return found;
    }

    private void walk(Filter filter, int most, SortedQuery first, List<Listing> into) {
        SortedQuery wanted = first;
        while (true) {
            List<TermMatch> page = ledger.sorted(wanted);
            for (int i = 0; i < page.size() && into.size() < most; i++) {
                Listing listing =
                        RecordCodec.read(Listing.class, page.get(i).record().body());
                if (filter.test(listing)) {
                    into.add(listing);
                }
            }
            if (page.size() < wanted.limit() || into.size() == most) {
                return;
            }
            wanted = wanted.after(page.get(page.size() - 1), SCAN);
        }
    }

    /** Several ways are read as of one moment: what goes over from one to the other meanwhile is in one of them. */
    private List<Listing> scan(
            CatalogueQuery query, List<Way> ways, Predicate<Listing> test, Optional<VersionId> after, int most) {
        boolean moving = query.asOf().equals(AsOf.now()) && ways.size() > 1;
        long position = moving ? ledger.head() : ledger.position(query.asOf());
        Optional<RecordKey> start = after.map(version -> Keys.of(version, Keys.LISTING));
        List<RecordQuery> queries = ways.stream()
                .map(way -> new RecordQuery(
                        Keys.LISTING,
                        way.model().filter(CatalogueSearch::isName).map(Keys::scope),
                        way.terms(),
                        way.ranges(),
                        position,
                        start,
                        Math.min(SCAN, most)))
                .toList();
        List<Listing> found = new ArrayList<>();
        Iterator<Listing> all = ledger.union(Listing.class, queries);
        while (found.size() < most && all.hasNext()) {
            Listing listing = all.next();
            if (test.test(listing)) {
                found.add(listing);
            }
        }
        return found;
    }

    private static boolean isName(String model) {
        return model.length() <= Names.MAX_LENGTH && model.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }
}
