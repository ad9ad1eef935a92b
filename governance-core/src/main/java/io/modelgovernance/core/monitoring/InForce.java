package io.modelgovernance.core.monitoring;

import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.FigureRule;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.WindowTest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was in force after the window before. Immutable and thread-safe. */
final class InForce {
    /** Nothing. */
    static final InForce NOTHING = new InForce(Map.of());

    private final Map<List<String>, DriftVerdict> states;

    private InForce(Map<List<String>, DriftVerdict> states) {
        this.states = states;
    }

    static InForce after(Optional<Look> look) {
        if (look.isEmpty()) {
            return NOTHING;
        }
        Map<List<String>, DriftVerdict> states = new HashMap<>();
        for (FeatureLook feature : look.get().features()) {
            for (WindowTest test : feature.tests()) {
                states.put(List.of(feature.segment(), feature.feature(), test.method()), test.state());
            }
        }
        for (FigureLook figure : look.get().figures()) {
            states.put(of(figure.rule(), figure.feature(), figure.segment()), figure.state());
        }
        return new InForce(states);
    }

    DriftVerdict ofTest(String segment, String feature, String method) {
        return states.getOrDefault(List.of(segment, feature, method), DriftVerdict.STABLE);
    }

    DriftVerdict ofFigure(FigureRule rule) {
        return states.getOrDefault(of(rule.name(), rule.feature(), rule.segment()), DriftVerdict.STABLE);
    }

    /** Longer than that of a test, so that it is none. */
    private static List<String> of(String rule, String feature, String segment) {
        return List.of("figure", rule, feature, segment);
    }
}
