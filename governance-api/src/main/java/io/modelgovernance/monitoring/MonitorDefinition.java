package io.modelgovernance.monitoring;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Optional;

/**
 * How a version is watched. Each change is a new revision; what was judged names the one it was judged by.
 *
 * <p>The chance of a false alarm is one for all features, tests and windows of a year: a window spends its share of it,
 * and Holm's correction splits that over the tests; rules have an equal share each of one part of it. So whatever depends on whatever, a version that does not change raises
 * any alarm in a year with at most this chance.
 *
 * @param version the version that is watched; its reference must be frozen
 * @param windows how time is cut
 * @param span windows that are judged together, each time up to the newest: 1 to 100; above 1 the windows slide
 * @param segments parts that are watched by themselves beside the whole, at most 50, their names distinct
 * @param minimum least number of values of a feature, in a window and in the reference, for a verdict, at least 2; also of
 *     labels
 * @param chance greatest chance of any false alarm in a year, between 0 and 1
 * @param sizing from what size on a significant change is a warning or drift
 * @param rules what is watched beside drift; one of a segment is of one of those above
 * @param confirm windows one after the other in which something must be wrong before there is an alert, 1 to 100
 * @param revision number of the revision, 0 until it is on record
 */
public record MonitorDefinition(
        VersionId version,
        WindowPlan windows,
        int span,
        List<Segment> segments,
        int minimum,
        double chance,
        Sizing sizing,
        Rules rules,
        int confirm,
        int revision) {
    private static final int MINIMUM = 50;
    private static final double CHANCE = 0.05;
    private static final int MOST_CONFIRMING = 100;
    private static final int MOST_SEGMENTS = 50;

    /**
     * Checks.
     *
     * @throws InvalidInputException if a number is out of range
     */
    public MonitorDefinition {
        segments = List.copyOf(segments);
        if (span < 1 || span > MOST_CONFIRMING) {
            throw InvalidInputException.of("windows judged together", "are " + span, "1 to " + MOST_CONFIRMING);
        }
        if (segments.size() > MOST_SEGMENTS
                || segments.stream().map(Segment::name).distinct().count() != segments.size()) {
            throw InvalidInputException.of(
                    "segments",
                    "are " + segments.size() + " or repeat a name",
                    "at most " + MOST_SEGMENTS + ", distinct");
        }
        if (minimum < 2) {
            throw InvalidInputException.of("least number of values", "is " + minimum, "at least 2");
        }
        if (!(chance > 0 && chance < 1)) {
            throw InvalidInputException.of("chance of a false alarm", "is " + chance, "between 0 and 1");
        }
        for (FigureRule rule : rules.all()) {
            if (!rule.segment().isEmpty()
                    && segments.stream().noneMatch(part -> part.name().equals(rule.segment()))) {
                throw InvalidInputException.of(
                        "segment of the rule " + rule.title(), "is not watched", "one of the monitor's segments");
            }
        }
        if (windows.byRows() && rules.needTime()) {
            throw InvalidInputException.of("rules", "are of late labels, rows or age", "of windows by time");
        }
        if (confirm < 1 || confirm > MOST_CONFIRMING) {
            throw InvalidInputException.of("windows to confirm", "are " + confirm, "1 to " + MOST_CONFIRMING);
        }
    }

    /**
     * With 50 values at least, a chance of 5 % a year, standard sizes, no rules, an alert at the first window.
     *
     * @param version the version that is watched
     * @param windows how time or rows are cut
     * @return a definition
     */
    public static MonitorDefinition of(VersionId version, WindowPlan windows) {
        Rules none = new Rules(List.of(), List.of());
        return new MonitorDefinition(version, windows, 1, List.of(), MINIMUM, CHANCE, Sizing.standard(), none, 1, 0);
    }

    /**
     * Changes the budget.
     *
     * @param aYear greatest chance of any false alarm in a year, between 0 and 1
     * @return a copy
     */
    public MonitorDefinition chance(double aYear) {
        return new MonitorDefinition(
                version, windows, span, segments, minimum, aYear, sizing, rules, confirm, revision);
    }

    /**
     * Changes how many windows confirm an alert.
     *
     * @param inARow windows one after the other
     * @return a copy
     */
    public MonitorDefinition confirm(int inARow) {
        return new MonitorDefinition(
                version, windows, span, segments, minimum, chance, sizing, rules, inARow, revision);
    }

    /**
     * Changes how many values it takes.
     *
     * @param values least number of values
     * @return a copy
     */
    public MonitorDefinition minimum(int values) {
        return new MonitorDefinition(
                version, windows, span, segments, values, chance, sizing, rules, confirm, revision);
    }

    /**
     * Makes windows slide: each time the newest is judged together with those before it.
     *
     * @param together windows that are judged together, such as 7 for a week that is judged every day
     * @return a copy
     */
    public MonitorDefinition sliding(int together) {
        return new MonitorDefinition(
                version, windows, together, segments, minimum, chance, sizing, rules, confirm, revision);
    }

    /**
     * Watches parts by themselves beside the whole. The budget is that of all of them together. Rules of a part come after it.
     *
     * @param parts the parts
     * @return a copy
     * @throws InvalidInputException if a rule is of a part that is not among them
     */
    public MonitorDefinition segments(Segment... parts) {
        List<Segment> some = List.of(parts);
        return new MonitorDefinition(version, windows, span, some, minimum, chance, sizing, rules, confirm, revision);
    }

    /**
     * Changes what size of a change of values is a warning or drift, and when it is over.
     *
     * @param index population stability indices
     * @return a copy
     */
    public MonitorDefinition sizes(Levels index) {
        Sizing sizes = new Sizing(index, sizing.shares(), sizing.byChance());
        return new MonitorDefinition(
                version, windows, span, segments, minimum, chance, sizes, rules, confirm, revision);
    }

    /**
     * Changes what change of a share, missing or outside, is a warning or drift, and when it is over.
     *
     * @param changes changes of a share
     * @return a copy
     */
    public MonitorDefinition shares(Levels changes) {
        Sizing sizes = new Sizing(sizing.index(), changes, sizing.byChance());
        return new MonitorDefinition(
                version, windows, span, segments, minimum, chance, sizes, rules, confirm, revision);
    }

    /**
     * Lets windows drawn from the reference say what size is a warning or drift.
     *
     * @param levels shares of such windows, and draws
     * @return a copy
     */
    public MonitorDefinition sizesByChance(NullLevels levels) {
        Sizing sizes = new Sizing(sizing.index(), sizing.shares(), Optional.of(levels));
        return new MonitorDefinition(
                version, windows, span, segments, minimum, chance, sizes, rules, confirm, revision);
    }

    /**
     * Watches metrics of a model that says yes or no.
     *
     * @param metrics what is watched
     * @return a copy
     * @throws InvalidInputException if a metric is of a segment that is not watched
     */
    public MonitorDefinition performance(PerformanceRule... metrics) {
        return watching(rules.performance(List.of(metrics)));
    }

    /**
     * Watches metrics of a model that predicts numbers.
     *
     * @param metrics what is watched
     * @return a copy
     * @throws InvalidInputException if a metric is of a segment that is not watched
     */
    public MonitorDefinition regression(RegressionRule... metrics) {
        return watching(rules.regression(List.of(metrics)));
    }

    /**
     * Watches metrics of a model of several classes.
     *
     * @param names the classes, 2 to 100; what else is decided or happens is unknown
     * @param metrics what is watched
     * @return a copy
     * @throws InvalidInputException if there are too few or too many classes, or a metric is of one that is not watched
     */
    public MonitorDefinition classes(List<String> names, ClassRule... metrics) {
        return watching(rules.classes(names, List.of(metrics)));
    }

    /**
     * Watches data and decisions.
     *
     * @param asked what is asked of them
     * @return a copy
     * @throws InvalidInputException if something is asked of a segment that is not watched
     */
    public MonitorDefinition quality(QualityRule... asked) {
        return watching(rules.quality(List.of(asked)));
    }

    private MonitorDefinition watching(Rules all) {
        return new MonitorDefinition(version, windows, span, segments, minimum, chance, sizing, all, confirm, revision);
    }

    /**
     * The level of one part of one window.
     *
     * @return the level of the window, split over the whole, the segments, and all rules as one part if there are some
     */
    public double levelOfPart() {
        return level() / (1 + segments.size() + (rules.count() > 0 ? 1 : 0));
    }

    /**
     * The level of one rule in one window.
     *
     * @return the level of a part, split over the rules
     */
    public double levelOfRule() {
        return levelOfPart() / Math.max(1, rules.count());
    }

    /**
     * The level of one window.
     *
     * @return the chance, split over the windows of a year
     */
    public double level() {
        return chance / windows.aYear();
    }
}
