package io.modelgovernance.core.uncertainty;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.risk.RiskAnswers;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What was measured of a model's uncertainty, under the names that the scheme {@code mrm-default/1} rates it by. What is
 * not put in counts as the worst. Immutable; the {@code with} methods return changed copies.
 *
 * @param byName the measures, as {@link RiskAnswers#measured} and a re-rating take them
 */
public record UncertaintyMeasures(Map<String, Estimate> byName) {
    /** Copies. */
    public UncertaintyMeasures {
        byName = Collections.unmodifiableMap(new TreeMap<>(byName));
    }

    /**
     * Nothing measured.
     *
     * @return no measures
     */
    public static UncertaintyMeasures none() {
        return new UncertaintyMeasures(Map.of());
    }

    private UncertaintyMeasures with(String name, Estimate measured) {
        Map<String, Estimate> more = new TreeMap<>(byName);
        more.put(name, measured);
        return new UncertaintyMeasures(more);
    }

    /**
     * With the coverage of conformal intervals or sets, as {@code coverage-shortfall}: what was promised less what was
     * kept.
     *
     * @param coverage share of later cases inside
     * @param promised what was promised, between 0 and 1
     * @return a copy
     * @throws InvalidInputException if the promise is out of range
     */
    public UncertaintyMeasures withCoverage(Estimate coverage, double promised) {
        if (!(promised > 0 && promised < 1)) {
            throw InvalidInputException.of("promised coverage", "is " + promised, "between 0 and 1");
        }
        return with(
                "coverage-shortfall",
                !coverage.known()
                        ? coverage
                        : Estimate.of(
                                promised - coverage.value(),
                                promised - coverage.high(),
                                promised - coverage.low(),
                                coverage.level(),
                                coverage.n(),
                                promised + " less coverage: " + coverage.method()));
    }

    /**
     * With how little intervals or sets say, as {@code interval-width}.
     *
     * @param width mean width of intervals in standard deviations of the outcome, or mean size of sets less one
     * @return a copy
     */
    public UncertaintyMeasures withWidth(Estimate width) {
        return with("interval-width", width);
    }

    /**
     * With the calibration, as {@code calibration-error}.
     *
     * @param error expected calibration error, 0 to 1
     * @return a copy
     */
    public UncertaintyMeasures withCalibration(Estimate error) {
        return with("calibration-error", error);
    }

    /**
     * With the sampling error of the main metric, as {@code metric-half-width}: half of its interval, relative to it.
     *
     * @param metric the metric with its interval
     * @return a copy; unknown if the metric is unknown or 0
     */
    public UncertaintyMeasures withMetric(Estimate metric) {
        if (!metric.known() || metric.value() == 0) {
            return with("metric-half-width", Estimate.notEnoughData(metric.n(), "the metric is unknown or 0"));
        }
        double half = (metric.high() - metric.low()) / 2 / Math.abs(metric.value());
        return with(
                "metric-half-width",
                Double.isFinite(half)
                        ? Estimate.exact(half, metric.n(), "relative half width: " + metric.method())
                        : Estimate.notEnoughData(metric.n(), "the interval has no end"));
    }

    /**
     * With the sensitivity, as {@code decision-flips}.
     *
     * @param flips share of decisions that a small change of the input turns over, see {@link DecisionFlips}
     * @return a copy
     */
    public UncertaintyMeasures withFlips(Estimate flips) {
        return with("decision-flips", flips);
    }

    /**
     * With the representativeness, as {@code outside-boundaries}.
     *
     * @param outside share of cases outside the range of the training data, see {@link ValidityRange#outside}
     * @return a copy
     */
    public UncertaintyMeasures withOutside(Estimate outside) {
        return with("outside-boundaries", outside);
    }

    /**
     * Answers with these measures.
     *
     * @param answers other answers
     * @return a copy of the answers
     */
    public RiskAnswers in(RiskAnswers answers) {
        RiskAnswers all = answers;
        for (Map.Entry<String, Estimate> measure : byName.entrySet()) {
            all = all.measured(measure.getKey(), measure.getValue());
        }
        return all;
    }
}
