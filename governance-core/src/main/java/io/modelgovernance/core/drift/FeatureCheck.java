package io.modelgovernance.core.drift;

import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.drift.DriftTestResult;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureDrift;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;
import java.util.List;
import java.util.Locale;

/** One feature of one window: tested first, judged when the p-values of all features are known and corrected. */
final class FeatureCheck {
    private final Limits limits;
    private final FeatureProfile reference;
    private final boolean numeric;
    private final long present;
    private final long missing;
    private final List<Long> bins;
    private final List<DriftTestResult> tests;

    FeatureCheck(Limits limits, FeatureProfile reference, double[] column) {
        this.limits = limits;
        this.reference = reference;
        this.numeric = reference.feature().type() == Feature.Type.NUMERIC;
        double[] values = new Comparison(reference, column).values();
        this.present = values.length;
        this.missing = (long) column.length - values.length;
        this.bins = Columns.bins(reference, values);
        this.tests = run(values);
    }

    private List<DriftTestResult> run(double[] values) {
        int minimum = limits.minimum();
        DriftTestResult psi = PsiDrift.withDefaults()
                .withMinimumSample(minimum)
                .withThresholds(limits.warning(), limits.drift())
                .test(reference, values);
        return numeric
                ? List.of(
                        KsDrift.withDefaults()
                                .withMinimumSample(minimum)
                                .withLevel(limits.alpha())
                                .test(reference, values),
                        psi,
                        WassersteinDrift.withDefaults()
                                .withMinimumSample(minimum)
                                .test(reference, values))
                : List.of(
                        ChiSquareDrift.withDefaults()
                                .withMinimumSample(minimum)
                                .withLevel(limits.alpha())
                                .test(reference, values),
                        psi);
    }

    /** P-values of the values, of the share missing and, for a categorical feature, of the share unseen; else 1. */
    double[] pValues() {
        double values = enough() ? tests.get(0).pValue().value() : 1;
        boolean judged =
                present + missing >= limits.minimum() && reference.count() + reference.missing() >= limits.minimum();
        double absent = judged
                ? Proportions.differ(
                        reference.missing(), reference.count() + reference.missing(), missing, present + missing)
                : 1;
        double unseen = enough() && !numeric
                ? Proportions.differ(last(reference.binCounts()), reference.count(), last(bins), present)
                : 1;
        return numeric ? new double[] {values, absent} : new double[] {values, absent, unseen};
    }

    /** Judges by the corrected p-values, in the order of {@link #pValues()}. */
    FeatureDrift judge(double[] corrected) {
        double psi = tests.get(1).effect();
        double before = share(reference.missing(), reference.count());
        double now = share(missing, present);
        double unseen = numeric ? 0 : share(last(bins), present - last(bins));
        double unseenBefore =
                numeric ? 0 : share(last(reference.binCounts()), reference.count() - last(reference.binCounts()));
        DriftVerdict byValues = enough() ? limits.ofValues(corrected[0], psi) : DriftVerdict.NOT_ENOUGH_DATA;
        DriftVerdict byMissing = limits.ofShare(corrected[1], Math.abs(now - before));
        DriftVerdict byUnseen = numeric ? DriftVerdict.STABLE : limits.ofShare(corrected[2], unseen - unseenBefore);
        DriftVerdict shares = worse(byMissing, byUnseen);
        DriftVerdict verdict = byValues == DriftVerdict.NOT_ENOUGH_DATA && shares == DriftVerdict.STABLE
                ? DriftVerdict.NOT_ENOUGH_DATA
                : byValues == DriftVerdict.NOT_ENOUGH_DATA ? shares : worse(byValues, shares);
        double least = 1;
        for (double p : corrected) {
            least = Math.min(least, p);
        }
        return new FeatureDrift(
                reference.feature().name(),
                verdict,
                reason(psi, least, now, before, unseen),
                tests,
                least,
                bins,
                missing,
                before,
                now,
                numeric ? 0 : last(bins));
    }

    private String reason(double psi, double p, double now, double before, double unseen) {
        String size = enough()
                ? String.format(Locale.ROOT, "PSI %.3f", psi)
                : "fewer than " + limits.minimum() + " values present";
        String shares = String.format(
                Locale.ROOT, ", corrected p %.3g, missing %.1f%% (reference %.1f%%)", p, now * 100, before * 100);
        return size + shares + (unseen > 0 ? String.format(Locale.ROOT, ", unseen %.1f%%", unseen * 100) : "");
    }

    private boolean enough() {
        return tests.get(0).pValue().known();
    }

    private static DriftVerdict worse(DriftVerdict one, DriftVerdict other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private static double share(long part, long rest) {
        return part == 0 ? 0 : (double) part / ((double) part + rest);
    }

    private static long last(List<Long> counts) {
        return counts.get(counts.size() - 1);
    }
}
