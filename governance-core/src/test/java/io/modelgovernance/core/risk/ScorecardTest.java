package io.modelgovernance.core.risk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.ScoreRange;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scheme {@code mrm-default/1}: its worked vector, its table, and the laws a fair scorecard has. */
class ScorecardTest {
    private static final List<String> MATERIALITY = List.of("purpose", "exposure", "impact", "reliance");
    private static final List<String> INHERENT = List.of("method", "explainability", "data", "dependencies", "change");
    private static final List<String> FLAGS =
            List.of(Scorecard.CONSEQUENTIAL, Scorecard.SELF_ADAPTING, Scorecard.CRITICAL_FINDING);

    private final Scorecard scorecard = new Scorecard();

    private static final List<String> MEASURES = List.of(
            "coverage-shortfall",
            "interval-width",
            "calibration-error",
            "metric-half-width",
            "decision-flips",
            "outside-boundaries");

    /** Every figure measured, each of them as good as can be. */
    private static RiskAnswers measured() {
        RiskAnswers answers = RiskAnswers.none();
        for (String measure : MEASURES) {
            answers = answers.measured(measure, Estimate.exact(0, 100, "test"));
        }
        return answers;
    }

    private static RiskAnswers answers(List<String> factors, int... scores) {
        RiskAnswers answers = measured();
        for (int i = 0; i < scores.length; i++) {
            answers = answers.with(factors.get(i), scores[i], "because");
        }
        return answers;
    }

    private static List<String> factors() {
        List<String> all = new ArrayList<>(MATERIALITY);
        all.addAll(INHERENT);
        return all;
    }

    /** A calibration error that scores 1 to 4. */
    private static Estimate calibration(int score) {
        double value = new double[] {0.005, 0.02, 0.04, 0.2}[score - 1];
        return Estimate.exact(value, 100, "test");
    }

    private static RiskAnswers worked() {
        return answers(factors(), 4, 3, 4, 2, 3, 3, 2, 2, 1).measured("calibration-error", calibration(3));
    }

    @Test
    void theWorkedVector() {
        RiskRating rating = scorecard.rate(worked());
        assertEquals("mrm-default/1", rating.scheme());
        assertEquals(ScoreRange.of(330), rating.axis("materiality").sum());
        assertEquals(ScoreRange.of(4), rating.axis("materiality").band());
        assertEquals(ScoreRange.of(250), rating.axis("inherent").sum());
        assertEquals(ScoreRange.of(2), rating.axis("inherent").band());
        assertEquals(RiskTier.TIER_1, rating.tier());
        assertFalse(rating.provisional());
        assertEquals(List.of(), rating.floors());
        assertEquals(
                200,
                rating.axes().stream()
                        .flatMap(axis -> axis.factors().stream())
                        .mapToInt(RiskRating.Factor::weight)
                        .sum());
    }

    @ParameterizedTest
    @ValueSource(strings = {"method", "explainability", "data", "dependencies", "change"})
    void onePointMoreOnAnyInherentFactorCrossesTheBoundary(String factor) {
        int before = worked().factors().get(factor).high();
        assertEquals(
                3,
                scorecard
                        .rate(worked().with(factor, before + 1, "worse"))
                        .axis("inherent")
                        .band()
                        .high());
        assertEquals(
                3,
                scorecard
                        .rate(worked().measured("decision-flips", calibration(4)))
                        .axis("inherent")
                        .band()
                        .high());
    }

    /** Materiality 100, 190, 270, 370 against inherent risk 100, 200, 300, 400: every cell of the table. */
    @ParameterizedTest
    @CsvSource({
        "4, 2, 1, 1, 1",
        "3, 3, 2, 1, 1",
        "2, 3, 3, 2, 2",
        "1, 4, 4, 3, 3",
    })
    void theTableOfTiers(int materiality, int one, int two, int three, int four) {
        int[] tiers = {one, two, three, four};
        for (int inherent = 1; inherent <= 4; inherent++) {
            int[] scores = new int[9];
            for (int i = 0; i < 9; i++) {
                scores[i] = i < 4 ? materiality : inherent;
            }
            RiskRating rating =
                    scorecard.rate(answers(factors(), scores).measured("calibration-error", calibration(inherent)));
            assertEquals(100 * materiality, rating.axis("materiality").sum().high());
            assertEquals(100 * inherent, rating.axis("inherent").sum().high());
            assertEquals(materiality, rating.axis("materiality").band().high());
            assertEquals(inherent, rating.axis("inherent").band().high());
            assertEquals(RiskTier.of(tiers[inherent - 1]), rating.tier());
        }
    }

