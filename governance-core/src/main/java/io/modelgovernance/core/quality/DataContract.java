package io.modelgovernance.core.quality;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.profile.FeatureWindow;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Feature;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.QualityRule;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What was agreed about a window's data: how many rows, how fresh, and what of each feature. A share is broken only if its
 * exact interval lies above the limit, so that one missing value of three breaks nothing. Immutable and thread-safe.
 *
 * @param leastRows least number of rows, at least 0
 * @param mostRows greatest number of rows
 * @param oldest how old the newest row may be, above zero; as far in the future it may lie, for clocks differ
 * @param features what of each feature; features without a rule are not checked
 */
public record DataContract(long leastRows, long mostRows, Duration oldest, List<FeatureRule> features) {
    private static final double LEVEL = 0.95;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the rows are out of order or the age is not above zero
     */
    public DataContract {
        features = List.copyOf(features);
        if (leastRows < 0 || mostRows < leastRows) {
            throw InvalidInputException.of("rows", "are " + leastRows + " to " + mostRows, "at least 0 and in order");
        }
        if (oldest.isNegative() || oldest.isZero()) {
            throw InvalidInputException.of("age of the newest row", "is " + oldest, "above zero");
        }
    }

    /** What a check says. */
    public enum Verdict {
        /** Kept, or not shown to be broken. */
        KEPT,
        /** Broken. */
        BROKEN,
        /** Too little data to say. */
        NOT_ENOUGH_DATA
    }

    /**
     * One check.
     *
     * @param feature of which feature; empty for the window as a whole
     * @param rule what was checked: {@code rows}, {@code fresh}, {@code missing}, {@code outside}, {@code infinite}
     * @param figure what was seen; of {@code fresh} the age in seconds
     * @param verdict what it says
     * @param text the same for people
     */
    public record Check(String feature, String rule, Estimate figure, Verdict verdict, String text) {}

    /**
     * Suggests a contract from a reference: shares up to twice what the reference had and a hundredth more, no infinite
     * values. For a person to change.
     *
     * @param reference the reference
     * @param leastRows least number of rows of a window
     * @param mostRows greatest number of rows
     * @param oldest how old the newest row may be
     * @return a contract
     * @throws InvalidInputException as the constructor
     */
    public static DataContract suggest(Profile reference, long leastRows, long mostRows, Duration oldest) {
        List<FeatureRule> rules = new ArrayList<>();
        for (FeatureProfile one : reference.features()) {
            double all = Math.max(1, one.count() + one.missing());
            boolean category = one.feature().type() == Feature.Type.CATEGORICAL;
            double unknown = category && one.count() > 0
                    ? (double) one.binCounts().get(one.binCounts().size() - 1) / one.count()
                    : 0;
            rules.add(new FeatureRule(one.feature().name(), slack(one.missing() / all), slack(unknown), 0));
        }
        return new DataContract(leastRows, mostRows, oldest, rules);
    }

    /**
     * The same as rules of a monitor, which then watches every window and raises alerts.
     *
     * @return of rows and age, then three of each feature; whatever breaks the contract is an alarm
     */
    public QualityRule[] rules() {
        List<QualityRule> rules = new ArrayList<>();
        double least = (double) leastRows;
        double most = (double) mostRows;
        double age = (double) oldest.toSeconds();
        rules.add(QualityRule.of(QualityRule.Check.ROWS, Levels.below(least, least)));
        rules.add(QualityRule.of(QualityRule.Check.ROWS, Levels.above(most, most)));
        rules.add(QualityRule.of(QualityRule.Check.AGE, Levels.above(age, age)));
        for (FeatureRule one : features) {
            rules.add(share(QualityRule.Check.MISSING, one.feature(), one.mostMissing()));
            rules.add(share(QualityRule.Check.OUTSIDE, one.feature(), one.mostOutside()));
            rules.add(share(QualityRule.Check.INFINITE, one.feature(), one.mostInfinite()));
        }
        return rules.toArray(QualityRule[]::new);
    }

    private static QualityRule share(QualityRule.Check check, String feature, double most) {
        return QualityRule.of(check, feature, Levels.above(most, most));
    }

    private static double slack(double share) {
        return Math.min(1, 2 * share + 0.01);
    }

    /**
     * Checks a window.
     *
     * @param reference the reference whose bins it was counted in
     * @param window its counts
     * @param newest when its newest row was made
     * @param now the present
     * @return a check of rows and freshness, then three of each feature that has a rule, in the order of the rules
     * @throws InvalidInputException if the window is of another reference, or a rule of a feature that it does not have
     */
    public List<Check> check(FrozenReference reference, WindowProfile window, Instant newest, Instant now) {
        if (!window.reference().equals(reference.fingerprint())) {
            throw InvalidInputException.of("window", "is of another reference", "of " + reference.fingerprint());
        }
        List<Check> checks = new ArrayList<>();
        boolean enough = window.rows() >= leastRows && window.rows() <= mostRows;
        checks.add(new Check(
                "",
                "rows",
                Estimate.exact((double) window.rows(), window.rows(), "rows of the window"),
                enough ? Verdict.KEPT : Verdict.BROKEN,
                window.rows() + " rows; " + leastRows + " to " + mostRows + " were agreed"));
        Duration age = Duration.between(newest, now);
        checks.add(new Check(
                "",
                "fresh",
                Estimate.exact((double) age.toSeconds(), window.rows(), "age of the newest row in seconds"),
                age.abs().compareTo(oldest) <= 0 ? Verdict.KEPT : Verdict.BROKEN,
                "the newest row is " + age + " old; " + oldest + " were agreed"));
        for (FeatureRule rule : features) {
            int at = reference.profile().schema().indexOf(rule.feature());
            check(
                    rule,
                    reference.profile().schema().features().get(at),
                    window.features().get(at),
                    checks);
        }
        return checks;
    }

    private static void check(FeatureRule rule, Feature feature, FeatureWindow window, List<Check> checks) {
        long count = window.count();
        boolean numeric = feature.type() == Feature.Type.NUMERIC;
        long outside = numeric
                ? window.below() + window.above()
                : window.bins().get(window.bins().size() - 1);
        checks.add(share(rule.feature(), "missing", window.missing(), count + window.missing(), rule.mostMissing()));
        checks.add(share(rule.feature(), "outside", outside, count, rule.mostOutside()));
        checks.add(
                share(rule.feature(), "infinite", window.infinite(), count + window.infinite(), rule.mostInfinite()));
    }

    private static Check share(String feature, String rule, long hits, long all, double most) {
        Estimate share = Proportions.of(hits, all, LEVEL);
        Verdict verdict = !share.known() ? Verdict.NOT_ENOUGH_DATA : share.low() > most ? Verdict.BROKEN : Verdict.KEPT;
        return new Check(
                feature,
                rule,
                share,
                verdict,
                String.format(
                        Locale.ROOT,
                        "%s %s: %d of %d; at most %.2f%% were agreed",
                        feature,
                        rule,
                        hits,
                        all,
                        100 * most));
    }
}
