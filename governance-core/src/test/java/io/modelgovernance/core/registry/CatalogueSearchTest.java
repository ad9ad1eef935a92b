package io.modelgovernance.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Page;
import io.modelgovernance.core.filter.Filter;
import io.modelgovernance.core.filter.Ordering;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Access;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.MeteredStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.Sealer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Searches of more versions than are sorted at once give what testing and sorting each of them gives. */
class CatalogueSearchTest {
    private static final int VERSIONS = 300;
    private static final int MOST_SORTED = 80;
    private static final Map<String, Integer> ASKED = new HashMap<>();
    private static final List<Listing> ALL = new ArrayList<>();
    private static CatalogueSearch search;

    @BeforeAll
    static void fill() {
        InMemoryGovernanceStore store = new InMemoryGovernanceStore();
        Random random = new Random(7);
        Map<String, Long> scopes = new TreeMap<>();
        List<Put> puts = new ArrayList<>();
        for (int i = 0; i < VERSIONS; i++) {
            Listing listing = listing(new VersionId("m" + i % 10, 1 + i / 10), random);
            ALL.add(listing);
            scopes.put(Keys.scope(listing.version().model()), 0L);
            puts.add(Put.of(
                    Keys.of(listing.version(), Keys.LISTING),
                    RecordCodec.write(listing),
                    List.of(ListingDraft.terms(listing))));
        }
        Sealer sealer = (before, position, at) -> new Sealer.Sealed(new byte[] {1}, new byte[] {2}, new byte[] {3});
        store.commit(new ChangeSet(UUID.randomUUID(), scopes, puts, Instant.EPOCH, sealer));
        MeteredStore metered =
                MeteredStore.of(store, (operation, nanos, outcome) -> ASKED.merge(operation, 1, Integer::sum));
        search = new CatalogueSearch(new Ledger("log", metered, Clock.systemUTC(), Access.standard()), MOST_SORTED);
    }

    private static Listing listing(VersionId version, Random random) {
        Map<String, Double> metrics =
                random.nextInt(50) == 0 ? Map.of() : Map.of("auc", random.nextInt(200) / 100.0 - 0.5);
        return new Listing(
                version,
                random.nextInt(10) == 0 ? "production" : "registered",
                Listing.Status.ACTIVE,
                false,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Map.of("team", "t" + random.nextInt(20)),
                Map.of(),
                metrics,
                Set.of(),
                "ana",
                Instant.EPOCH.plusSeconds(random.nextInt(100)),
                "ana",
                Instant.EPOCH);
    }

    private static List<VersionId> inPages(CatalogueQuery query) {
        List<VersionId> found = new ArrayList<>();
        Page<Listing> page = search.find(query);
        while (true) {
            page.items().forEach(listing -> found.add(listing.version()));
            if (page.next().isEmpty()) {
                return found;
            }
            assertEquals(query.limit(), page.items().size());
            page = search.find(query.page(page.next(), query.limit()));
        }
    }

    private static List<VersionId> byHand(CatalogueQuery query) {
        Filter filter = Filter.parse(query.filter());
        CatalogueQuery.Order order = query.order().orElse(new CatalogueQuery.Order("model", false));
        return ALL.stream()
                .filter(filter::test)
                .sorted(Ordering.of(order).comparator())
                .map(Listing::version)
                .toList();
    }

    @Test
    void manyAreSortedByAFieldThatIsLookedUp() {
        for (String field : List.of("metric.auc", "tag.team", "registered_at")) {
            for (boolean descending : new boolean[] {false, true}) {
                for (String filter : List.of("", "stage = 'registered' or stage = 'production'", "metric.auc > 1.2")) {
                    CatalogueQuery query = CatalogueQuery.where(filter)
                            .orderBy(field, descending)
                            .page(Optional.empty(), 70);
                    assertEquals(byHand(query), inPages(query), query::toString);
                }
            }
        }
    }

    /** The first page of all of them is one question, and reads no more than it shows. */
    @Test
    void aPageOfManyIsOneQuestion() {
        ASKED.clear();
        CatalogueQuery query = CatalogueQuery.where("").orderBy("metric.auc", true);
        assertEquals(100, search.find(query).items().size());
        assertEquals(Map.of("sorted", 1), ASKED);
        Page<Listing> first = search.find(query.at(AsOf.position(1)));
        assertEquals(
                byHand(query).subList(0, 100),
                first.items().stream().map(Listing::version).toList());
    }

    /** So is one that is found by what the index tells: nobody asks for the next page yet. */
    @Test
    void aFullPageIsOneQuestion() {
        ASKED.clear();
        CatalogueQuery query = CatalogueQuery.where("tag.team = 't1'").page(Optional.empty(), 10);
        assertEquals(byHand(query).subList(0, 10), versions(search.find(query)));
        assertEquals(Map.of("search", 1), ASKED);
        ASKED.clear();
        CatalogueQuery either =
                CatalogueQuery.where("tag.team = 't1' or tag.team = 't2'").page(Optional.empty(), 5);
        assertEquals(byHand(either).subList(0, 5), versions(search.find(either)));
        assertEquals(2, ASKED.get("search"));
    }

    private static List<VersionId> versions(Page<Listing> page) {
        return page.items().stream().map(Listing::version).toList();
    }

    @Test
    void manyAreNotSortedByAFieldWithoutAnIndex() {
        InvalidInputException refused = assertThrows(
                InvalidInputException.class,
                () -> search.find(CatalogueQuery.where("").orderBy("number", false)));
        assertTrue(refused.getMessage().contains("no index"), refused::getMessage);
        CatalogueQuery few = CatalogueQuery.where("stage = 'production'").orderBy("number", true);
        assertEquals(byHand(few), inPages(few.page(Optional.empty(), 1_000)));
    }

    @Test
    void eitherIsTheUnionOfLookUps() {
        for (String filter : List.of(
                "tag.team = 't7' or tag.team = 't8'",
                "tag.team in ('t1', 't2', 't3', 't2')",
                "(tag.team = 't7' or metric.auc > 1.2) and stage = 'production'",
                "model = 'm5' or tag.team = 't9'",
                "metric.auc <= 0 or not stage = 'production'",
                "stage = 'production' or metric.auc > 1")) {
            for (int size : new int[] {3, 1_000}) {
                CatalogueQuery query = CatalogueQuery.where(filter).page(Optional.empty(), size);
                List<VersionId> expected = byHand(query);
                assertTrue(expected.size() > 4, filter);
                if (expected.size() < 100 || size > 3) {
                    assertEquals(expected, inPages(query), filter);
                }
            }
        }
    }

    /** One question for each of the two, and one for the moment. */
    @Test
    void eitherReadsWhatItFinds() {
        ASKED.clear();
        assertTrue(search.find(CatalogueQuery.where("tag.team = 't7' or tag.team = 't8'"))
                        .items()
                        .size()
                < 100);
        assertEquals(Map.of("search", 2, "head", 1), ASKED);
    }
}
