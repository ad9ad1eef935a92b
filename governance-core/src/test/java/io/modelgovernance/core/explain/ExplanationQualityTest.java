package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.AttributionShift;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.explain.ExplanationBar;
import io.modelgovernance.explain.ExplanationReceipt;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ExplanationQualityTest {
    private static final Scorer SUM = Games.scorer(3, row -> 3 * row[0] - 2 * row[1] + row[2]);

    private static Attribution attribution(double baseline, double prediction, double... values) {
        return Attribution.of(
                "by hand",
                baseline,
                Games.schema(values.length).names(),
                values,
                new double[values.length],
                prediction,
                1,
                0,
                Digest.of(new byte[0]));
    }

    @Property(tries = 20)
    void theExactExplanationOfAnAdditiveModelIsFaithful(@ForAll long seed) {
        Rows background = Games.random(new Random(seed), 3, 1);
        double[] row = Games.gaussian(new Random(~seed), 3);
        Attribution exact = ExactShapley.withDefaults().over(background).explain(SUM, row);
        Estimate infidelity = ExplanationQuality.infidelity(SUM, background, row, exact, 100, seed);
        assertEquals(0, infidelity.value(), 1e-20);
        Attribution nothing = attribution(exact.prediction(), exact.prediction(), 0, 0, 0);
        assertEquals(
                1,
                ExplanationQuality.infidelity(SUM, background, row, nothing, 100, seed)
                        .value(),
                1e-12);
    }

    @Test
    void aModelThatNeverChangesHasNoInfidelity() {
        Scorer constant = Games.scorer(1, row -> 4);
        Attribution zero = attribution(4, 4, 0);
        assertFalse(ExplanationQuality.infidelity(constant, Games.zeros(1), new double[1], zero, 30, 1)
                .known());
        assertThrows(
                InvalidInputException.class,
                () -> ExplanationQuality.infidelity(constant, Games.zeros(1), new double[1], zero, 29, 1));
    }

    /** The values of a linear model move by weight times step: at most radius times range on each feature. */
    @Test
    void sensitivityIsTheGreatestMoveOfTheValues() {
        Rows background = Rows.of(Games.schema(1), new double[] {0, 10});
        Scorer scorer = Games.scorer(1, row -> 2 * row[0]);
        Explainer explainer = ExactShapley.withDefaults().over(background);
        // Own value 2 * (8 - 5) = 6; a step of at most 0.1 * 10 moves it by at most 2.
        double found = ExplanationQuality.sensitivity(explainer, scorer, background, new double[] {8}, 0.1, 2000, 1);
        assertTrue(found <= 2.0 / 6 && found > 0.99 * 2 / 6, "found " + found);
        assertThrows(
                InvalidInputException.class,
                () -> ExplanationQuality.sensitivity(explainer, scorer, background, new double[] {5}, 0.1, 100, 1));
    }

    @Test
    void aGoodOrderDeletesFastAndInsertsFast() {
        Rows zero = Games.zeros(3);
        double[] row = {1, 1, 1};
        Scorer scorer = Games.scorer(3, each -> 6 * each[0] + 2 * each[1] + each[2]);
        Attribution good = attribution(0, 9, 6, 2, 1);
        Attribution bad = attribution(0, 9, 1, 2, 6);
        // 9, 3, 1, 0 and 0, 6, 8, 9.
        assertEquals(13.0 / 4, ExplanationQuality.deletion(scorer, zero, row, good));
        assertEquals(23.0 / 4, ExplanationQuality.insertion(scorer, zero, row, good));
        // 9, 8, 6, 0.
        assertEquals(23.0 / 4, ExplanationQuality.deletion(scorer, zero, row, bad));
    }

    /**
     * scipy 1.17: {@code spearmanr([3, 1, 2, 2, 5], [1, 2, 3, 3, 4]).statistic} is 0.36842105263157904.
     */
    @Test
    void ranksAgreeAsSpearmanSays() {
        Attribution one = attribution(0, 13, 3, -1, 2, 2, -5);
        assertEquals(
                0.36842105263157904, ExplanationQuality.rankAgreement(one, attribution(0, 1, 1, 2, -3, 3, 4)), 1e-15);
        assertEquals(1, ExplanationQuality.rankAgreement(one, one), 1e-15);
        Attribution flat = attribution(0, 1, 1, 1, 1, 1, 1);
        assertEquals(0, ExplanationQuality.rankAgreement(one, flat));
        assertEquals(1, ExplanationQuality.rankAgreement(flat, flat));
        assertThrows(InvalidInputException.class, () -> ExplanationQuality.rankAgreement(one, attribution(0, 1, 1)));
    }

    @Test
    void aBarNamesWhatMissesIt() {
        ExplanationBar bar = new ExplanationBar(1e-6, 0.01);
        assertEquals(Optional.empty(), bar.problem(attribution(0, 3, 1, 2)));
        assertEquals(
                Optional.of("the values miss the score by 0.500, more than 1.00e-06"),
                bar.problem(attribution(0, 3.5, 1, 2)));
        Attribution vague = Attribution.of(
                "m", 0, List.of("f0"), new double[] {1}, new double[] {0.2}, 1, 1, 1, Digest.of(new byte[0]));
        assertEquals(Optional.of("a standard error is 0.200, more than 0.0100"), bar.problem(vague));
        assertThrows(InvalidInputException.class, () -> new ExplanationBar(-1, 0));
    }

    @Test
    void aReceiptKnowsItsExplanationAgain() {
        Digest model = Digest.of(new byte[] {1});
        Explainer explainer = KernelShap.withDefaults().over(Games.random(new Random(1), 3, 5));
        Attribution made = explainer.explain(SUM, new double[] {1, 2, 3});
        ExplanationReceipt receipt = Receipts.of("decision-1", model, made);
        assertEquals(List.of(), Receipts.differences(receipt, model, explainer.explain(SUM, new double[] {1, 2, 3})));
        assertEquals(List.of("attribution"), Receipts.differences(receipt, model, explainer.explain(SUM, new double[] {
            1, 2, 4
        })));
        Attribution other = ExactShapley.withDefaults()
                .over(Games.random(new Random(2), 3, 5))
                .explain(SUM, new double[] {1, 2, 3});
        assertEquals(
                List.of("model", "method", "background", "plan", "modelRows"),
                Receipts.differences(receipt, Digest.of(new byte[] {2}), other));
        assertNotEquals(Receipts.digest(made), Receipts.digest(other));
    }

    @Test
    void aKnownRowIsExplainedOnce() {
        AtomicInteger calls = new AtomicInteger();
        Explainer exact = Occlusion.over(Games.zeros(3));
        Explainer counting = new Explainer() {
            @Override
            public String method() {
                return exact.method();
            }

            @Override
            public Attribution explain(Scorer scorer, double[] row) {
                calls.incrementAndGet();
                return exact.explain(scorer, row);
            }
        };
        ExplanationCache cache = ExplanationCache.of(counting, SUM, 10);
        double[] row = {1, 2, Double.NaN};
        double[] changed = {1, 2, 3};
        assertThrows(InvalidInputException.class, () -> cache.explain(row));
        Attribution first = cache.explain(changed);
        assertSame(first, cache.explain(new double[] {1, 2, 3}));
        assertEquals(2, calls.get());
        changed[0] = 5;
        assertNotEquals(first, cache.explain(changed));
        assertThrows(InvalidInputException.class, () -> ExplanationCache.of(counting, SUM, 0));
    }

    @Test
    void aShiftSaysWhichFeatureMoved() {
        Random random = new Random(7);
        List<double[]> rows =
                IntStream.range(0, 40).mapToObj(i -> Games.gaussian(random, 2)).toList();
        List<Attribution> before = rows.stream()
                .map(row -> attribution(0, row[0] + row[1], row[0], row[1]))
                .toList();
        List<Attribution> after = rows.stream()
                .map(row -> attribution(0, row[0] + 3 * row[1], row[0], 3 * row[1]))
                .toList();
        AttributionShift shift = AttributionShifts.between(before, after);
        assertEquals(0, shift.features().get(0).importance().value());
        double mean =
                rows.stream().mapToDouble(row -> 2 * Math.abs(row[1])).average().orElse(0);
        assertEquals(mean, shift.features().get(1).importance().value(), 1e-12);
        double size = rows.stream()
                .mapToDouble(row -> Arrays.stream(row).map(Math::abs).sum())
                .average()
                .orElse(1);
        assertEquals(mean / size, shift.share().value(), 1e-12);
        assertTrue(shift.share().low() < shift.share().value());
        AttributionShift same = AttributionShifts.between(before, before);
        assertEquals(0, same.share().value());
        assertEquals(1, same.rankAgreement());
        assertFalse(AttributionShifts.between(before.subList(0, 5), after.subList(0, 5))
                .share()
                .known());
        assertThrows(InvalidInputException.class, () -> AttributionShifts.between(before, List.of()));
    }
}
