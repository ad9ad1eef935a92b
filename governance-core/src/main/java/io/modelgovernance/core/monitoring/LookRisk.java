package io.modelgovernance.core.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.FigureRule;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.QualityRule;
import io.modelgovernance.monitoring.RegressionRule;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a window means for a version's risk, as measures of the scheme: {@code psi}, the worst index; {@code
 * performance-shortfall}, how far a watched metric lies below its warning, or an error above it in shares of it; {@code
 * quality-excess}, how far a watched share lies above its warning, or rows and age beyond theirs in shares of it.
 */
final class LookRisk {
    static final String SHORTFALL = "performance-shortfall";
    static final String EXCESS = "quality-excess";

    private LookRisk() {}

    static Map<String, Estimate> of(Look look, MonitorDefinition definition) {
        Map<String, Estimate> measures = new LinkedHashMap<>();
        look.features().stream()
                .map(FeatureLook::stability)
                .filter(Estimate::known)
                .max(Comparator.comparingDouble(Estimate::high))
                .ifPresent(psi -> measures.put("psi", psi));
        for (FigureLook figure : look.figures()) {
            String measure = figure.kind() == Alert.Kind.PERFORMANCE ? SHORTFALL : EXCESS;
            definition
                    .rules()
                    .of(figure)
                    .flatMap(rule -> excess(figure, rule))
                    .ifPresent(one -> measures.merge(measure, one, LookRisk::worse));
        }
        return measures;
    }

    private static Estimate worse(Estimate one, Estimate other) {
        return other.value() > one.value() ? other : one;
    }

    private static Optional<Estimate> excess(FigureLook look, FigureRule rule) {
        Estimate figure = look.figure();
        if (!figure.known()) {
            return Optional.empty();
        }
        Levels levels = rule.levels();
        double unit = unit(rule);
        double low = levels.excess(levels.falling() ? figure.high() : figure.low()) / unit;
        double high = levels.excess(levels.falling() ? figure.low() : figure.high()) / unit;
        return Optional.of(Estimate.of(
                levels.excess(figure.value()) / unit,
                low,
                high,
                figure.level(),
                figure.n(),
                look.name() + " beyond " + levels.warning()));
    }

    /** What an excess is measured in: shares and metrics of 0 to 1 as they are, all else in shares of the warning. */
    private static double unit(FigureRule rule) {
        double warning = Math.abs(rule.levels().warning());
        if (rule instanceof RegressionRule) {
            return warning;
        }
        return rule instanceof QualityRule && ((QualityRule) rule).needsTime() ? Math.max(1, warning) : 1;
    }
}
