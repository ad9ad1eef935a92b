package io.modelgovernance.core.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.multivariate.ClassifierTest;
import io.modelgovernance.core.multivariate.PairwiseTest;
import io.modelgovernance.core.multivariate.ReconstructionTest;
import io.modelgovernance.core.multivariate.RowSpace;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.core.quality.DataContract;
import io.modelgovernance.core.quality.SchemaInference;
import io.modelgovernance.core.quality.Volume;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The code of docs/drift.md about whole rows and the quality of data. */
class DriftPageTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("amount"), Feature.numeric("debt"));

    @Test
    void wholeRows() {
        SplittableRandom random = new SplittableRandom(1);
        Rows trainingRows = Rows.of(SCHEMA, random.doubles(400).toArray());
        Rows todaysRows = Rows.of(SCHEMA, random.doubles(200).map(v -> v * v).toArray());
        // region rows
        var space = RowSpace.of(trainingRows);
        double[] before = space.place(trainingRows);
        double[] now = space.place(todaysRows);
        PairwiseTest.mmd(7).test(before, now, space.width()).p(); // maximum mean discrepancy, by permutation
        PairwiseTest.energy(7).test(before, now, space.width()).p(); // energy distance
        ReconstructionTest.of(before, space.width(), 0.65, 7).test(now).p(); // principal components
        var told = ClassifierTest.withTrees(7).test(space, before, now); // can a model tell today's rows?
        told.auc(); // a half if not; told.importance() says by which features it can
        // end
        assertTrue(told.p() < 0.05 && told.auc().value() > 0.5);
    }

    @Test
    void quality() {
        Clock clock = Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);
        Instant newestRow = clock.instant().minusSeconds(60);
        long[] rowsOfEarlierMondays = {410, 395, 402, 388, 420};
        double[] data = new SplittableRandom(2).doubles(800).toArray();
        FrozenReference reference =
                FrozenReference.of(ReferenceProfiler.withDefaults().profile(Rows.of(SCHEMA, data)));
        WindowCounter counter = reference.counter();
        counter.addAll(data, 400);
        WindowProfile window = counter.profile();
        // region quality
        var inference = SchemaInference.of(List.of("amount", "job"), 50);
        inference.add(List.of("1200.50", "clerk"));
        inference.schema(); // for a person to confirm; inference.facts() says why

        var contract = DataContract.suggest(reference.profile(), 300, 900, Duration.ofHours(6));
        contract.check(reference, window, newestRow, clock.instant()); // rows, freshness, missing, outside, infinite
        Volume.expected(rowsOfEarlierMondays, 0.95); // how many rows the next one should have
        // end
        assertEquals(
                8, contract.check(reference, window, newestRow, clock.instant()).size());
        assertEquals(403, Volume.expected(rowsOfEarlierMondays, 0.95).value());
    }
}
