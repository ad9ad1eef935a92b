package io.modelgovernance.tck;

import static io.modelgovernance.tck.Acts.act;
import static io.modelgovernance.tck.Acts.utf8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Links;
import io.modelgovernance.spi.LinksQuery;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Term;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a store that follows links by itself must answer. One that follows none answers empty, always, and is right.
 *
 * @param <S> type of the store
 */
public abstract class LinksContract<S extends GovernanceStore & ObservationStore & ContentStore> {
    private StoreFixture<S> fixture;
    private S store;

    /** Creates the suite. */
    protected LinksContract() {}

    /** A link as the test knows it; its life ends before the position. */
    private record Known(String from, String to, long since, long until) {
        boolean counts(LinksQuery query) {
            long at = query.asOf() == GovernanceStore.NOW ? Long.MAX_VALUE - 1 : query.asOf();
            return since <= at && at < until && since > query.since();
        }
    }

    /**
     * A fresh, empty store.
     *
     * @return its fixture
     */
    protected abstract StoreFixture<S> fixture();

    @BeforeEach
    final void open() {
        fixture = fixture();
        store = fixture.store();
    }

    @AfterEach
    final void close() {
        fixture.close();
    }

    /** Links have a note, but for those from each third thing. */
    private static Put link(String from, String to) {
        List<Term> terms = new ArrayList<>(List.of(new Term(Link.FROM, from), new Term(Link.TO, to)));
        if (noted(from)) {
            terms.add(new Term(Link.NOTE, "note of " + from));
        }
        return Acts.put("a", from + ">" + to, from + ">" + to, terms.toArray(Term[]::new));
    }

    private static boolean noted(String from) {
        return from.hashCode() % 3 != 0;
    }

    private static Link expected(Known one) {
        return noted(one.from())
                ? new Link(one.from(), one.to(), "note of " + one.from(), new byte[0], one.since())
                : new Link(one.from(), one.to(), "", utf8(one.from() + ">" + one.to()), one.since());
    }

    /** Acts that put, put again and end links among some things; circles and links to oneself as well. */
    private List<Known> fill(Random random, int things) {
        List<Known> known = new ArrayList<>();
        for (int revision = 0; revision < 6; revision++) {
            Map<String, Put> puts = new TreeMap<>();
            long position = revision + 1L;
            for (int i = 0; i < things; i++) {
                String from = "n" + random.nextInt(things);
                String to = "n" + random.nextInt(things);
                if (puts.containsKey(from + ">" + to)) {
                    continue;
                }
                boolean ends = random.nextInt(4) == 0;
                puts.put(from + ">" + to, ends ? Put.end(link(from, to).key()) : link(from, to));
                known.replaceAll(one -> one.from().equals(from) && one.to().equals(to) && one.until() == Long.MAX_VALUE
                        ? new Known(from, to, one.since(), position)
                        : one);
                if (!ends) {
                    known.add(new Known(from, to, position, Long.MAX_VALUE));
                }
            }
            store.commit(act(Map.of("a", (long) revision), puts.values().toArray(Put[]::new)));
        }
        store.commit(act(
                Map.of("a", 6L),
                Acts.put("a", "two ends", "x", new Term("from", "n0"), new Term("to", "n1"), new Term("to", "n2")),
                Acts.put("a", "no end", "x", new Term("from", "n0")),
                Put.of(
                        new RecordKey("a", "other", "1"),
                        utf8("x"),
                        List.of(new Term("from", "n0"), new Term("to", "n1")))));
        long now = known.stream().filter(one -> one.until() == Long.MAX_VALUE).count();
        assertEquals(now + 2, store.search(RecordQuery.in("thing", "a")).size(), "records");
        return known;
    }

    private static Links expected(List<Known> known, LinksQuery query) {
        boolean up = query.end().equals(Link.TO);
        Set<String> reached = new HashSet<>(query.starts());
        List<String> at = query.starts();
        List<Link> links = new ArrayList<>();
        boolean more = false;
        for (int step = 0; !at.isEmpty(); step++) {
            List<String> next = new ArrayList<>();
            for (Known one : known) {
                if (one.counts(query) && at.contains(up ? one.to() : one.from())) {
                    String far = up ? one.from() : one.to();
                    if (step < query.steps()) {
                        links.add(expected(one));
                    }
                    if (reached.add(far)) {
                        next.add(far);
                    }
                }
            }
            if (step == query.steps()) {
                more = !next.isEmpty();
                break;
            }
            at = next;
        }
        return new Links(links, more ? Links.Beyond.MORE : Links.Beyond.NOTHING);
    }

    private static List<String> texts(Links links) {
        return links.links().stream()
                .map(one -> one.from() + ">" + one.to() + "@" + one.since() + " " + one.note() + "/"
                        + Acts.text(one.body()))
                .sorted()
                .toList();
    }

