package io.modelgovernance.core.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.performance.CountedClasses;
import io.modelgovernance.core.performance.CountedErrors;
import io.modelgovernance.core.performance.CountedPerformance;
import io.modelgovernance.core.performance.ErrorCounts;
import io.modelgovernance.core.performance.ExpectedPerformance;
import io.modelgovernance.core.performance.ScoreCounts;
import io.modelgovernance.core.profile.FeatureWindow;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.model.Feature;
import io.modelgovernance.monitoring.ClassRule;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.FigureRule;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.PerformanceRule;
import io.modelgovernance.monitoring.QualityRule;
import io.modelgovernance.monitoring.RegressionRule;
import io.modelgovernance.monitoring.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says of a window whether it keeps to the rules on performance and quality. Each interval is at the rule's share of the
 * window's level, and a warning or alarm begins by its better end. Pure and thread-safe.
 */
final class FigureJudge {
    private final MonitorDefinition definition;
    private final InForce before;

    FigureJudge(MonitorDefinition definition, InForce before) {
        this.definition = definition;
        this.before = before;
    }

    /** Of a part of the window, or of an earlier one whose labels have come. */
    FigureLook judge(FigureRule rule, TimeWindow window, Part part, Contributions counted) {
        if (rule instanceof RegressionRule) {
            return judge((RegressionRule) rule, window, counted);
        } else if (rule instanceof ClassRule) {
            return judge((ClassRule) rule, window, counted);
        }
        return rule instanceof QualityRule
                ? judge((QualityRule) rule, window, part.reference(), counted)
                : judge((PerformanceRule) rule, window, counted.scores());
    }

    private FigureLook judge(PerformanceRule rule, TimeWindow window, ScoreCounts counts) {
        long cases = rule.expected() ? counts.scored() : counts.labelled();
        Estimate figure =
                few(cases).orElseGet(() -> figure(rule, new CountedPerformance(counts, rule.threshold(), level())));
        return look(rule, window, figure, counts.scored(), counts.labelled());
    }

    private FigureLook judge(RegressionRule rule, TimeWindow window, Contributions counted) {
        ErrorCounts errors = counted.errors();
        Estimate figure = few(errors.cases()).orElseGet(() -> figure(rule, new CountedErrors(errors, level())));
        return look(rule, window, figure, counted.scores().cases(), errors.cases());
    }

    private static Estimate figure(RegressionRule rule, CountedErrors of) {
        return switch (rule.metric()) {
            case MEAN_ABSOLUTE_ERROR -> of.meanAbsoluteError();
            case ROOT_MEAN_SQUARED_ERROR -> of.rootMeanSquaredError();
            case BIAS -> of.absoluteBias();
        };
    }

    private FigureLook judge(ClassRule rule, TimeWindow window, Contributions counted) {
        long labelled = counted.classes().labelled();
        Estimate figure = few(labelled).orElseGet(() -> figure(rule, new CountedClasses(counted.classes(), level())));
        return look(rule, window, figure, counted.scores().cases(), labelled);
    }

    private static Estimate figure(ClassRule rule, CountedClasses of) {
        return switch (rule.metric()) {
            case ACCURACY -> of.accuracy();
            case MACRO_F1 -> of.macroF1();
            case BALANCED_ACCURACY -> of.balancedAccuracy();
            case RECALL -> of.recall(rule.label());
        };
    }

    private Optional<Estimate> few(long cases) {
        return cases < definition.minimum()
                ? Optional.of(Estimate.notEnoughData(cases, "needs " + definition.minimum() + " cases"))
                : Optional.empty();
    }

    private static Estimate figure(PerformanceRule rule, CountedPerformance of) {
        if (rule.expected()) {
            ExpectedPerformance expected = of.expected();
            return switch (rule.metric()) {
                case ACCURACY -> expected.accuracy();
                case PRECISION -> expected.precision();
                case RECALL -> expected.recall();
                case F1 -> expected.f1();
                case AUC -> expected.auc();
            };
        }
        return switch (rule.metric()) {
            case ACCURACY -> of.accuracy();
            case PRECISION -> of.precision();
            case RECALL -> of.recall();
            case F1 -> of.f1();
            case AUC -> of.auc();
        };
    }

    private FigureLook judge(QualityRule rule, TimeWindow window, FrozenReference reference, Contributions counted) {
        long rows = counted.profile().rows();
        Estimate figure = switch (rule.check()) {
            case ROWS -> Estimate.exact((double) rows, rows, "rows");
            case AGE -> age(window, counted);
            case FLIPS -> ofEnough(rule, Proportions.of(counted.changed(), counted.flips(), level()));
            default -> ofEnough(rule, share(rule, reference, counted));
        };
        return look(rule, window, figure, rows, 0);
    }

    /** Of all rows a share is told of however few cases, for its interval says how much it is worth. */
    private Estimate ofEnough(QualityRule rule, Estimate share) {
        return rule.segment().isEmpty() ? share : few(share.n()).orElse(share);
    }

    /** Without a row, the newest one is at least as old as the window is long. */
    private static Estimate age(TimeWindow window, Contributions counted) {
        Instant newest = counted.newest().orElse(window.from());
        double seconds =
                (double) Math.max(0, Duration.between(newest, window.to()).toSeconds());
        return Estimate.exact(seconds, counted.profile().rows(), "seconds from the newest row to the window's end");
    }

    private Estimate share(QualityRule rule, FrozenReference reference, Contributions counted) {
        int at = reference.profile().schema().indexOf(rule.feature());
        Feature feature = reference.profile().schema().features().get(at);
        FeatureWindow window = counted.profile().features().get(at);
        long count = window.count();
        long outside = feature.type() == Feature.Type.NUMERIC
                ? window.below() + window.above()
                : window.bins().get(window.bins().size() - 1);
        return switch (rule.check()) {
            case OUTSIDE -> Proportions.of(outside, count, level());
            case INFINITE -> Proportions.of(window.infinite(), count + window.infinite(), level());
            case TYPE -> {
                long all = counted.profile().rows();
                yield Proportions.of(Math.min(window.unreadable(), all), all, level());
            }
            default -> Proportions.of(window.missing(), count + window.missing(), level());
        };
    }

    /** An interval whose better end is wrong with the chance of one rule. */
    private double level() {
        return 1 - 2 * Math.min(0.25, definition.levelOfRule());
    }

    private FigureLook look(FigureRule rule, TimeWindow window, Estimate figure, long cases, long labelled) {
        Levels levels = rule.levels();
        DriftVerdict state = before.ofFigure(rule);
        DriftVerdict verdict = figure.known()
                ? levels.of(levels.falling() ? figure.high() : figure.low(), figure.value(), state)
                : DriftVerdict.NOT_ENOUGH_DATA;
        return new FigureLook(
                rule.kind(),
                rule.name(),
                rule.feature(),
                window,
                figure,
                cases,
                labelled,
                verdict,
                figure.known() ? verdict : state,
                rule.segment());
    }
}
