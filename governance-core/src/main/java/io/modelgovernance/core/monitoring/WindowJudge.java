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
import io.modelgovernance.monitoring.Levels;
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

    private final MonitorDefinition definition;
    private final FrozenReference reference;
    private final InForce before;

    WindowJudge(MonitorDefinition definition, FrozenReference reference, InForce before) {
        this.definition = definition;
        this.reference = reference;
        this.before = before;
    }

    /** A test before correction. */
    private record Raw(String feature, String method, String why, Estimate p, double effect, Levels levels) {}

    List<FeatureLook> judge(WindowProfile window) {
        return judge("", window);
    }

    /** What a part of a window shows; the level of the window is split evenly over its parts. */
    List<FeatureLook> judge(String segment, WindowProfile window) {
        List<WindowTests.Result> results = WindowTests.compare(reference, window, definition.minimum());
        List<Raw> raw = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            FeatureProfile before = reference.profile().features().get(i);
            raw.add(values(before, results.get(i)));
            raw.add(missing(before, window.features().get(i), results.get(i)));
            raw.add(outside(before, window.features().get(i)));
        }
        List<WindowTest> tests = corrected(segment, raw);
        List<FeatureLook> looks = new ArrayList<>();
        for (int i = 0; i < results.size(); i++) {
            List<WindowTest> own = tests.subList(TESTS * i, TESTS * i + TESTS);
            FeatureWindow counts = window.features().get(i);
            looks.add(new FeatureLook(
                    segment,
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
        int bins = before.binCounts().size();
        boolean numeric = before.feature().type() == Feature.Type.NUMERIC;
        Levels levels = result.psi().known()
                ? Sizes.of(definition, before, result.psi().n())
                : definition.sizing().index();
        return new Raw(
                result.feature(),
                numeric ? "ks" : "chi-square",
                numeric
                        ? "a number: Kolmogorov-Smirnov over " + bins + " frozen bins"
                        : "a category: chi-square over " + bins + " categories, small ones pooled",
                numeric ? result.ksP() : result.chiSquareP(),
                index,
                levels);
    }

    private Raw missing(FeatureProfile before, FeatureWindow now, WindowTests.Result result) {
        double change = Math.abs(share(now.missing(), now.count() + now.missing())
                - share(before.missing(), before.count() + before.missing()));
        String why = "share missing: Fisher's exact test, or chi-square of many";
        return new Raw(
                result.feature(),
                "missing",
                why,
                result.missingP(),
                change,
                definition.sizing().shares());
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
            return new Raw(
                    now.feature(),
                    "outside",
                    why,
                    unknown,
                    0,
                    definition.sizing().shares());
        }
        double p = Proportions.differ(then, before.count(), here, count);
        double change = Math.abs(share(here, count) - share(then, before.count()));
        return new Raw(
                now.feature(),
                "outside",
                why,
                Estimate.exact(p, count, why),
                change,
                definition.sizing().shares());
    }

    private List<WindowTest> corrected(String segment, List<Raw> raw) {
        double[] known = raw.stream()
                .filter(one -> one.p().known())
                .mapToDouble(one -> one.p().value())
                .toArray();
        double[] adjusted = Holm.adjust(known);
        List<WindowTest> tests = new ArrayList<>();
        int at = 0;
        for (Raw one : raw) {
            double p = one.p().known() ? adjusted[at++] : 1;
            DriftVerdict state = before.ofTest(segment, one.feature(), one.method());
            DriftVerdict verdict = verdict(one, p, state);
            tests.add(new WindowTest(
                    one.method(),
                    one.why(),
                    one.p(),
                    p,
                    one.effect(),
                    verdict,
                    verdict == DriftVerdict.NOT_ENOUGH_DATA ? state : verdict));
        }
        return tests;
    }

    /** What is not significant begins nothing; what is in force lasts until its size is clear. */
    private DriftVerdict verdict(Raw one, double corrected, DriftVerdict state) {
        if (!one.p().known()) {
            return DriftVerdict.NOT_ENOUGH_DATA;
        }
        double shown = corrected <= definition.levelOfPart() ? one.effect() : 0;
        return one.levels().of(shown, one.effect(), state);
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
