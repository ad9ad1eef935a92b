package io.modelgovernance.core.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.profile.FeatureWindow;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.core.profile.WindowTests;
import io.modelgovernance.core.stats.Holm;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.model.Feature;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.WindowTest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Says of a window what it shows, from the counts alone: each feature's values, its share missing, and its share outside
 * what the reference knew, all corrected together. Pure and thread-safe.
 */
final class WindowJudge {
    /** Tests of a feature. */
    static final int TESTS = 3;

    private static final double SHARE_WARNING = 0.05;
    private static final double SHARE_DRIFT = 0.10;

    private final MonitorDefinition definition;
    private final FrozenReference reference;

    WindowJudge(MonitorDefinition definition, FrozenReference reference) {
        this.definition = definition;
        this.reference = reference;
    }

    /** A test before correction. */
    private record Raw(String method, String why, Estimate p, double effect, double warning, double drift) {}

    List<FeatureLook> judge(WindowProfile window) {
        List<WindowTests.Result> results = WindowTests.compare(reference, window, definition.minimum());
        List<Raw> raw = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            FeatureProfile before = reference.profile().features().get(i);
            raw.add(values(before, results.get(i)));
            raw.add(missing(before, window.features().get(i), results.get(i)));
            raw.add(outside(before, window.features().get(i)));
        }
        List<WindowTest> tests = corrected(raw);
        List<FeatureLook> looks = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            List<WindowTest> own = tests.subList(TESTS * i, TESTS * i + TESTS);
            FeatureWindow counts = window.features().get(i);
            looks.add(new FeatureLook(
                    results.get(i).feature(),
                    worst(own.stream().map(WindowTest::verdict).toList()),
                    own,
                    results.get(i).psi(),
                    counts.bins(),
                    counts.missing()));
        }
        return looks;
    }

    private Raw values(FeatureProfile before, WindowTests.Result result) {
        double index = result.psi().known() ? result.psi().value() : 0;
        boolean numeric = before.feature().type() == Feature.Type.NUMERIC;
        return numeric
                ? new Raw(
                        "ks",
                        "a number: Kolmogorov-Smirnov over "
                                + before.binCounts().size() + " frozen bins",
                        result.ksP(),
                        index,
                        definition.warning(),
                        definition.alarm())
                : new Raw(
                        "chi-square",
                        "a category: chi-square over " + before.binCounts().size() + " categories, small ones pooled",
                        result.chiSquareP(),
                        index,
                        definition.warning(),
                        definition.alarm());
    }

    private static Raw missing(FeatureProfile before, FeatureWindow now, WindowTests.Result result) {
        double change = Math.abs(share(now.missing(), now.count() + now.missing())
                - share(before.missing(), before.count() + before.missing()));
        return new Raw(
                "missing", "share missing: Fisher's exact test", result.missingP(), change, SHARE_WARNING, SHARE_DRIFT);
    }

    /** Of a category, the last bin holds those that the schema does not know. */
    private Raw outside(FeatureProfile before, FeatureWindow now) {
        long[] known = before.binCounts().stream().mapToLong(Long::longValue).toArray();
        long[] bins = now.binCounts();
        boolean numeric = before.feature().type() == Feature.Type.NUMERIC;
        long then = numeric ? 0 : known[known.length - 1];
        long here = numeric ? now.below() + now.above() : bins[bins.length - 1];
        long count = now.count();
        String why = numeric ? "share outside the reference's range" : "share of unknown categories";
        if (Math.min(count, before.count()) < definition.minimum()) {
            Estimate unknown = Estimate.notEnoughData(
                    Math.min(count, before.count()), "needs " + definition.minimum() + " values on both sides");
            return new Raw("outside", why, unknown, 0, SHARE_WARNING, SHARE_DRIFT);
        }
        double p = Proportions.differ(then, before.count(), here, count);
        double change = Math.abs(share(here, count) - share(then, before.count()));
        return new Raw("outside", why, Estimate.exact(p, count, why), change, SHARE_WARNING, SHARE_DRIFT);
    }

    private List<WindowTest> corrected(List<Raw> raw) {
        double[] known = raw.stream()
                .filter(one -> one.p().known())
                .mapToDouble(one -> one.p().value())
                .toArray();
        double[] adjusted = Holm.adjust(known);
        List<WindowTest> tests = new ArrayList<>();
        int at = 0;
        for (Raw one : raw) {
            double p = one.p().known() ? adjusted[at++] : 1;
            tests.add(new WindowTest(one.method(), one.why(), one.p(), p, one.effect(), verdict(one, p)));
        }
        return tests;
    }

    private DriftVerdict verdict(Raw one, double corrected) {
        if (!one.p().known()) {
            return DriftVerdict.NOT_ENOUGH_DATA;
        }
        return corrected > definition.level() || one.effect() < one.warning()
                ? DriftVerdict.STABLE
                : one.effect() < one.drift() ? DriftVerdict.WARNING : DriftVerdict.DRIFT;
    }

    /** The worst of those that had enough data. */
    static DriftVerdict worst(List<DriftVerdict> verdicts) {
        return verdicts.stream()
                .filter(one -> one != DriftVerdict.NOT_ENOUGH_DATA)
                .max(Comparator.naturalOrder())
                .orElse(DriftVerdict.NOT_ENOUGH_DATA);
    }

    private static double share(long part, long whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
