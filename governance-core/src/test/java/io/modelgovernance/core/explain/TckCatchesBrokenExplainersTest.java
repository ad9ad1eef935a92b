package io.modelgovernance.core.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.tck.ExplainerContract;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** The explainers' contract is itself under test: each way of being wrong fails the test made for it. */
class TckCatchesBrokenExplainersTest {
    private static Function<Rows, Explainer> maker = ExactShapley.withDefaults()::over;

    /** Not run by itself: the build leaves nested classes out. */
    static final class Contract extends ExplainerContract {
        @Override
        protected Explainer over(Rows background) {
            return maker.apply(background);
        }

        @Override
        protected Set<Claim> claims() {
            return EnumSet.allOf(Claim.class);
        }
    }

    /** Changes what the exact explainer says. */
    private interface Lie {
        Attribution tell(Scorer scorer, double[] row, Attribution truth);
    }

    private static Set<String> failing(Lie lie) {
        return failing(background -> {
            Explainer exact = ExactShapley.withDefaults().over(background);
            return new Explainer() {
                @Override
                public String method() {
                    return exact.method();
                }

                @Override
                public Attribution explain(Scorer scorer, double[] row) {
                    return lie.tell(scorer, row, exact.explain(scorer, row));
                }
            };
        });
    }

    private static Set<String> failing(Function<Rows, Explainer> made) {
        maker = made;
        Events events = EngineTestKit.engine("junit-jupiter")
                .selectors(DiscoverySelectors.selectClass(Contract.class))
                .execute()
                .testEvents();
        assertEquals(15, events.started().count());
        assertEquals(0, events.aborted().count());
        Set<String> names = new TreeSet<>();
        events.failed().stream()
                .forEach(event ->
                        names.add(event.getTestDescriptor().getDisplayName().replace("()", "")));
        return names;
    }

    private static Attribution with(Attribution truth, double[] values) {
        return Attribution.of(
                        truth.method(),
                        truth.baseline(),
                        truth.features(),
                        values,
                        new double[values.length],
                        truth.prediction(),
                        truth.modelRows(),
                        truth.seed(),
                        truth.background())
                .withPlan(truth.plan());
    }

    private static double[] values(Attribution truth) {
        return ShapleyLawsTest.values(truth);
    }

    @Test
    void aSoundExplainerPasses() {
        assertEquals(Set.of(), failing((scorer, row, truth) -> truth));
    }

    @Test
    void valuesOfTheWrongSizeFail() {
        Set<String> failed = failing((scorer, row, truth) -> with(
                truth, Arrays.stream(values(truth)).map(value -> 1.1 * value).toArray()));
        assertTrue(failed.containsAll(Set.of("theValuesAddUp", "theValuesAreShapleys")), failed.toString());
    }

    @Test
    void sharingEvenlyFailsTheNullPlayer() {
        Set<String> failed = failing((scorer, row, truth) -> {
            double[] values = values(truth);
            Arrays.fill(values, (truth.prediction() - truth.baseline()) / values.length);
            return with(truth, values);
        });
        assertEquals(
                Set.of(
                        "aFeatureThatDoesNothingGetsNothing",
                        "aFeatureMoreThatDoesNothingChangesNoOther",
                        "theValuesAreShapleys"),
                failed);
    }

    @Test
    void favouringTheFirstFailsSymmetry() {
        Set<String> failed = failing((scorer, row, truth) -> {
            double[] values = values(truth);
            double moved = values[1] / 2;
            values[0] += moved;
            values[1] -= moved;
            return with(truth, values);
        });
        assertTrue(failed.contains("featuresThatDoTheSameGetTheSame"), failed.toString());
    }

    @Test
    void droppingSmallValuesFailsAdditivity() {
        Set<String> failed = failing((scorer, row, truth) -> with(
                truth,
                Arrays.stream(values(truth))
                        .map(value -> Math.abs(value) < 0.3 ? 0 : value)
                        .toArray()));
        assertTrue(failed.contains("valuesOfASumAreSumsOfValues"), failed.toString());
    }

    @Test
    void noiseFailsTheSameBits() {
        long[] calls = new long[1];
        Set<String> failed = failing((scorer, row, truth) -> {
            double[] values = values(truth);
            values[0] += 1e-13 * calls[0]++;
            return with(truth, values);
        });
        assertTrue(
                failed.containsAll(Set.of("theSameInputsGiveTheSameBits", "anyNumberOfThreadsGetsTheBitsOfOne")),
                failed.toString());
    }

    @Test
    void writingIntoTheRowFails() {
        Set<String> failed = failing((scorer, row, truth) -> {
            row[0] = 0;
            return truth;
        });
        assertTrue(failed.contains("nothingHandedInIsModified"), failed.toString());
    }

    @Test
    void anotherPredictionOrBackgroundFails() {
        Set<String> failed = failing((scorer, row, truth) -> new Attribution(
                truth.method(),
                truth.baseline(),
                truth.features(),
                truth.values(),
                truth.standardErrors(),
                truth.prediction(),
                truth.residual(),
                truth.modelRows(),
                0,
                Digest.of(new byte[] {(byte) Arrays.hashCode(row)}),
                truth.plan()));
        assertEquals(Set.of("anAttributionTellsWhatItIsOf"), failed);
    }

    @Test
    void tellingAnotherCostFails() {
        Set<String> failed = failing((scorer, row, truth) -> new Attribution(
                truth.method(),
                truth.baseline(),
                truth.features(),
                truth.values(),
                truth.standardErrors(),
                truth.prediction(),
                truth.residual(),
                truth.modelRows() + 1,
                truth.seed(),
                truth.background(),
                truth.plan()));
        assertEquals(Set.of("anAttributionTellsWhatItCost"), failed);
    }

    @Test
    void aPlanThatFollowsTheRowFails() {
        Set<String> failed = failing((scorer, row, truth) ->
                truth.withPlan(Digest.of(new byte[] {(byte) (1000 * row[0]), (byte) (1000 * row[1])})));
        assertEquals(Set.of("thePlanIsTheSameForEveryRow"), failed);
    }

    @Test
    void dividingByTheNumberOfFeaturesFailsIrrelevance() {
        Set<String> failed = failing((scorer, row, truth) -> with(
                truth,
                Arrays.stream(values(truth)).map(value -> value / row.length).toArray()));
        assertTrue(failed.contains("aFeatureMoreThatDoesNothingChangesNoOther"), failed.toString());
    }

    @Test
    void takingAnyRowAndAnyScoreFails() {
        Set<String> failed = failing(background -> new Explainer() {
            @Override
            public String method() {
                return "anything";
            }

            @Override
            public Attribution explain(Scorer scorer, double[] row) {
                int width = background.schema().size();
                return Attribution.of(
                        method(),
                        0,
                        background.schema().names(),
                        new double[width],
                        new double[width],
                        0,
                        0,
                        0,
                        Digest.of(new byte[0]));
            }
        });
        assertTrue(failed.containsAll(Set.of("aRowOfAnotherWidthIsRefused", "aScoreThatIsNoNumberIsRefused")));
    }

    @Test
    void lookingAtTheFirstBackgroundRowAloneFails() {
        Set<String> failed = failing(background -> {
            Rows first = Rows.of(background.schema(), background.row(0));
            return ExactShapley.withDefaults().over(first);
        });
        assertTrue(failed.contains("theOrderOfTheBackgroundDoesNotMatter"), failed.toString());
    }
}
