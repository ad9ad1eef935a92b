package io.modelgovernance.monitoring;

import io.modelgovernance.EarlierForm;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.Locale;

/**
 * What is asked of a window's data, and of the decisions on it. A share begins a warning or alarm when its whole interval lies beyond the level, so that
 * one missing value of three does not; numbers of rows and ages are exact. Of a segment, a share takes as many cases as the
 * monitor's minimum says.
 *
 * @param check what is looked at
 * @param feature of which feature; empty for the window as a whole
 * @param levels from where on it is a warning and an alarm; falling for {@link Check#ROWS} of which there are to be enough
 * @param segment the part of the rows, by its name in the monitor; empty for all of them
 */
public record QualityRule(Check check, String feature, Levels levels, String segment) implements FigureRule {
    /** What can be looked at. */
    public enum Check {
        /** Number of rows of the window, which may be too small or too great. */
        ROWS(false),
        /** Seconds from the newest row to the end of the window. */
        AGE(false),
        /** Share of the decisions asked of again that would have been another for another group. */
        FLIPS(false),
        /** Share of values missing. */
        MISSING(true),
        /** Share of values outside the reference's range, or of categories that the schema does not know. */
        OUTSIDE(true),
        /** Share of infinite values. */
        INFINITE(true),
        /** Share of values that were of another type than the schema says. */
        TYPE(true);

        private final boolean ofFeature;

        Check(boolean ofFeature) {
            this.ofFeature = ofFeature;
        }
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if the feature is missing or too much, or the levels lie the wrong way
     */
    public QualityRule {
        if (check.ofFeature) {
            Names.requireLabel("feature of the rule " + check, feature);
        } else if (!feature.isEmpty()) {
            throw InvalidInputException.of(
                    "feature of the rule " + check, "is " + feature, "none: it is of the window");
        }
        if (levels.falling() && check != Check.ROWS) {
            throw InvalidInputException.of("levels of " + check, "fall", "rising: more of it is worse");
        }
    }

    /**
     * Of all rows.
     *
     * @param check what is looked at
     * @param feature of which feature
     * @param levels from where on it is a warning and an alarm
     */
    @EarlierForm
    public QualityRule(Check check, String feature, Levels levels) {
        this(check, feature, levels, "");
    }

    /**
     * Whether it has a meaning only for windows by time.
     *
     * @return true of rows and age
     */
    public boolean needsTime() {
        return check == Check.ROWS || check == Check.AGE;
    }

    /**
     * Of the window as a whole.
     *
     * @param check {@link Check#ROWS}, {@link Check#AGE} or {@link Check#FLIPS}
     * @param levels from where on it is a warning and an alarm
     * @return the rule
     */
    public static QualityRule of(Check check, Levels levels) {
        return new QualityRule(check, "", levels);
    }

    /**
     * Of a feature.
     *
     * @param check one of the shares
     * @param feature the feature
     * @param levels from where on it is a warning and an alarm
     * @return the rule
     */
    public static QualityRule of(Check check, String feature, Levels levels) {
        return new QualityRule(check, feature, levels);
    }

    /**
     * The same of a part of the rows.
     *
     * @param part name of a segment of the monitor
     * @return a copy
     */
    public QualityRule in(String part) {
        return new QualityRule(check, feature, levels, part);
    }

    @Override
    public int late() {
        return 0;
    }

    /**
     * What an alert of it is about.
     *
     * @return fairness if it is of flips, else quality
     */
    @Override
    public Alert.Kind kind() {
        return check == Check.FLIPS ? Alert.Kind.FAIRNESS : Alert.Kind.QUALITY;
    }

    /**
     * What it is called in looks and alerts.
     *
     * @return such as {@code missing}, {@code few-rows} or {@code many-rows}
     */
    @Override
    public String name() {
        return check == Check.ROWS
                ? levels.falling() ? "few-rows" : "many-rows"
                : check.name().toLowerCase(Locale.ROOT);
    }
}
