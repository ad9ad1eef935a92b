package io.modelgovernance.core.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.serving.FlipSampling;
import io.modelgovernance.serving.FlipSampling.Proxy;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlipCheckTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("income"),
            Feature.categorical("sex", "f", "m").markProtected(),
            Feature.categorical("title", "ms", "mr"));
    private static final List<Double> BOTH = List.of(0.0, 1.0);
    private static final Proxy TITLE = new Proxy("title", List.of(0.0, 1.0));

    /** A tenth of each of the three. */
    private static Scorer weighing(double income, double sex, double title) {
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = (income * rows[3 * i] + sex * rows[3 * i + 1] + title * rows[3 * i + 2]) / 10;
            }
        };
    }

    private static FlipCheck check(Scorer scorer, Proxy... proxies) {
        return FlipCheck.of(
                scorer, SCHEMA, DecisionRule.declineFrom(0.5), new FlipSampling("sex", BOTH, List.of(proxies), 1, 7));
    }

    @Test
    void aModelThatLooksAtTheGroupIsFoundWhereItDecides() {
        double[] near = {4.5, 0, 0};
        FlipCheck.Flipped found = check(weighing(1, 1, 0)).check(near);
        assertTrue(found.changed());
        assertEquals(0.1, found.greatest(), 1e-12);
        assertFalse(check(weighing(1, 1, 0)).check(new double[] {2, 0, 0}).changed(), "0.3 is far from 0.5");
        assertEquals(0, check(weighing(1, 0, 1)).check(near).greatest(), "the proxy is not declared");
        assertTrue(check(weighing(1, 0, 1), TITLE).check(near).changed(), "the proxy is declared");
        assertEquals(0, check(weighing(1, 0, 0), TITLE).check(near).greatest());
        assertEquals(0, near[1]);
    }

    @Test
    void theSameDecisionsAreSampledByTheSameSeed() {
        int sampled = 0;
        int other = 0;
        for (int i = 0; i < 4_000; i++) {
            String id = "decision-" + i;
            boolean one = of(0.1, 7).includes(id);
            assertEquals(one, of(0.1, 7).includes(id));
            sampled += one ? 1 : 0;
            other += one && of(0.1, 8).includes(id) ? 1 : 0;
            assertTrue(of(1, 7).includes(id));
            assertFalse(of(Double.MIN_VALUE, 7).includes(id));
        }
        assertEquals(400, sampled, 100);
        assertEquals(40, other, 35);
    }

    @Test
    void whatIsNoFlipIsRefused() {
        Scorer scorer = weighing(1, 1, 1);
        DecisionRule rule = DecisionRule.declineFrom(0.5);
        FlipSampling income = new FlipSampling("income", BOTH, List.of(), 1, 7);
        assertThrows(InvalidInputException.class, () -> FlipCheck.of(scorer, SCHEMA, rule, income));
        assertThrows(InvalidInputException.class, () -> new FlipSampling("sex", List.of(0.0), List.of(), 1, 7));
        assertThrows(InvalidInputException.class, () -> of(0, 7));
        assertThrows(InvalidInputException.class, () -> of(1.1, 7));
        assertThrows(InvalidInputException.class, () -> of(Double.NaN, 7));
        assertThrows(InvalidInputException.class, () -> check(scorer, new Proxy("sex", BOTH)));
        assertThrows(InvalidInputException.class, () -> check(scorer, new Proxy("title", List.of(0.0))));
        assertThrows(InvalidInputException.class, () -> check(scorer, new Proxy("rent", BOTH)));
        assertThrows(InvalidInputException.class, () -> check(scorer, new Proxy("title", List.of(0.0, 2.0))));
        assertThrows(InvalidInputException.class, () -> check(scorer).check(new double[2]));
        assertThrows(
                InvalidInputException.class, () -> check(scorer).check(new double[] {Double.MAX_VALUE * 10, 0, 0}));
    }

    private static FlipSampling of(double share, long seed) {
        return new FlipSampling("sex", BOTH, List.of(), share, seed);
    }
}
