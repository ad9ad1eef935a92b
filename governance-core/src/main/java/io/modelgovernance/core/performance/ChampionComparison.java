package io.modelgovernance.core.performance;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.McNemar;
import io.modelgovernance.core.stats.PairedAuc;
import io.modelgovernance.core.stats.Resampling;

/**
 * A challenger against the champion on the same cases. What both get right or wrong together cancels, so the interval of
 * the difference is narrower than two intervals side by side say. Immutable and thread-safe.
 */
public final class ChampionComparison {
    private final boolean[] positive;
    private final double[] champion;
    private final double[] challenger;
    private final LabelledScores ofChampion;
    private final LabelledScores ofChallenger;

    private ChampionComparison(boolean[] positive, double[] champion, double[] challenger) {
        this.positive = positive;
        this.champion = champion;
        this.challenger = challenger;
        this.ofChampion = LabelledScores.of(positive, champion);
        this.ofChallenger = LabelledScores.of(positive, challenger);
    }

    /**
     * Takes the cases.
     *
     * @param positive whether each case is positive; copied
     * @param champion the champion's scores, finite, greater for the positive; copied
     * @param challenger the challenger's scores of the same cases, finite; copied
     * @return the comparison
     * @throws InvalidInputException if the lengths differ or a score is not finite
     */
    public static ChampionComparison of(boolean[] positive, double[] champion, double[] challenger) {
        return new ChampionComparison(positive.clone(), champion.clone(), challenger.clone());
    }

    /**
     * How much more of a metric the challenger has, by the paired bootstrap.
     *
     * @param metric the metric
     * @param resampling how to resample the cases, in the order that they were given in
     * @return challenger less champion with its percentile interval; unknown where the metric is not defined
     * @throws InvalidInputException if the resampling is for another number of cases
     */
    public Estimate gain(BinaryMetric metric, Resampling resampling) {
        if (resampling.cases() != positive.length) {
            throw InvalidInputException.of(
                    "resampling",
                    "is for " + resampling.cases() + " cases",
                    "for as many as are here: " + positive.length);
        }
        return resampling.percentile(times -> metric.of(ofChallenger, times) - metric.of(ofChampion, times));
    }

    /**
     * The areas under the ROC curve, tested as DeLong and others do.
     *
     * @return the challenger first, the champion second
     */
    public PairedAuc.Result auc() {
        return PairedAuc.test(positive, challenger, champion);
    }

    /**
     * McNemar's test of decisions.
     *
     * @param ofChampions the champion selects cases of at least this score
     * @param ofChallengers the challenger selects cases of at least this score
     * @return the challenger first, the champion second
     * @throws InvalidInputException if a threshold is NaN
     */
    public McNemar.Result decisions(double ofChampions, double ofChallengers) {
        if (Double.isNaN(ofChampions) || Double.isNaN(ofChallengers)) {
            throw InvalidInputException.of("threshold", "is NaN", "a number");
        }
        long[] counts = new long[2];
        for (int i = 0; i < positive.length; i++) {
            boolean one = (challenger[i] >= ofChallengers) == positive[i];
            boolean other = (champion[i] >= ofChampions) == positive[i];
            if (one != other) {
                counts[one ? 0 : 1]++;
            }
        }
        return McNemar.test(counts[0], counts[1]);
    }
}
