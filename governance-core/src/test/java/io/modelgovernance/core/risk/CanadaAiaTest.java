package io.modelgovernance.core.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.ScoreRange;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

/** A second scheme by data alone, against the formula of the published tool (canada-ca/aia-eia-js b900dc7, store.ts). */
class CanadaAiaTest {
    private final RiskScheme scheme = RiskSchemes.canadaAia();
    private final Scorecard aia = Scorecard.of(scheme);

    private static int most(List<RiskScheme.Factor> factors) {
        return factors.stream().mapToInt(RiskScheme.Factor::most).sum();
    }

    /** Answers that add up to a raw score and a mitigation score. */
    private RiskAnswers adding(int raw, int mitigation) {
        RiskAnswers answers = fill(RiskAnswers.none(), scheme.axes().get(0).factors(), raw);
        return fill(answers, scheme.axes().get(0).discount().orElseThrow().mitigations(), mitigation);
    }

    private static RiskAnswers fill(RiskAnswers answers, List<RiskScheme.Factor> factors, int sum) {
        RiskAnswers filled = answers;
        int left = sum;
        for (RiskScheme.Factor factor : factors) {
            int score = Math.min(left, factor.most());
            filled = filled.with(factor.id(), score, "test");
            left -= score;
        }
        return filled;
    }

    @Test
    void thePublishedMaxima() {
        assertEquals(167, most(scheme.axes().get(0).factors()));
        assertEquals(77, most(scheme.axes().get(0).discount().orElseThrow().mitigations()));
    }

    /** The tool: 0.85 of the raw score, rounded, from 80 % of the mitigation on; levels at quarters of the raw maximum. */
    @Property
    void theToolsOwnFormula(@ForAll @IntRange(max = 167) int raw, @ForAll @IntRange(max = 77) int mitigation) {
        long total = mitigation >= 0.8 * 77 ? Math.round((1 - 0.15) * raw) : raw;
        int level = total <= 167 * 0.25 ? 1 : total <= 167 * 0.5 ? 2 : total <= 167 * 0.75 ? 3 : 4;
        RiskRating rating = aia.rate(adding(raw, mitigation));
        assertEquals(ScoreRange.of(raw), rating.axis("impact").sum());
        assertEquals(ScoreRange.of((int) total), rating.axis("impact").counted());
        assertEquals(RiskTier.of(5 - level), rating.tier());
    }

    @Test
    void levelsChangeAtTheQuarters() {
        int[] raw = {41, 42, 83, 84, 125, 126};
        int[] tiers = {4, 3, 3, 2, 2, 1};
        for (int i = 0; i < raw.length; i++) {
            assertEquals(RiskTier.of(tiers[i]), aia.rate(adding(raw[i], 0)).tier());
        }
        assertEquals(RiskTier.TIER_4, aia.rate(adding(48, 62)).tier());
        assertEquals(RiskTier.TIER_3, aia.rate(adding(48, 61)).tier());
    }

    @Test
    void unknownMitigationIsNoneAndAnUnknownQuestionTheWorst() {
        RiskAnswers answers = fill(RiskAnswers.none(), scheme.axes().get(0).factors(), 49);
        RiskRating rating = aia.rate(answers);
        assertEquals(new ScoreRange(42, 49), rating.axis("impact").counted());
        assertTrue(rating.provisional());
        assertEquals(RiskTier.TIER_3, rating.tier());
        RiskRating nothing = aia.rate(RiskAnswers.none());
        assertEquals(RiskTier.TIER_1, nothing.tier());
        assertEquals(new ScoreRange(0, 167), nothing.axis("impact").counted());
    }

    @Test
    void aSchemeThatCouldGiveAMilderTierForWorseIsRefused() {
        String good = "{\"id\":\"own/1\",\"source\":\"test\",\"axes\":[{\"id\":\"a\",\"cuts\":[50],\"discount\":null,"
                + "\"factors\":[{\"id\":\"f\",\"weight\":1,\"least\":1,\"most\":4,\"evidence\":[]}]}],"
                + "\"tiers\":[[3],[1]],\"floors\":[]}";
        assertEquals("own/1", read(good).id());
        assertRefused(good.replace("[[3],[1]]", "[[1],[3]]"), "never milder for worse");
        assertRefused(good.replace("[50]", "[50,50]"), "ascending");
        assertRefused(good.replace("[[3],[1]]", "[[3],[0]]"), "1 to 4");
        assertRefused(good.replace("[[3],[1]]", "[[3]]"), "rows of the table");
        assertRefused(good.replace("\"most\":4", "\"most\":1"), "range of factor f");
        assertRefused(good.replace("\"weight\":1", "\"weight\":0"), "weight of factor f");
        assertRefused(good.replace("\"floors\":[]", "\"floors\":[{\"flag\":\"f\",\"tier\":2}]"), "named before");
        assertRefused(good.replace("\"source\":\"test\",", ""), "cannot be read");
        assertRefused(
                good.replace(
                        "\"evidence\":[]",
                        "\"evidence\":[{\"id\":\"e\",\"scales\":[{\"measure\":\"m\",\"cuts\":[1,3,2],"
                                + "\"inclusive\":true}]}]"),
                "ascending and finite");
    }

    private static RiskScheme read(String json) {
        return RiskSchemes.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String json, String problem) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, () -> read(json));
        assertTrue(refused.getMessage().contains(problem), refused::getMessage);
    }
}
