package io.modelgovernance.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.filter.Filter;
import io.modelgovernance.core.filter.SortableText;
import io.modelgovernance.core.filter.Way;
import io.modelgovernance.registry.AttributeValue;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermRange;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What the store is asked for holds everything that the filter would let through. */
class IndexedFiltersTest {
    private static final List<String> TEXTS = List.of("a", "ab", "b", "retail", "r", "~", "z z");
    private static final List<String> NUMBERS =
            List.of("0", "-0", "0.5", "0.8", "0.80000001", "-1e-300", "1e300", "-3");
    private static final List<String> TIMES = List.of(
            "'2026-03-01T08:00:00Z'",
            "'2026-03-01T08:00:00.000001Z'",
            "'2026-03-01T08:00:00.0000005Z'",
            "'1903-01-01T00:00:00Z'",
            "'2027-01-01T00:00:00Z'");

    @Property(tries = 3_000)
    void nothingThatHoldsIsLeftOut(@ForAll("listings") Listing listing, @ForAll("filters") String text) {
        Filter filter = Filter.parse(text);
        if (filter.test(listing)) {
            List<Term> terms = List.of(ListingDraft.terms(listing));
            assertTrue(
                    filter.ways().stream().anyMatch(way -> finds(way, terms)),
                    () -> text + " asks for " + filter.ways() + " of " + terms);
        }
    }

    private static boolean finds(Way way, List<Term> terms) {
        return way.model().isEmpty()
                && terms.containsAll(way.terms())
                && way.ranges().stream().allMatch(range -> terms.stream().anyMatch(range::holds));
    }

    @Property
    void numbersSortAsTheyCompare(@ForAll double one, @ForAll double other) {
        assertEquals(
                Integer.signum(Double.compare(one + 0.0, other + 0.0)),
                Integer.signum(SortableText.of(one).compareTo(SortableText.of(other))));
    }

    @Test
    void comparisonsOfAFieldAreOneSpan() {
        List<TermRange> spans = spans("metric.auc >= 0.8 and metric.auc < 0.9 and stage like 'prod%'");
        assertEquals(
                List.of(
                        new TermRange("metric.auc", SortableText.of(0.8), SortableText.of(0.9)),
                        new TermRange("stage", "prod", "prod" + "~".repeat(156))),
                spans);
        assertEquals(2, spans("alias > 'a' and alias < 'c'").size(), "two aliases may meet one each");
        assertEquals(List.of(), spans("not metric.auc > 1"));
        assertEquals(List.of(), spans("number > 1"));
    }

    private static List<TermRange> spans(String filter) {
        List<Way> ways = Filter.parse(filter).ways();
        assertEquals(1, ways.size());
        return ways.get(0).ranges();
    }

    @Provide
    Arbitrary<Listing> listings() {
        Arbitrary<Optional<String>> text = Arbitraries.of(TEXTS).optional();
        Arbitrary<Optional<Double>> number =
                Arbitraries.of(NUMBERS).map(Double::parseDouble).optional();
        return Combinators.combine(text, number, Arbitraries.of(TEXTS).set().ofMaxSize(2), Arbitraries.of(TIMES))
                .as((one, auc, aliases, time) -> listing(one, auc, aliases, Instant.parse(time.replace("'", ""))));
    }

    private static Listing listing(
            Optional<String> text, Optional<Double> auc, Set<String> aliases, Instant registered) {
        Instant micros = registered.truncatedTo(java.time.temporal.ChronoUnit.MICROS);
        return new Listing(
                new VersionId("credit-risk", 1),
                text.orElse("registered"),
                Listing.Status.ACTIVE,
                false,
                Optional.empty(),
                text,
                aliases,
                text.map(value -> Map.of("team", value)).orElse(Map.of()),
                auc.map(value -> Map.of("size", AttributeValue.of(value), "when", AttributeValue.of(micros)))
                        .orElse(Map.of("size", AttributeValue.of("größe"), "when", AttributeValue.of(true))),
                auc.map(value -> Map.of("auc", value + 0.0)).orElse(Map.of()),
                aliases,
                "ana",
                micros,
                "ana",
                micros);
    }

    @Provide
    Arbitrary<String> filters() {
        Arbitrary<String> texts = Combinators.combine(
                        Arbitraries.of("tag.team", "label", "stage", "alias", "purpose", "registered_by"),
                        Arbitraries.of("=", "!=", "<", "<=", ">", ">=", "like"),
                        Arbitraries.of(TEXTS),
                        Arbitraries.of("", "", "%", "_"))
                .as((field, sign, value, wild) ->
                        field + " " + sign + " '" + value + (sign.equals("like") ? wild : "") + "'");
        Arbitrary<String> numbers = comparison("metric.auc", NUMBERS);
        Arbitrary<String> times = comparison("registered_at", TIMES);
        Arbitrary<String> some = Arbitraries.of(
                "metric.auc exists",
                "tag.team exists",
                "alias exists",
                "text.size exists",
                "text.size = 'größe'",
                "truth.when = true",
                "truth.when < true",
                "time.when >= '2026-03-01T08:00:00.0000005Z'",
                "number.size <= 0.5");
        Arbitrary<String> one = Arbitraries.oneOf(texts, numbers, numbers, times, some);
        Arbitrary<String> two = Combinators.combine(one, Arbitraries.of(" and ", " and ", " or "), one)
                .as((a, join, b) -> "(" + a + join + b + ")");
        return Combinators.combine(
                        Arbitraries.oneOf(one, two),
                        Arbitraries.of(" and ", " or ", " and not "),
                        Arbitraries.oneOf(one, two))
                .as((a, join, b) -> a + join + b);
    }

    private static Arbitrary<String> comparison(String field, List<String> values) {
        return Combinators.combine(Arbitraries.of("=", "!=", "<", "<=", ">", ">="), Arbitraries.of(values))
                .as((sign, value) -> field + " " + sign + " " + value);
    }
}
