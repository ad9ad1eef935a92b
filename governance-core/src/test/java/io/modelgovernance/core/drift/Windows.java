package io.modelgovernance.core.drift;

import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Windows of simulated rows. */
final class Windows {
    static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("amount"),
            Feature.numeric("age").orMissing(),
            Feature.categorical("purpose", "car", "house", "other").orMissing());

    private Windows() {}

    /** Clean rows: a normal amount, a whole age of which a tenth is missing, and three purposes. */
    static Rows clean(SplittableRandom random, int rows) {
        double[] data = new double[3 * rows];
        for (int i = 0; i < rows; i++) {
            data[3 * i] = random.nextGaussian();
            data[3 * i + 1] = random.nextInt(10) == 0 ? Double.NaN : random.nextInt(18, 80);
            double u = random.nextDouble();
            data[3 * i + 2] = u < 0.6 ? 0 : u < 0.97 ? 1 : 2;
        }
        return Rows.of(SCHEMA, data);
    }

    static double[] values(int n, IntToDoubleFunction value) {
        return IntStream.range(0, n).mapToDouble(value).toArray();
    }

    static Rows column(Feature feature, double[] values) {
        return Rows.of(FeatureSchema.of(feature), values);
    }

    static FeatureProfile numeric(double[] values) {
        return profile(Feature.numeric("x").orMissing(), values);
    }

    static FeatureProfile profile(Feature feature, double[] values) {
        return ReferenceProfiler.withDefaults()
                .profile(column(feature, values))
                .features()
                .get(0);
    }
}
