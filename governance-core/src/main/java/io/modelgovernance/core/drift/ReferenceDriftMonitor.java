package io.modelgovernance.core.drift;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Holm;
import io.modelgovernance.drift.DriftMonitor;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureDrift;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks at every feature of a window and keeps one false-alarm level over all of them.
 *
 * <p>A feature drifts if its test is significant after Holm's correction <em>and</em> the change is great enough to
 * matter (PSI of 0.25 or more; from 0.10 it is a warning): significance alone would alarm on any great window, size
 * alone on any small one. Numeric features are tested by Kolmogorov-Smirnov, categorical ones by chi-square. The share
 * of missing values, and that of categories the schema does not know, count as tests of their own: a significant change
 * of 10 points is drift, of 5 a warning.
 *
 * <p>The level holds for one window: whoever looks at thirty divides it by thirty ({@link #withLevel}). The window must
 * not be part of the reference. The PSI thresholds are the industry's rule of thumb. Bins have open ends, so a change
 * only in how far out the outermost tenth lies does not move the PSI; the {@code wasserstein} result shows it. A feature
 * with too little data makes a report that would be stable {@code NOT_ENOUGH_DATA}. Immutable and thread-safe.
 */
public final class ReferenceDriftMonitor implements DriftMonitor {
    private final Profile reference;
    private final Limits limits;

    private ReferenceDriftMonitor(Profile reference, Limits limits) {
        this.reference = reference;
        this.limits = limits;
    }

    /**
     * A monitor with level 0.01, at least 50 values a feature, and PSI thresholds 0.10 and 0.25.
     *
     * @param reference the frozen reference
     * @return the monitor
     */
    public static ReferenceDriftMonitor of(Profile reference) {
        return new ReferenceDriftMonitor(reference, new Limits(0.01, 50, 0.10, 0.25));
    }

    /**
     * With another false-alarm level.
     *
     * @param level greatest chance of any warning or drift in a clean window, between 0 and 1
     * @return a copy
     * @throws InvalidInputException if it is out of range
     */
    public ReferenceDriftMonitor withLevel(double level) {
        return with(new Limits(Comparison.requireLevel(level), limits.minimum(), limits.warning(), limits.drift()));
    }

    /**
     * With another minimum.
     *
     * @param values least number of values a feature, at least 2
     * @return a copy
     * @throws InvalidInputException if it is below 2
     */
    public ReferenceDriftMonitor withMinimum(int values) {
        return with(new Limits(limits.alpha(), Comparison.requireMinimum(values), limits.warning(), limits.drift()));
    }

    /**
     * With other thresholds.
     *
     * @param warning least PSI of a warning, above 0
     * @param drift least PSI of drift, at least {@code warning}
     * @return a copy
     * @throws InvalidInputException if they are out of range or out of order
     */
    public ReferenceDriftMonitor withThresholds(double warning, double drift) {
        Comparison.requireThresholds(warning, drift);
        return with(new Limits(limits.alpha(), limits.minimum(), warning, drift));
    }

    private ReferenceDriftMonitor with(Limits other) {
        return new ReferenceDriftMonitor(reference, other);
    }

    @Override
    public Profile reference() {
        return reference;
    }

    @Override
    public DriftReport check(Rows window) {
        if (!window.schema().equals(reference.schema())) {
            throw InvalidInputException.of(
                    "schema of the window",
                    "is not the reference's",
                    "the features " + reference.schema().names());
        }
        List<FeatureCheck> checks = new ArrayList<>();
        List<double[]> raw = new ArrayList<>();
        for (int i = 0; i < reference.features().size(); i++) {
            FeatureCheck check = new FeatureCheck(limits, reference.features().get(i), window.column(i));
            checks.add(check);
            raw.add(check.pValues());
        }
        double[] corrected =
                Holm.adjust(raw.stream().flatMapToDouble(Arrays::stream).toArray());
        List<FeatureDrift> features = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < checks.size(); i++) {
            int next = at + raw.get(i).length;
            features.add(checks.get(i).judge(Arrays.copyOfRange(corrected, at, next)));
            at = next;
        }
        return report(window.count(), features, corrected.length);
    }

    private DriftReport report(long rows, List<FeatureDrift> features, int tests) {
        DriftVerdict worst = features.stream()
                .map(FeatureDrift::verdict)
                .filter(verdict -> verdict != DriftVerdict.NOT_ENOUGH_DATA)
                .max(Enum::compareTo)
                .orElse(DriftVerdict.NOT_ENOUGH_DATA);
        boolean someUnknown = features.stream().anyMatch(one -> one.verdict() == DriftVerdict.NOT_ENOUGH_DATA);
        DriftVerdict verdict = worst == DriftVerdict.STABLE && someUnknown ? DriftVerdict.NOT_ENOUGH_DATA : worst;
        List<String> named = features.stream()
                .filter(one -> one.verdict() == verdict && verdict != DriftVerdict.STABLE)
                .map(FeatureDrift::feature)
                .toList();
        String explanation = verdict + " over " + rows + " rows" + (named.isEmpty() ? "" : ": " + named);
        return new DriftReport(verdict, rows, features, limits.describe(tests), explanation);
    }
}
