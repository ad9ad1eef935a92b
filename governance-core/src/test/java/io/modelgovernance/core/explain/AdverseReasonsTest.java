package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.explain.ReasonDictionary;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdverseReasonsTest {
    private static final FeatureSchema CARD = FeatureSchema.of(
            Feature.numeric("age of account"),
            Feature.numeric("utilisation"),
            Feature.numeric("enquiries"),
            Feature.numeric("delinquency"),
            Feature.numeric("income"));

    /** Comment 9(b)(2)-5: points of one declined file against the mean of all applicants, and of those at the cut-off. */
    @Test
    void theAverageComparedWithDecidesTheNotice() {
        double[] points = {20, 15, 30, 25, 50};
        assertEquals(
                List.of("utilisation 45.0", "age of account 32.0", "delinquency 20.0", "enquiries 10.0"),
                cited(points, 52, 60, 40, 45, 48));
        assertEquals(
                List.of("age of account 20.0", "utilisation 20.0", "enquiries 8.0"), cited(points, 40, 35, 38, 20, 45));
    }

    private static List<String> cited(double[] points, double... means) {
        Attribution attribution = ExactShapley.withDefaults()
                .over(Rows.of(CARD, means))
                .explain(Games.scorer(5, row -> Arrays.stream(row).sum()), points);
        List<ReasonCode> reasons = AdverseReasons.of(everyFeature(CARD))
                .requireCovers(CARD)
                .withMinimum(0.5)
                .reasons(CARD, attribution, false);
        return reasons.stream()
                .map(reason -> reason.feature() + " " + Math.rint(reason.contribution() * 1e9) / 1e9)
                .toList();
    }

    @Test
    void featuresOfOneCodeAreOneReasonNetOfWhatCountsForTheApplicant() {
        FeatureSchema schema = schema("a", "b", "c");
        ReasonDictionary dictionary = dictionary(Map.of("a", entry("debt"), "b", entry("history"), "c", entry("debt")));
        AdverseReasons rule = AdverseReasons.of(dictionary);
        assertEquals(
                List.of(
                        new ReasonCode("debt", "about debt", "c", 5, 1, "1", "en"),
                        new ReasonCode("history", "about history", "b", 4, 2, "1", "en")),
                rule.reasons(schema, attribution(schema, 2, 4, 3), true));
        assertEquals(
                List.of(new ReasonCode("history", "about history", "b", 4, 1, "1", "en")),
                rule.reasons(schema, attribution(schema, 2, 4, -3), true));
    }

    @Test
    void atMostFourAndNoneBelowTheMinimum() {
        FeatureSchema schema = schema("a", "b", "c", "d", "e");
        Attribution attribution = attribution(schema, 1, 2, 3, 4, 5);
        AdverseReasons rule = AdverseReasons.of(everyFeature(schema));
        assertEquals(List.of("e", "d", "c", "b"), features(rule.reasons(schema, attribution, true)));
        assertEquals(List.of("e", "d"), features(rule.withMinimum(3).reasons(schema, attribution, true)));
        assertEquals(List.of("e"), features(rule.withLimit(1).reasons(schema, attribution, true)));
        assertEquals(List.of(), rule.reasons(schema, attribution, false));
    }

    @Test
    void whatSamplingErrorOrRoundingExplainsIsNoReason() {
        FeatureSchema schema = schema("a", "b", "c");
        Attribution attribution = Attribution.of(
                "m",
                0,
                schema.names(),
                new double[] {1, 0.3, 1e-12},
                new double[] {0.4, 0.2, 0},
                1.3,
                1,
                0,
                Digest.of(new byte[0]));
        AdverseReasons rule = AdverseReasons.of(everyFeature(schema));
        assertEquals(List.of("a"), features(rule.reasons(schema, attribution, true)));
        assertEquals(List.of("a", "b"), features(rule.withStandardErrors(1).reasons(schema, attribution, true)));
        assertEquals(List.of("a", "b"), features(rule.withStandardErrors(0).reasons(schema, attribution, true)));
    }

    @Test
    void aFeatureWithoutAReasonIsFoundWhenWired() {
        FeatureSchema schema =
                FeatureSchema.of(Feature.numeric("a"), Feature.numeric("sex").markProtected(), Feature.numeric("new"));
        AdverseReasons rule = AdverseReasons.of(dictionary(Map.of("a", entry("A"))));
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> rule.requireCovers(schema));
        assertEquals("feature new", refused.field());
        assertTrue(refused.getMessage().contains("reason dictionary 1"));
        assertThrows(InvalidInputException.class, () -> rule.reasons(schema, attribution(schema, 1, 1, 1), true));
        assertEquals(List.of("a"), features(rule.reasons(schema, attribution(schema, 1, 9, -1), true)));
        AdverseReasons citing = AdverseReasons.of(everyFeature(schema));
        assertEquals(
                "feature sex",
                assertThrows(InvalidInputException.class, () -> citing.requireCovers(schema))
                        .field());
        assertEquals(List.of("a", "new"), features(citing.reasons(schema, attribution(schema, 3, 9, 2), true)));
    }

    @Test
    void nonsenseIsRefused() {
        AdverseReasons rule = AdverseReasons.of(everyFeature(CARD));
        assertThrows(InvalidInputException.class, () -> rule.reasons(CARD, attribution(schema("a"), 1), true));
        assertThrows(InvalidInputException.class, () -> rule.withLimit(0));
        assertThrows(InvalidInputException.class, () -> rule.withMinimum(Double.NaN));
        assertThrows(InvalidInputException.class, () -> rule.withStandardErrors(-1));
        Map<String, ReasonDictionary.Entry> twoTexts =
                Map.of("a", new ReasonDictionary.Entry("R", "x"), "b", new ReasonDictionary.Entry("R", "y"));
        assertThrows(InvalidInputException.class, () -> dictionary(twoTexts));
        assertThrows(InvalidInputException.class, () -> new ReasonDictionary.Entry("R", " "));
    }

    static FeatureSchema schema(String... names) {
        return new FeatureSchema(Arrays.stream(names).map(Feature::numeric).toList());
    }

    static Attribution attribution(FeatureSchema schema, double... values) {
        double sum = Arrays.stream(values).sum();
        return Attribution.of(
                "given", 0, schema.names(), values, new double[values.length], sum, 0, 0, Digest.of(new byte[0]));
    }

    static ReasonDictionary everyFeature(FeatureSchema schema) {
        Map<String, ReasonDictionary.Entry> entries = new LinkedHashMap<>();
        schema.names().forEach(name -> entries.put(name, entry("R-" + name)));
        return dictionary(entries);
    }

    static List<String> features(List<ReasonCode> reasons) {
        return reasons.stream().map(ReasonCode::feature).toList();
    }

    private static ReasonDictionary dictionary(Map<String, ReasonDictionary.Entry> entries) {
        return new ReasonDictionary("1", "en", entries);
    }

    private static ReasonDictionary.Entry entry(String code) {
        return new ReasonDictionary.Entry(code, "about " + code);
    }
}
