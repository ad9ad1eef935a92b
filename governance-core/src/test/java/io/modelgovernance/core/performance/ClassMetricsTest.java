package io.modelgovernance.core.performance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Resampling;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * References of scikit-learn 1.6.1 with {@code y}, {@code P} as below and {@code d = P.argmax(1)}: {@code accuracy_score(y, d)},
 * {@code f1_score(y, d, average='macro')}, {@code average='weighted'}, {@code log_loss(y, P)}, {@code roc_auc_score(y, P,
 * multi_class='ovr', average='macro')}, {@code cohen_kappa_score(y, d)}, {@code matthews_corrcoef(y, d)}.
 */
class ClassMetricsTest {
    private static final int[] TRUTH = {0, 0, 1, 1, 2, 2, 2, 0, 1, 2, 0, 1};
    private static final double[] PROBABILITY = {
        .7, .2, .1, .3, .4, .3, .1, .8, .1, .2, .5, .3, .1, .2, .7, .2, .5, .3, .05, .15, .8, .6, .3, .1, .5, .3, .2,
        .3, .3, .4, .9, .05, .05, .2, .6, .2
    };
    private static final LabelledClasses CASES = LabelledClasses.of(3, TRUTH, PROBABILITY);

    private static double once(ClassMetric metric, LabelledClasses cases) {
        int[] times = new int[cases.size()];
        Arrays.fill(times, 1);
        return metric.of(cases, times);
    }

    private static void same(double wanted, ClassMetric metric) {
        assertEquals(wanted, once(metric, CASES), 1e-12);
    }

    @Test
    void asScikitLearnSays() {
        same(0.75, ClassMetrics.accuracy());
        same(0.7579365079365079, ClassMetrics.macroF1());
        same(0.7579365079365079, ClassMetrics.weightedF1());
        same(0.6256670899256332, ClassMetrics.logLoss());
        same(0.9375, ClassMetrics.againstRestAuc());
        same(0.625, ClassMetrics.kappa());
        same(0.6316139407998892, ClassMetrics.matthews());
    }

    /** Twice the first four cases, once the rest but the last: as if they had been copied. */
    @Test
    void countingIsCopying() {
        int[] times = {2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 0};
        int[] places = IntStream.range(0, 12)
                .flatMap(i -> IntStream.generate(() -> i).limit(times[i]))
                .toArray();
        LabelledClasses copied = LabelledClasses.of(
                3,
                Arrays.stream(places).map(i -> TRUTH[i]).toArray(),
                Arrays.stream(places)
                        .flatMap(i -> IntStream.range(3 * i, 3 * i + 3))
                        .mapToDouble(i -> PROBABILITY[i])
                        .toArray());
        for (ClassMetric metric : new ClassMetric[] {
            ClassMetrics.accuracy(),
            ClassMetrics.macroF1(),
            ClassMetrics.weightedF1(),
            ClassMetrics.logLoss(),
            ClassMetrics.againstRestAuc(),
            ClassMetrics.kappa(),
            ClassMetrics.matthews()
        }) {
            assertEquals(once(metric, copied), metric.of(CASES, times), 1e-12);
        }
        assertTrue(once(ClassMetrics.macroF1(), copied) != once(ClassMetrics.weightedF1(), copied));
    }

    @Test
    void everyOneHasAnInterval() {
        Estimate f1 = CASES.percentile(ClassMetrics.macroF1(), Resampling.of(12, 7));
        assertEquals(0.7579365079365079, f1.value(), 1e-12);
        assertTrue(f1.low() < f1.value() && f1.value() < f1.high(), f1::toString);
        assertTrue(CASES.bca(ClassMetrics.accuracy(), Resampling.of(12, 7)).known());
    }

    @Test
    void whatIsNotDefinedIsSaidToBe() {
        LabelledClasses one = LabelledClasses.of(3, new int[] {0, 0}, new double[] {1, 0, 0, 0.8, 0.2, 0});
        assertTrue(Double.isNaN(once(ClassMetrics.kappa(), one)));
        assertTrue(Double.isNaN(once(ClassMetrics.matthews(), one)));
        assertTrue(Double.isNaN(once(ClassMetrics.againstRestAuc(), one)));
        assertEquals(1, once(ClassMetrics.macroF1(), one), "classes that are nowhere do not count");
        LabelledClasses surprised = LabelledClasses.of(2, new int[] {0}, new double[] {0, 1});
        assertTrue(Double.isNaN(once(ClassMetrics.logLoss(), surprised)));
        assertFalse(CASES.percentile((cases, times) -> Double.NaN, Resampling.of(12, 1))
                .known());
    }

    @Test
    void whatIsNoCaseIsRefused() {
        assertThrows(InvalidInputException.class, () -> LabelledClasses.of(1, new int[] {0}, new double[] {1}));
        assertThrows(InvalidInputException.class, () -> LabelledClasses.of(2, new int[] {2}, new double[] {0.5, 0.5}));
        assertThrows(InvalidInputException.class, () -> LabelledClasses.of(2, new int[] {0}, new double[] {0.5, 0.4}));
        assertThrows(InvalidInputException.class, () -> LabelledClasses.of(2, new int[] {0}, new double[] {1.5, -0.5}));
        assertThrows(InvalidInputException.class, () -> LabelledClasses.of(2, new int[] {0}, new double[] {0.5}));
        assertThrows(
                InvalidInputException.class, () -> CASES.percentile(ClassMetrics.accuracy(), Resampling.of(11, 1)));
    }
}
