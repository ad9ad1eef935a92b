package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.explain.ReasonDictionary;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** Whom an applicant is compared with, in which words, and how many factors are cited. */
class ReasonBaselineTest {
    private static final FeatureSchema SCHEMA = AdverseReasonsTest.schema("points", "other");
    private static final Scorer FIRST = (rows, n, out) -> Arrays.setAll(out, i -> i < n ? rows[2 * i] : out[i]);

    @Property(tries = 200)
    void atTheCutOffAreTheNearestWhoPass(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int rows, @ForAll boolean below) {
        Random random = new Random(seed);
        double[] data = random.doubles(2L * rows, 0, 10).map(Math::rint).toArray();
        Rows applicants = Rows.of(SCHEMA, data);
        ScoreGoal passing = new ScoreGoal(5, below);
        double[] passed =
                Arrays.stream(applicants.column(0)).filter(passing::met).toArray();
        int count = 1 + random.nextInt(rows);
        if (passed.length < count) {
            assertThrows(InvalidInputException.class, () -> ReasonBaseline.atCutOff(applicants, FIRST, passing, count));
            return;
        }
        ReasonBaseline found = ReasonBaseline.atCutOff(applicants, FIRST, passing, count);
        double[] distances =
                Arrays.stream(passed).map(score -> Math.abs(score - 5)).sorted().toArray();
        double[] expected = Arrays.stream(passed)
                .filter(score -> Math.abs(score - 5) <= distances[count - 1])
                .toArray();
        assertArrayEquals(expected, found.rows().column(0), "in the order given, ties taken");
        assertTrue(found.rows().count() >= count);
        assertEquals(ExplainedRows.digest(found.rows()), found.digest());
    }

    @Test
    void bothBaselinesAreNamedAndTold() {
        Rows applicants = Rows.of(SCHEMA, new double[] {1, 0, 4, 0, 5, 0, 6, 0, 9, 0});
        ReasonBaseline all = ReasonBaseline.allApplicants(applicants);
        ReasonBaseline border = ReasonBaseline.atCutOff(applicants, FIRST, ScoreGoal.atLeast(5), 2);
        assertEquals("all applicants, 5 rows", all.rule());
        assertEquals("2 applicants who passed by least, scores within 1.000 of 5.000", border.rule());
        assertNotEquals(all.digest(), border.digest());
        Attribution why = ExactShapley.withDefaults().over(border.rows()).explain(FIRST, new double[] {1, 0});
        assertEquals(border.digest(), why.background());
        assertEquals(-4.5, why.value("points"), 1e-12);
        assertEquals(
                -4,
                ExactShapley.withDefaults()
                        .over(all.rows())
                        .explain(FIRST, new double[] {1, 0})
                        .value("points"),
                1e-12);
    }

    @Test
    void enquiriesAreAFifthKeyFactorAndDisplaceNone() {
        FeatureSchema six = AdverseReasonsTest.schema("a", "b", "c", "d", "e", "f");
        ReasonDictionary words = AdverseReasonsTest.everyFeature(six);
        AdverseReasons factors = AdverseReasons.keyFactors(words, "R-b");
        List<ReasonCode> five = factors.reasons(six, AdverseReasonsTest.attribution(six, 6, 5, 4, 3, 2, 1), true);
        assertEquals(List.of("a", "b", "c", "d", "e"), AdverseReasonsTest.features(five));
        assertEquals(List.of(1, 2, 3, 4, 5), five.stream().map(ReasonCode::rank).toList());
        List<ReasonCode> last = factors.reasons(six, AdverseReasonsTest.attribution(six, 6, 1, 5, 4, 3, 2), true);
        assertEquals(List.of("a", "c", "d", "e", "b"), AdverseReasonsTest.features(last));
        List<ReasonCode> without = factors.reasons(six, AdverseReasonsTest.attribution(six, 6, -1, 5, 4, 3, 2), true);
        assertEquals(List.of("a", "c", "d", "e"), AdverseReasonsTest.features(without));
        assertThrows(InvalidInputException.class, () -> AdverseReasons.keyFactors(words, "R-z"));
    }

    @Test
    void theSameReasonsInAnotherLanguage() {
        ReasonDictionary english = new ReasonDictionary("2026", "en", words("Insufficient income"));
        ReasonDictionary german = new ReasonDictionary("2026", "de", words("Einkommen nicht ausreichend"));
        List<ReasonCode> given =
                AdverseReasons.of(english).reasons(SCHEMA, AdverseReasonsTest.attribution(SCHEMA, 2, -1), true);
        assertEquals(
                List.of("2026", "en"),
                List.of(given.get(0).dictionary(), given.get(0).language()));
        List<ReasonCode> told = german.translate(given);
        assertEquals("Einkommen nicht ausreichend", told.get(0).text());
        assertEquals("de", told.get(0).language());
        assertEquals(given, english.translate(told));
        assertThrows(
                InvalidInputException.class,
                () -> new ReasonDictionary("2027", "de", words("anders")).translate(given));
        assertThrows(InvalidInputException.class, () -> new ReasonDictionary("2026", "de", Map.of()).translate(given));
    }

    private static Map<String, ReasonDictionary.Entry> words(String text) {
        return Map.of("points", new ReasonDictionary.Entry("R1", text), "other", new ReasonDictionary.Entry("R2", "-"));
    }
}