    private void check(List<Known> known, LinksQuery query) {
        Links expected = expected(known, query);
        Optional<Links> found = store.follow(query);
        if (found.isPresent()) {
            assertEquals(texts(expected), texts(found.get()), query::toString);
            assertTrue(
                    found.get().beyond() == expected.beyond() || found.get().beyond() == Links.Beyond.UNKNOWN,
                    () -> query + " goes on: " + expected.beyond());
        }
    }

    private static LinksQuery query(String end, int steps, long asOf, long since, String... starts) {
        return new LinksQuery("thing", List.of(starts), end, steps, asOf, since, LinksQuery.MAX_LIMIT);
    }

    @Test
    final void linksAreFollowedAsTheyWereAtAnyMoment() {
        Random random = new Random(5);
        List<Known> known = fill(random, 12);
        for (int i = 0; i < 150; i++) {
            long asOf = random.nextBoolean() ? GovernanceStore.NOW : random.nextInt(8);
            long since = random.nextInt(3) == 0 ? random.nextInt(4) : -1;
            int steps = random.nextInt(3) == 0 ? Integer.MAX_VALUE : 1 + random.nextInt(4);
            String end = random.nextBoolean() ? Link.TO : Link.FROM;
            String[] starts = random.nextBoolean()
                    ? new String[] {"n" + random.nextInt(12)}
                    : new String[] {"n0", "n" + random.nextInt(12), "nowhere"};
            check(known, query(end, steps, asOf, since, starts));
        }
    }

    @Test
    final void moreThanTheLimitIsNoAnswer() {
        List<Known> known = fill(new Random(7), 12);
        for (int steps : new int[] {1, 4, 8, 9, Integer.MAX_VALUE}) {
            LinksQuery all = query(Link.TO, steps, GovernanceStore.NOW, -1, "n0", "n1", "n2");
            int many = expected(known, all).links().size();
            assertTrue(many > 3);
            boolean follows = store.follow(all).isPresent();
            for (int limit = 1; limit <= many + 1; limit++) {
                LinksQuery few =
                        new LinksQuery("thing", all.starts(), all.end(), all.steps(), all.asOf(), all.since(), limit);
                assertEquals(
                        follows && limit >= many,
                        store.follow(few).isPresent(),
                        "limit " + limit + " of " + many + " in steps " + steps);
            }
        }
    }

    /** Between layers that are connected whole are few links and very many ways. */
    @Test
    final void linksAreReadAndNotWays() {
        int width = 16;
        int layers = 8;
        List<Put> puts = new ArrayList<>();
        List<Known> known = new ArrayList<>();
        for (int layer = 0; layer < layers; layer++) {
            for (int i = 0; i < width * width; i++) {
                String from = "l" + layer + "-" + i / width;
                String to = "l" + (layer + 1) + "-" + i % width;
                puts.add(link(from, to));
                known.add(new Known(from, to, 1, Long.MAX_VALUE));
            }
        }
        store.commit(act(Map.of("a", 0L), puts.toArray(Put[]::new)));
        assertTrue(store.find(puts.get(0).key(), GovernanceStore.NOW).isPresent());
        for (int steps : new int[] {7, 8, 9, Integer.MAX_VALUE}) {
            check(known, query(Link.TO, steps, GovernanceStore.NOW, -1, "l8-0"));
            check(known, query(Link.FROM, steps, 1, -1, "l0-0"));
        }
    }

    @Test
    final void wideStepsAndLongChainsAreFollowed() {
        List<Put> puts = new ArrayList<>();
        List<Known> known = new ArrayList<>();
        for (int i = 0; i < 1_100; i++) {
            for (String[] one : new String[][] {{"top", "m" + i}, {"m" + i, "bottom"}, {"c" + i, "c" + (i + 1)}}) {
                puts.add(link(one[0], one[1]));
                known.add(new Known(one[0], one[1], 1, Long.MAX_VALUE));
            }
        }
        store.commit(act(Map.of("a", 0L), puts.toArray(Put[]::new)));
        assertEquals(puts.size(), store.search(RecordQuery.in("thing", "a")).size());
        for (int steps : new int[] {1, 2, Integer.MAX_VALUE}) {
            check(known, query(Link.TO, steps, GovernanceStore.NOW, -1, "bottom"));
            check(known, query(Link.FROM, steps, 1, -1, "top"));
        }
        check(known, query(Link.TO, Integer.MAX_VALUE, GovernanceStore.NOW, -1, "c1100"));
        check(known, query(Link.TO, 700, GovernanceStore.NOW, -1, "c1100"));
        Set<String> starts = new TreeSet<>();
        for (int i = 0; i < LinksQuery.MAX_STARTS; i++) {
            starts.add("m" + i);
        }
        check(known, query(Link.FROM, 1, GovernanceStore.NOW, -1, starts.toArray(String[]::new)));
    }
}
