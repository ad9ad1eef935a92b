package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Curve;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.math3.distribution.TDistribution;
import org.junit.jupiter.api.Test;

/** Intervals from draws and from rows hold the truth as often as they say; each is refuted at 1 in 5,000. */
class SamplingErrorsTest {
    private static final Scorer CURVED = Games.scorer(4, row -> row[0] + 2 * row[1] * row[2] + Math.sin(row[3]));

    private static void assertHeld(int held, int tries) {
        Estimate share = Proportions.of(held, tries, 0.9998);
        assertTrue(share.low() <= 0.95 && share.high() >= 0.95, held + " of " + tries);
    }

    @Test
    void infidelityOverDraws() {
        Rows background = Games.random(new Random(1), 4, 20);
        double[] row = {1, 1, -1, 2};
        Attribution why = ExactShapley.withDefaults().over(background).explain(CURVED, row);
        double truth = ExplanationQuality.infidelity(CURVED, background, row, why, 200_000, 99)
                .value();
        int held = 0;
        for (int seed = 0; seed < 400; seed++) {
            Estimate found = ExplanationQuality.infidelity(CURVED, background, row, why, 400, 31L * seed);
            held += found.low() <= truth && truth <= found.high() ? 1 : 0;
        }
        assertHeld(held, 400);
    }

    /** For f = x0 x1 + x1 and x1 standard normal, the partial dependence on x0 is 0 everywhere. */
    @Test
    void partialDependenceOverRows() {
        Scorer scorer = Games.scorer(2, row -> row[0] * row[1] + row[1]);
        double t = new TDistribution(59).inverseCumulativeProbability(0.975);
        int held = 0;
        for (int seed = 0; seed < 600; seed++) {
            Curve curve = PartialDependence.withDefaults()
                    .withPlaces(3)
                    .curve(scorer, Games.random(new Random(seed), 2, 60), "f0");
            held += Math.abs(curve.values().get(2))
                            <= t * curve.standardErrors().get(2)
                    ? 1
                    : 0;
        }
        assertHeld(held, 600);
    }

    @Test
    void attributionShiftOverRows() {
        Explainer explainer = LinearShapley.of(0, new double[] {1, 1}).over(Games.zeros(2));
        Explainer moved = LinearShapley.of(0, new double[] {1.2, 0.9}).over(Games.zeros(2));
        Scorer any = (rows, n, out) -> java.util.Arrays.fill(out, 0, n, 0);
        double truth = 0.15;
        int held = 0;
        for (int seed = 0; seed < 600; seed++) {
            Random random = new Random(seed);
            List<Attribution> before = new ArrayList<>();
            List<Attribution> after = new ArrayList<>();
            for (int i = 0; i < 80; i++) {
                double[] row = {random.nextGaussian(), random.nextGaussian()};
                before.add(explainer.explain(any, row));
                after.add(moved.explain(any, row));
            }
            Estimate share = AttributionShifts.between(before, after).share();
            held += share.low() <= truth && truth <= share.high() ? 1 : 0;
        }
        assertHeld(held, 600);
    }
}
