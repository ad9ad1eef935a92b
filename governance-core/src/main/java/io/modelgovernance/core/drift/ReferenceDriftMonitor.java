package io.modelgovernance.core.drift;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.ChiSquare;
import io.modelgovernance.core.stats.Holm;
import io.modelgovernance.drift.DriftMonitor;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftTest;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureDrift;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Looks at every feature of a window and keeps one false-alarm level over all of them.
 *
 * <p>A feature drifts if its test is significant after Holm's correction <em>and</em> the change is great enough to
 * matter (PSI of 0.25 or more; from 0.10 it is a warning): significance alone would alarm on any great window, size
 * alone on any small one. Numeric features are tested by Kolmogorov-Smirnov, categorical ones by chi-square; the share
 * of missing values counts as a test of its own (chi-square; a change of 10 points is drift, of 5 a warning). The PSI
 * thresholds are the industry's rule of thumb. Immutable and thread-safe.
 */
public final class ReferenceDriftMonitor implements DriftMonitor {
    private static final double WARN_MISSING = 0.05;
    private static final double DRIFT_MISSING = 0.10;

    private final Profile reference;
    private final double alpha;
    private final int minimum;
    private final double warn;
    private final double alarm;

    private ReferenceDriftMonitor(Profile reference, double alpha, int minimum, double warn, double alarm) {
        this.reference = reference;
        this.alpha = alpha;
        this.minimum = minimum;
        this.warn = warn;
        this.alarm = alarm;
    }

    /**
     * A monitor with level 0.01, at least 50 values a feature, and PSI thresholds 0.10 and 0.25.
     *
     * @param reference the frozen reference
     * @return the monitor
     */
    public static ReferenceDriftMonitor of(Profile reference) {
        return new ReferenceDriftMonitor(reference, 0.01, 50, 0.10, 0.25);
    }

    /**
     * With another false-alarm level.
     *
     * @param level chance of any significant feature in a clean window, between 0 and 1
     * @return a copy
     */
    public ReferenceDriftMonitor withLevel(double level) {
        if (!(level > 0 && level < 1)) {
            throw InvalidInputException.of("level", "is " + level, "between 0 and 1");
        }
        return new ReferenceDriftMonitor(reference, level, minimum, warn, alarm);
    }

    /**
     * With another minimum.
     *
     * @param values least number of values a feature, at least 2
     * @return a copy
     */
    public ReferenceDriftMonitor withMinimum(int values) {
        if (values < 2) {
            throw InvalidInputException.of("minimum", "is " + values, "at least 2");
        }
        return new ReferenceDriftMonitor(reference, alpha, values, warn, alarm);
    }

    /**
     * With other thresholds.
     *
     * @param warning least PSI of a warning, above 0
     * @param drift least PSI of drift, at least {@code warning}
     * @return a copy
     */
    public ReferenceDriftMonitor withThresholds(double warning, double drift) {
        if (!(warning > 0 && drift >= warning)) {
            throw InvalidInputException.of("thresholds", "are " + warning + " and " + drift, "above 0 and in order");
        }
        return new ReferenceDriftMonitor(reference, alpha, minimum, warning, drift);
    }

    @Override
    public Profile reference() {
        return reference;
    }

    private record Tested(
            FeatureProfile reference, List<DriftTestResult> tests, List<Long> bins, double p, double missingP, long missing, boolean enough) {}

    @Override
    public DriftReport check(Rows window) {
        if (!window.schema().equals(reference.schema())) {
            throw InvalidInputException.of(
                    "schema of the window", "is not the reference's", "the features " + reference.schema().names());
        }
        List<Tested> all = new ArrayList<>();
        for (int i = 0; i < reference.features().size(); i++) {
            all.add(test(reference.features().get(i), window.column(i)));
        }
        double[] p = new double[2 * all.size()];
        for (int i = 0; i < all.size(); i++) {
            p[2 * i] = all.get(i).p();
            p[2 * i + 1] = all.get(i).missingP();
        }
        double[] adjusted = Holm.adjust(p);
        List<FeatureDrift> features = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            features.add(judge(all.get(i), adjusted[2 * i], adjusted[2 * i + 1]));
        }
        return report(window.count(), features);
    }

    private Tested test(FeatureProfile feature, double[] column) {
        double[] present = Columns.present(feature.feature(), column);
        boolean numeric = feature.feature().type() == Feature.Type.NUMERIC;
        List<DriftTest> tests = numeric
                ? List.of(
                        DriftTests.kolmogorovSmirnov(minimum),
                        DriftTests.populationStability(minimum),
                        DriftTests.wasserstein(minimum))
                : List.of(DriftTests.chiSquare(minimum), DriftTests.populationStability(minimum));
        List<DriftTestResult> results =
                tests.stream().map(test -> test.test(feature, column)).toList();
        boolean enough = results.get(0).pValue().known();
        long missing = (long) column.length - present.length;
        return new Tested(
                feature, results, Columns.bins(feature, present), enough ? results.get(0).pValue().value() : 1,
                missingP(feature, missing, present.length), missing, enough);
    }

    private double missingP(FeatureProfile feature, long missing, long present) {
        if (missing + present < minimum || feature.missing() + feature.count() < minimum) {
            return 1;
        }
        return ChiSquare.homogeneity(
                        new long[] {feature.missing(), feature.count()}, new long[] {missing, present})
                .p();
    }

    private FeatureDrift judge(Tested tested, double p, double missingP) {
        double psi = tested.tests().get(1).effect();
        long total = tested.missing() + tested.bins().stream().mapToLong(Long::longValue).sum();
        double share = total == 0 ? 0 : (double) tested.missing() / total;
        double before = (double) tested.reference().missing()
                / Math.max(1, tested.reference().missing() + tested.reference().count());
        DriftVerdict byMissing = missingP > alpha ? DriftVerdict.STABLE : level(Math.abs(share - before), WARN_MISSING, DRIFT_MISSING);
        DriftVerdict byValues = !tested.enough()
                ? DriftVerdict.NOT_ENOUGH_DATA
                : p > alpha ? DriftVerdict.STABLE : level(psi, warn, alarm);
        boolean missingDecides = byValues == DriftVerdict.NOT_ENOUGH_DATA
                ? byMissing != DriftVerdict.STABLE
                : byMissing.compareTo(byValues) > 0;
        DriftVerdict verdict = missingDecides ? byMissing : byValues;
        String reason = byValues == DriftVerdict.NOT_ENOUGH_DATA && !missingDecides
                ? "fewer than " + minimum + " values"
                : String.format(
                        Locale.ROOT, "PSI %.3f, corrected p %.3g, missing %.1f%% (reference %.1f%%)", psi,
                        Math.min(p, missingP), share * 100, before * 100);
        return new FeatureDrift(
                tested.reference().feature().name(), verdict, reason, tested.tests(), Math.min(p, missingP),
                tested.bins(), tested.missing());
    }

    private static DriftVerdict level(double size, double warn, double alarm) {
        return size >= alarm ? DriftVerdict.DRIFT : size >= warn ? DriftVerdict.WARNING : DriftVerdict.STABLE;
    }

    private DriftReport report(long rows, List<FeatureDrift> features) {
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
        String method = String.format(
                Locale.ROOT, "KS or chi-square with Holm over %d tests at %.4g, PSI %.2f/%.2f, at least %d values",
                2 * features.size(), alpha, warn, alarm, minimum);
        String explanation = verdict + " over " + rows + " rows" + (named.isEmpty() ? "" : ": " + named);
        return new DriftReport(verdict, rows, features, method, explanation);
    }
}
