package io.modelgovernance.monitoring;

import io.modelgovernance.EarlierForm;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is watched of a version beside drift.
 *
 * @param performance metrics of a model that says yes or no
 * @param quality what is asked of the data and of the decisions on it
 * @param regression metrics of a model that predicts numbers
 * @param classification metrics of a model of several classes
 * @param classes those classes, 2 to 100 if there are metrics of them; whatever else is decided or happens is unknown
 */
public record Rules(
        List<PerformanceRule> performance,
        List<QualityRule> quality,
        List<RegressionRule> regression,
        List<ClassRule> classification,
        List<String> classes) {
    private static final int MOST = 1_000;
    private static final int MOST_CLASSES = 100;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there are more than 1,000 rules, two have the same title, or a rule is of a class that is
     *     not among the classes
     */
    public Rules {
        performance = List.copyOf(performance);
        quality = List.copyOf(quality);
        regression = List.copyOf(regression);
        classification = List.copyOf(classification);
        classes = List.copyOf(classes);
        List<FigureRule> all = all(performance, regression, classification, quality);
        if (all.size() > MOST || all.stream().map(FigureRule::title).distinct().count() != all.size()) {
            throw InvalidInputException.of(
                    "rules", "are " + all.size() + " or repeat a name", "at most " + MOST + ", distinct");
        }
        classes.forEach(one -> Names.requireLabel("class", one));
        int least = classification.isEmpty() ? 0 : 2;
        if (classes.size() < least
                || classes.size() > MOST_CLASSES
                || classes.stream().distinct().count() != classes.size()) {
            throw InvalidInputException.of(
                    "classes",
                    "are " + classes.size() + " or repeat a name",
                    least + " to " + MOST_CLASSES + ", distinct");
        }
        for (ClassRule rule : classification) {
            if (!rule.label().isEmpty() && !classes.contains(rule.label())) {
                throw InvalidInputException.of(
                        "class of the rule " + rule.title(), "is not among the classes", "one of " + classes);
            }
        }
    }

    /**
     * Without metrics of numbers and of several classes.
     *
     * @param performance metrics of a model that says yes or no
     * @param quality what is asked of the data and of the decisions on it
     */
    @EarlierForm
    public Rules(List<PerformanceRule> performance, List<QualityRule> quality) {
        this(performance, quality, List.of(), List.of(), List.of());
    }

    Rules performance(List<PerformanceRule> metrics) {
        return new Rules(metrics, quality, regression, classification, classes);
    }

    Rules quality(List<QualityRule> asked) {
        return new Rules(performance, asked, regression, classification, classes);
    }

    Rules regression(List<RegressionRule> metrics) {
        return new Rules(performance, quality, metrics, classification, classes);
    }

    Rules classes(List<String> names, List<ClassRule> metrics) {
        return new Rules(performance, quality, regression, metrics, names);
    }

    private static List<FigureRule> all(
            List<PerformanceRule> performance,
            List<RegressionRule> regression,
            List<ClassRule> classification,
            List<QualityRule> quality) {
        return Stream.<List<? extends FigureRule>>of(performance, regression, classification, quality)
                .<FigureRule>flatMap(List::stream)
                .toList();
    }

    /**
     * All of them.
     *
     * @return metrics of yes and no, of numbers, of classes, then of quality, each in the order of the definition
     */
    public List<FigureRule> all() {
        return all(performance, regression, classification, quality);
    }

    /**
     * The rule that a figure was judged by.
     *
     * @param figure a figure of a look
     * @return the rule, empty if it is none of these
     */
    public Optional<FigureRule> of(FigureLook figure) {
        return all().stream()
                .filter(rule -> rule.name().equals(figure.rule())
                        && rule.feature().equals(figure.feature())
                        && rule.segment().equals(figure.segment()))
                .findFirst();
    }

    /**
     * How many.
     *
     * @return at least 0
     */
    public int count() {
        return performance.size() + quality.size() + regression.size() + classification.size();
    }

    /**
     * Whether one of them has a meaning only for windows by time.
     *
     * @return true of late labels, rows and age
     */
    public boolean needTime() {
        return all().stream().anyMatch(rule -> rule.late() > 0)
                || quality.stream().anyMatch(QualityRule::needsTime);
    }
}
