package io.modelgovernance.core.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.fairness.FlipCheck.Proxy;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlipCheckTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("income"),
            Feature.categorical("sex", "f", "m").markProtected(),
            Feature.categorical("title", "ms", "mr"));
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
        return FlipCheck.of(scorer, SCHEMA, "sex", List.of(0.0, 1.0), List.of(proxies), 0.5);
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
            boolean one = FlipCheck.samples(id, 0.1, 7);
            assertEquals(one, FlipCheck.samples(id, 0.1, 7));
            sampled += one ? 1 : 0;
            other += one && FlipCheck.samples(id, 0.1, 8) ? 1 : 0;
            assertTrue(FlipCheck.samples(id, 1, 7));
            assertFalse(FlipCheck.samples(id, 0, 7));
        }
        assertEquals(400, sampled, 100);
        assertEquals(40, other, 35);
    }

    @Test
    void whatIsNoFlipIsRefused() {
        Scorer scorer = weighing(1, 1, 1);
        List<Double> both = List.of(0.0, 1.0);
        assertThrows(InvalidInputException.class, () -> FlipCheck.of(scorer, SCHEMA, "income", both, List.of(), 0.5));
        assertThrows(
                InvalidInputException.class, () -> FlipCheck.of(scorer, SCHEMA, "sex", List.of(0.0), List.of(), 0.5));
        assertThrows(InvalidInputException.class, () -> check(scorer, new Proxy("sex", both)));
        assertThrows(InvalidInputException.class, () -> check(scorer, new Proxy("title", List.of(0.0))));
        assertThrows(InvalidInputException.class, () -> check(scorer, new Proxy("rent", both)));
        assertThrows(InvalidInputException.class, () -> check(scorer).check(new double[2]));
    }
}