    /** Purpose and exposure weigh 30 each, impact and reliance 20: sums on both sides of 175, 250 and 325. */
    @ParameterizedTest
    @CsvSource({
        "1, 2, 2, 2, 170, 1",
        "1, 2, 3, 2, 190, 2",
        "2, 3, 2, 3, 250, 2",
        "3, 3, 2, 2, 260, 3",
        "3, 3, 3, 4, 320, 3",
        "4, 3, 3, 3, 330, 4",
        "1, 1, 1, 1, 100, 1",
        "4, 4, 4, 4, 400, 4"
    })
    void bandsOfMateriality(int purpose, int exposure, int impact, int reliance, int sum, int band) {
        RiskRating rating = scorecard.rate(answers(MATERIALITY, purpose, exposure, impact, reliance));
        assertEquals(sum, rating.axis("materiality").sum().high());
        assertEquals(band, rating.axis("materiality").band().high());
    }

    @ParameterizedTest
    @CsvSource({"175, 2 1 2 2 1, 2", "250, 3 3 2 2 1, 3", "325, 3 3 3 3 3, 4"})
    void aSumOnTheBoundaryBelongsToTheLowerBand(int sum, String scores, int uncertainty) {
        int[] all = java.util.Arrays.stream(scores.split(" ", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        RiskAnswers answers = answers(INHERENT, all);
        RiskRating rating = scorecard.rate(answers.measured("calibration-error", calibration(uncertainty)));
        assertEquals(sum, rating.axis("inherent").sum().high());
        assertEquals(sum / 75 - 1, rating.axis("inherent").band().high());
    }

    @Test
    void unknownCountsAsTheWorstAndMakesItProvisional() {
        RiskRating nothing = scorecard.rate(RiskAnswers.none());
        assertEquals(400, nothing.axis("materiality").sum().high());
        assertEquals(400, nothing.axis("inherent").sum().high());
        assertEquals(RiskTier.TIER_1, nothing.tier());
        assertTrue(nothing.provisional());
        assertEquals(RiskTier.TIER_4, nothing.bestTier());
        assertTrue(nothing.axes().stream()
                .flatMap(axis -> axis.factors().stream())
                .allMatch(factor -> !factor.known() && factor.source().contains("unknown, counted as the worst")));
        RiskRating unmeasured =
                scorecard.rate(worked().measured("decision-flips", Estimate.notEnoughData(3, "too few rows")));
        assertEquals(275, unmeasured.axis("inherent").sum().high());
        assertTrue(unmeasured.provisional());
    }

    @ParameterizedTest
    @CsvSource({
        "coverage-shortfall, 0, 0.01, 0.03",
        "interval-width, 0.5, 1, 2",
        "calibration-error, 0.01, 0.03, 0.05",
        "metric-half-width, 0.02, 0.05, 0.10",
        "decision-flips, 0.01, 0.03, 0.05",
        "outside-boundaries, 0.01, 0.03, 0.05",
    })
    void aMeasureCountsByTheWorseEndOfItsInterval(String measure, double one, double two, double three) {
        double[] cuts = {one, two, three};
        for (int score = 1; score <= 3; score++) {
            double cut = cuts[score - 1];
            assertEquals(score, uncertainty(measure, Estimate.of(cut - 0.001, -1, cut, 0.95, 9, "at the cut")));
            assertEquals(
                    score + 1, uncertainty(measure, Estimate.of(-1, -1, Math.nextUp(cut), 0.95, 9, "just above it")));
        }
        assertEquals(4, uncertainty(measure, Estimate.of(-1, -1, Double.POSITIVE_INFINITY, 0.95, 9, "no bound")));
        assertTrue(scorecard.measures().contains(measure));
    }

    private int uncertainty(String measure, Estimate value) {
        return scorecard.rate(measured().measured(measure, value)).axis("inherent").factors().stream()
                .filter(factor -> factor.id().equals("uncertainty"))
                .findFirst()
                .orElseThrow()
                .score()
                .high();
    }

    @Test
    void floorsOnlyMakeItStricter() {
        RiskAnswers harmless =
                answers(factors(), 1, 1, 1, 1, 1, 1, 1, 1, 1).measured("calibration-error", calibration(1));
        assertEquals(RiskTier.TIER_4, scorecard.rate(harmless).tier());
        RiskRating consequential = scorecard.rate(harmless.flagged(Scorecard.CONSEQUENTIAL));
        assertEquals(RiskTier.TIER_2, consequential.tier());
        assertEquals(List.of("consequential-decision makes it tier 2 instead of 4"), consequential.floors());
        assertEquals(
                RiskTier.TIER_2,
                scorecard.rate(harmless.flagged(Scorecard.SELF_ADAPTING)).tier());
        RiskRating both =
                scorecard.rate(harmless.flagged(Scorecard.CONSEQUENTIAL).flagged(Scorecard.CRITICAL_FINDING));
        assertEquals(RiskTier.TIER_1, both.tier());
        assertEquals(2, both.floors().size());
        RiskRating strict = scorecard.rate(worked().flagged(Scorecard.CONSEQUENTIAL));
        assertEquals(RiskTier.TIER_1, strict.tier());
        assertEquals(List.of(), strict.floors());
    }

    @Test
    void whatTheSchemeDoesNotKnowIsRefusedWithWhatItKnows() {
        InvalidInputException factor = assertThrows(
                InvalidInputException.class,
                () -> scorecard.rate(RiskAnswers.none().with("Purpose", 1, "")));
        assertTrue(factor.getMessage().contains("factor Purpose is not in mrm-default/1"), factor::getMessage);
        assertTrue(factor.getMessage().contains("one of [change, data,"), factor::getMessage);
        InvalidInputException measured = assertThrows(
                InvalidInputException.class,
                () -> scorecard.rate(RiskAnswers.none().with("uncertainty", 1, "")));
        assertTrue(measured.getMessage().contains("factor uncertainty"), measured::getMessage);
        InvalidInputException measure = assertThrows(
                InvalidInputException.class,
                () -> scorecard.rate(RiskAnswers.none().measured("mood", calibration(1))));
        assertTrue(measure.getMessage().contains("one of [calibration-error, coverage-shortfall"), measure::getMessage);
        InvalidInputException flag = assertThrows(
                InvalidInputException.class,
                () -> scorecard.rate(RiskAnswers.none().flagged("low-risk")));
        assertTrue(flag.getMessage().contains("low-risk"), flag::getMessage);
        for (int score : new int[] {0, 5, Integer.MAX_VALUE}) {
            RiskAnswers beyond = RiskAnswers.none().with("purpose", score, "");
            InvalidInputException range = assertThrows(InvalidInputException.class, () -> scorecard.rate(beyond));
            assertEquals("The score of factor purpose is " + score + " but must be 1 to 4.", range.getMessage());
        }
        assertThrows(InvalidInputException.class, () -> RiskAnswers.none().with("purpose", -1, ""));
        assertThrows(InvalidInputException.class, () -> RiskAnswers.none().between("purpose", 3, 2, ""));
    }

    private static RiskAnswers random(Random random) {
        RiskAnswers answers = RiskAnswers.none();
        for (String factor : factors()) {
            if (random.nextInt(5) > 0) {
                int low = 1 + random.nextInt(4);
                answers = answers.between(factor, low, low + random.nextInt(5 - low), "r" + random.nextInt());
            }
        }
        for (String measure : MEASURES) {
            if (random.nextInt(3) > 0) {
                answers = answers.measured(measure, estimate(random));
            }
        }
        for (String flag : FLAGS) {
            answers = random.nextInt(4) == 0 ? answers.flagged(flag) : answers;
        }
        return answers;
    }

    private static Estimate estimate(Random random) {
        double value = random.nextDouble() * 0.06;
        return random.nextInt(6) == 0
                ? Estimate.notEnoughData(1, "few")
                : Estimate.of(value, value / 2, value * (1 + random.nextDouble()), 0.95, 50, "test");
    }

    /** Worse in one respect: a factor a point higher or unknown, a measure higher or unknown or added, a flag more. */
    private static RiskAnswers worse(RiskAnswers answers, Random random) {
        int kind = random.nextInt(4);
        if (kind == 0) {
            return answers.flagged(FLAGS.get(random.nextInt(FLAGS.size())));
        } else if (kind == 1 && !answers.uncertainty().isEmpty()) {
            String measure = MEASURES.get(random.nextInt(MEASURES.size()));
            Estimate now = answers.uncertainty().getOrDefault(measure, Estimate.notEnoughData(0, "none"));
            boolean unknown = !now.known() || random.nextBoolean();
            return answers.measured(
                    measure,
                    unknown
                            ? Estimate.notEnoughData(0, "lost")
                            : Estimate.of(now.value(), now.low(), now.high() + random.nextDouble(), 0.95, 5, "wider"));
        }
        String factor = factors().get(random.nextInt(9));
        ScoreRange score = answers.factors().get(factor);
        if (score == null || score.high() == 4) {
            return answers;
        } else if (kind == 2) {
            return answers.between(factor, score.low() + random.nextInt(2), score.high() + 1, "worse");
        }
        return answers.without(factor);
    }

    @Property(tries = 3_000)
    void aWorseAnswerNeverGivesAMilderTier(@ForAll long seed) {
        Random random = new Random(seed);
        RiskAnswers better = random(random);
        RiskAnswers worse = worse(better, random);
        RiskRating before = scorecard.rate(better);
        RiskRating after = scorecard.rate(worse);
        assertTrue(after.tier().number() <= before.tier().number(), () -> better + " then " + worse);
        assertTrue(after.axis("inherent").sum().high()
                >= before.axis("inherent").sum().high());
        assertTrue(after.axis("materiality").sum().high()
                >= before.axis("materiality").sum().high());
    }

    @Property(tries = 500)
    void theOrderOfAnswersDoesNotMatter(@ForAll long seed) {
        Random random = new Random(seed);
        RiskAnswers answers = random(random);
        List<String> names = new ArrayList<>(answers.factors().keySet());
        Collections.shuffle(names, random);
        List<String> measures = new ArrayList<>(answers.uncertainty().keySet());
        Collections.shuffle(measures, random);
        RiskAnswers shuffled = RiskAnswers.none();
        for (String measure : measures) {
            shuffled = shuffled.measured(measure, answers.uncertainty().get(measure));
        }
        for (String flag : Set.copyOf(answers.flags())) {
            shuffled = shuffled.flagged(flag);
        }
        for (String name : names) {
            ScoreRange score = answers.factors().getOrDefault(name, ScoreRange.of(4));
            shuffled = shuffled.between(
                    name, score.low(), score.high(), answers.rationale().getOrDefault(name, ""));
        }
        assertEquals(scorecard.rate(answers), scorecard.rate(shuffled));
    }

    /** The best end never is worse than the worst end, and each known input shows in both. */
    @Property(tries = 500)
    void theRangeHoldsEveryRatingOfItsPoints(@ForAll long seed) {
        Random random = new Random(seed);
        RiskAnswers answers = random(random);
        RiskAnswers point = answers;
        for (String factor : factors()) {
            ScoreRange range = answers.factors().getOrDefault(factor, new ScoreRange(1, 4));
            point = point.with(factor, range.low() + random.nextInt(range.high() - range.low() + 1), "point");
        }
        RiskRating wide = scorecard.rate(answers);
        RiskRating narrow = scorecard.rate(point);
        assertTrue(wide.tier().number() <= narrow.tier().number());
        assertTrue(narrow.bestTier().number() <= wide.bestTier().number());
    }

    @Property(tries = 300)
    void theStoredDerivationIsComputedAgainToTheSameBits(@ForAll long seed) {
        RiskAnswers answers = random(new Random(seed));
        byte[] stored = RecordCodec.write(scorecard.rate(answers));
        RiskAnswers read = RecordCodec.read(RiskAnswers.class, RecordCodec.write(answers));
        RiskScheme scheme = RecordCodec.read(
                RiskScheme.class, RecordCodec.write(scorecard.data().orElseThrow()));
        assertArrayEquals(stored, RecordCodec.write(Scorecard.of(scheme).rate(read)));
        assertEquals(scorecard.rate(answers), RecordCodec.read(RiskRating.class, stored));
    }

    @Test
    void eachKindOfEvidenceIsAskedForByItself() {
        for (String missing : MEASURES) {
            RiskAnswers answers = RiskAnswers.none();
            for (String measure : MEASURES) {
                answers = measure.equals(missing) ? answers : answers.measured(measure, Estimate.exact(0, 9, "test"));
            }
            RiskRating.Factor factor = uncertainty(answers);
            assertEquals(new ScoreRange(1, 4), factor.score(), missing);
            assertFalse(factor.known());
            assertEquals(6, factor.measures().size());
        }
        RiskAnswers psiInstead = RiskAnswers.none();
        for (String measure : MEASURES) {
            String name = measure.equals("outside-boundaries") ? "psi" : measure;
            psiInstead = psiInstead.measured(name, Estimate.exact(0, 9, "test"));
        }
        assertEquals(ScoreRange.of(1), uncertainty(psiInstead).score());
        double[] psi = {Math.nextDown(0.1), 0.1, Math.nextDown(0.25), 0.25, Math.nextDown(0.5), 0.5};
        int[] scores = {1, 2, 2, 3, 3, 4};
        for (int i = 0; i < psi.length; i++) {
            RiskAnswers drifted = psiInstead.measured("psi", Estimate.exact(psi[i], 9, "test"));
            assertEquals(ScoreRange.of(scores[i]), uncertainty(drifted).score());
        }
        RiskAnswers both = measured().measured("psi", Estimate.exact(0.3, 9, "test"));
        assertEquals(ScoreRange.of(3), uncertainty(both).score());
    }

    private RiskRating.Factor uncertainty(RiskAnswers answers) {
        return scorecard.rate(answers).axis("inherent").factors().get(5);
    }
}
