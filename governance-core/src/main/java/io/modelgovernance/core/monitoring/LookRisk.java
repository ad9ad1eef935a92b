package io.modelgovernance.core.monitoring;

import io.modelgovernance.Estimate;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a window means for a version's risk, as measures of the scheme: {@code psi}, the worst index; {@code
 * performance-shortfall}, how far a watched metric lies below its warning; {@code quality-excess}, how far a watched share
 * lies above its warning, or rows and age beyond theirs in shares of it.
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
        List<FigureLook> figures = look.figures();
        int performance = definition.rules().performance().size();
        for (int i = 0; i < figures.size(); i++) {
            boolean metric = i < performance;
            Levels levels = metric
                    ? definition.rules().performance().get(i).levels()
                    : definition.rules().quality().get(i - performance).levels();
            excess(figures.get(i), levels)
                    .ifPresent(one -> measures.merge(metric ? SHORTFALL : EXCESS, one, LookRisk::worse));
        }
        return measures;
    }

    private static Estimate worse(Estimate one, Estimate other) {
        return other.value() > one.value() ? other : one;
    }

    private static Optional<Estimate> excess(FigureLook look, Levels levels) {
        Estimate figure = look.figure();
        if (!figure.known()) {
            return Optional.empty();
        }
        boolean count = look.rule().endsWith("-rows") || look.rule().equals("age");
        double unit = count ? Math.max(1, Math.abs(levels.warning())) : 1;
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
}
