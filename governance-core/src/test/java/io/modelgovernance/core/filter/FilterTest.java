package io.modelgovernance.core.filter;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.registry.AttributeValue;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.Term;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterTest {
    private static final Listing LISTING = new Listing(
            new VersionId("credit-risk", 3),
            "production",
            Listing.Status.ACTIVE,
            false,
            Optional.empty(),
            Optional.of("2.1.0"),
            Set.of("champion", "canary"),
            Map.of("team", "retail", "note", "it's ok"),
            Map.of(
                    "use", AttributeValue.of("größe"),
                    "rows", AttributeValue.of(1e6),
                    "vendor", AttributeValue.of(false),
                    "review", AttributeValue.of(Instant.parse("2026-09-01T00:00:00Z"))),
            Map.of("auc", 0.81, "gap", -0.02),
            Set.of("consumer-credit"),
            "ana",
            Instant.parse("2026-03-01T08:00:00Z"),
            "ben",
            Instant.parse("2026-04-01T08:00:00Z"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "model = 'credit-risk'",
                "number = 3",
                "number >= 2.5 and number < 1e1",
                "label like '2.%'",
                "stage in ('staging', 'production')",
                "status = 'ACTIVE' and locked = false and held = false",
                "alias = 'champion' and alias = 'canary'",
                "purpose like 'consumer-______'",
                "tag.note = 'it''s ok'",
                "metric.auc >= 0.8 and metric.gap < 0",
                "metric.gap = -0.02",
                "registered_at > '2026-02-28T23:59:59Z' and registered_at <= '2026-03-01T08:00:00Z'",
                "not tag.owner exists",
                "tag.team = 'x' or tag.team = 'retail' and stage = 'production'",
                "NOT (stage = 'staging' OR metric.auc < 0.5)",
                "not metric.absent > 1",
                "semver >= '2.1.0-rc.1' and semver < '2.10.0'",
                "number.rows > 999999 and truth.vendor = false and time.review < '2026-10-01T00:00:00Z'",
                "text.use = 'größe' and not number.use exists"
            })
    void holds(String filter) {
        assertTrue(Filter.parse(filter).test(LISTING));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "model = 'Credit-Risk'",
                "tag.owner != 'ana'",
                "metric.absent < 1",
                "alias = 'challenger'",
                "label exists and number = 4",
                "(tag.team = 'x' or tag.team = 'retail') and stage = 'staging'",
                "model like 'credit'",
                "tag.team = 'retail'' or 1 = 1 --'",
                "semver > '2.1.0'",
                "text.rows exists"
            })
    void doesNotHold(String filter) {
        assertFalse(Filter.parse(filter).test(LISTING));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stage = | at character 8 where there must be a text in quotes",
                "stage = 3 | at character 9 where there must be a text in quotes",
                "number = 'three' | at character 10 where there must be a number",
                "stage 'production' | at character 7 where there must be one of =",
                "stage = 'production | at character 9 where there must be a closing quote",
                "(stage = 'x' | where there must be ')'",
                "stage = 'x' stage = 'y' | at character 13 where there must be 'and', 'or' or the end",
                "stage = 'x'; drop table gov_record | at character 12",
                "price = 3 | must be model, number, label",
                "tag. = 'x' | The field () must be",
                "number = 1.2.3 | at character 10 where there must be a number",
                "number = 1e999 | at character 10 where there must be a finite number",
                "registered_at > 'yesterday' | '2026-03-01T00:00:00Z'",
                "number like '3%' | where there must be a field of texts",
                "alias in () | at character 11",
                "and | must be model",
                "number.rows = 'many' | at character 15 where there must be a number",
                "semver = '2.1' | at character 10 where there must be a semantic version"
            })
    void saysWhatIsWrongAndWhere(String filter, String said) {
        var e = assertThrows(InvalidInputException.class, () -> Filter.parse(filter));
        assertTrue(e.getMessage().contains(said), e.getMessage());
    }

    @Test
    void refusesWhatIsTooLongOrTooDeep() {
        assertThrows(InvalidInputException.class, () -> Filter.parse("stage = '" + "x".repeat(5_000) + "'"));
        String deep = "(".repeat(100) + "number = 1" + ")".repeat(100);
        assertThrows(InvalidInputException.class, () -> Filter.parse(deep));
        assertThrows(InvalidInputException.class, () -> Filter.parse("not ".repeat(200) + "number = 1"));
        assertTrue(Filter.parse("(".repeat(32) + "number = 3" + ")".repeat(32)).test(LISTING));
    }

    private static List<Term> terms(String filter) {
        List<Way> ways = Filter.parse(filter).ways();
        assertEquals(1, ways.size());
        return ways.get(0).terms();
    }

    @Test
    void onlyWhatEveryMatchHasIsLookedUp() {
        assertEquals(
                List.of(new Term("tag.team", "retail"), new Term("stage", "production")),
                terms("tag.team = 'retail' and stage = 'production' and metric.auc > 0.5 and status != 'X'"));
        assertEquals(List.of(), terms("not tag.team = 'retail'"));
        assertEquals(List.of(), terms("tag.team = 'größe'"), "a store's terms are ASCII");
        assertEquals(
                List.of(new Way(Optional.of("m"), List.of(), List.of())),
                Filter.parse("number > 1 and model = 'm'").ways());
        assertEquals(List.of(Way.ANY), Filter.parse("model = 'm' or number = 1").ways());
    }

    @Test
    void eachWayToMeetAConditionIsLookedUp() {
        List<Way> ways = Filter.parse("tag.team in ('a', 'b') and (stage = 'x' or model = 'm') and locked = true")
                .ways();
        Term a = new Term("tag.team", "a");
        Term b = new Term("tag.team", "b");
        Term x = new Term("stage", "x");
        assertEquals(
                List.of(
                        new Way(Optional.empty(), List.of(a, x), List.of()),
                        new Way(Optional.of("m"), List.of(a), List.of()),
                        new Way(Optional.empty(), List.of(b, x), List.of()),
                        new Way(Optional.of("m"), List.of(b), List.of())),
                ways);
        String many = "number.n in (" + "1, ".repeat(40) + "2)";
        assertEquals(2, Filter.parse(many).ways().size(), "equal ones are one");
        String more = "stage in ('0'"
                + IntStream.range(1, 33).mapToObj(i -> ", '" + i + "'").collect(joining()) + ")";
        assertEquals(List.of(Way.ANY), Filter.parse(more).ways(), "too many to ask for each");
        assertEquals(
                List.of(new Way(Optional.empty(), List.of(a), List.of())),
                Filter.parse(more + " and tag.team = 'a'").ways());
    }

    /** The reference is a regular expression that says the same. */
    @Property
    void likeIsWhatTheRegularExpressionSays(
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(max = 12) String text,
            @ForAll("patterns") String pattern) {
        String regex = pattern.replace("%", "[ab]*").replace("_", "[ab]");
        assertEquals(Pattern.matches(regex, text), Filter.Like.matches(pattern, text));
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<String> patterns() {
        return net.jqwik.api.Arbitraries.strings().withChars('a', 'b', '%', '_').ofMaxLength(8);
    }

    @Test
    void likeDoesNotExplode() {
        assertFalse(Filter.Like.matches("%a".repeat(1_000) + "%b", "a".repeat(4_000)));
    }

    @Property
    void anyTextIsReadOrRefused(@ForAll String text) {
        try {
            Filter.parse(text).test(LISTING);
        } catch (InvalidInputException e) {
            assertFalse(e.getMessage().isEmpty());
        }
    }

    @Property
    void anyWordsAreReadOrRefused(@ForAll("words") List<String> words) {
        anyTextIsReadOrRefused(String.join(" ", words));
    }

    @net.jqwik.api.Provide
    net.jqwik.api.Arbitrary<List<String>> words() {
        return net.jqwik.api.Arbitraries.of(
                        "stage",
                        "number",
                        "tag.team",
                        "=",
                        "<",
                        "in",
                        "(",
                        ")",
                        ",",
                        "'x'",
                        "3",
                        "and",
                        "or",
                        "not",
                        "like",
                        "exists",
                        "'",
                        "alias")
                .list()
                .ofMaxSize(12);
    }
}
