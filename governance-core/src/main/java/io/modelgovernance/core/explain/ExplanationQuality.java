package io.modelgovernance.core.explain;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.stats.Normal;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;
import java.util.Comparator;

/**
 * How far explanations can be trusted: whether they predict what the model does, hold still, and depend on the model.
 *
 * <p>Draws come from the seed given to each call; nothing is modified. Pure and thread-safe.
 */
public final class ExplanationQuality {
    private static final double LEVEL = 0.95;

    private ExplanationQuality() {}

    /**
     * How far the values are from telling what happens when features are taken away.
     *
     * <p>Infidelity (Yeh et al. 2019, equation 1) with random sets of features replaced by those of random background rows:
     * the mean squared difference between the sum of their values and the change of the score, as a share of the mean
     * squared change. 0 for an additive model explained exactly against a single background row.
     *
     * @param scorer the model
     * @param background rows that the features taken away come from, at least one
     * @param row the row explained; not modified
     * @param attribution its explanation
     * @param draws how many sets are tried, at least 30
     * @param seed seed that repeats it
     * @return the share with a 95 % interval by the delta method; unknown if the score never changes
     */
    public static Estimate infidelity(
            Scorer scorer, Rows background, double[] row, Attribution attribution, int draws, long seed) {
        requireDraws(draws);
        Background rows = Background.of(background);
        double[] at = rows.checked(row);
        Draws random = new Draws(seed);
        double[] off = new double[draws];
        double[] size = new double[draws];
        for (int i = 0; i < draws; i++) {
            double[] other = at.clone();
            int from = random.nextInt(rows.count());
            double told = 0;
            for (int f = 0; f < at.length; f++) {
                if (random.nextLong() < 0) {
                    other[f] = rows.get(from, f);
                    told += attribution.values().get(f);
                }
            }
            double change = attribution.prediction() - Background.score(scorer, other);
            off[i] = (told - change) * (told - change);
            size[i] = change * change;
        }
        return share(off, size, "infidelity, " + draws + " draws, seed " + seed);
    }

    /**
     * How much the explanation can change when the row hardly does.
     *
     * <p>Max-sensitivity (Yeh et al. 2019, equation 3): the greatest distance between the values of the row and of a
     * neighbour, as a share of the length of the row's own values. Each number moves evenly within a share of its range in
     * the background; categories and missing values stay.
     *
     * @param explainer the explainer
     * @param scorer the model
     * @param background rows that give the ranges, at least one
     * @param row the row explained; not modified
     * @param radius share of each range, greater than 0
     * @param draws neighbours tried, at least 30
     * @param seed seed that repeats it
     * @return the greatest share seen, at least 0; it can only grow with more draws
     * @throws InvalidInputException if the row has no contribution other than 0, or an argument is out of range
     */
    public static double sensitivity(
            Explainer explainer, Scorer scorer, Rows background, double[] row, double radius, int draws, long seed) {
        requireDraws(draws);
        if (!(radius > 0) || Double.isInfinite(radius)) {
            throw InvalidInputException.of("radius of sensitivity", "is " + radius, "finite, greater than 0");
        }
        Attribution own = explainer.explain(scorer, row);
        double length = length(own, null);
        if (length == 0) {
            throw InvalidInputException.of("explanation", "has no contribution", "with one that is not 0");
        }
        Draws random = new Draws(seed);
        double worst = 0;
        for (int i = 0; i < draws; i++) {
            double[] near = row.clone();
            for (int f = 0; f < near.length; f++) {
                boolean number =
                        background.schema().features().get(f).categories().isEmpty();
                double[] known = Arrays.stream(background.column(f))
                        .filter(Double::isFinite)
                        .toArray();
                double span = known.length == 0
                        ? 0
                        : Arrays.stream(known).max().orElse(0)
                                - Arrays.stream(known).min().orElse(0);
                double step = (2 * random.nextDouble() - 1) * radius * span;
                near[f] += number ? step : 0;
            }
            worst = Math.max(worst, length(explainer.explain(scorer, near), own) / length);
        }
        return worst;
    }

    /**
     * How soon the score falls to the average when features are taken away in the order of the explanation.
     *
     * <p>Deletion (Samek et al. 2017; Petsiuk, Das and Saenko 2018): features are replaced by the background's, the one that
     * raised the score most first, and the mean score is averaged over the steps. Less is better; an order picked by chance
     * is the bar, so it is given too.
     *
     * @param scorer the model
     * @param background rows that the features taken away come from, at least one
     * @param row the row explained; not modified
     * @param attribution its explanation
     * @return mean score over the steps from the whole row to none of it, in units of the score
     */
    public static double deletion(Scorer scorer, Rows background, double[] row, Attribution attribution) {
        return along(scorer, background, row, attribution, true);
    }

    /**
     * How soon the score rises when features are put in, the one that raised the score most first.
     *
     * <p>Insertion (Petsiuk, Das and Saenko 2018); more is better.
     *
     * @param scorer the model
     * @param background rows that the other features come from, at least one
     * @param row the row explained; not modified
     * @param attribution its explanation
     * @return mean score over the steps from none of the row to the whole, in units of the score
     */
    public static double insertion(Scorer scorer, Rows background, double[] row, Attribution attribution) {
        return along(scorer, background, row, attribution, false);
    }

    /**
     * Whether two explanations put the features in the same order of weight: Spearman's correlation of the absolute
     * values, ties by mean rank.
     *
     * <p>As a randomisation check (Adebayo et al. 2018), between the model and one with its weights shuffled: an explainer
     * that still agrees does not look at the model.
     *
     * @param one an explanation
     * @param other another of the same features
     * @return in [-1, 1]; 1 if both have all features equal, 0 if only one has
     * @throws InvalidInputException if the features differ
     */
    public static double rankAgreement(Attribution one, Attribution other) {
        if (!one.features().equals(other.features())) {
            throw InvalidInputException.of("features of explanations", "differ", "the same in the same order");
        }
        return AbsoluteRanks.correlation(absolute(one), absolute(other));
    }

    private static double[] absolute(Attribution attribution) {
        return attribution.values().stream().mapToDouble(Math::abs).toArray();
    }

    private static double along(Scorer scorer, Rows background, double[] row, Attribution attribution, boolean taking) {
        Background rows = Background.of(background);
        Integer[] order = new Integer[row.length];
        Arrays.setAll(order, f -> f);
        Arrays.sort(order, Comparator.comparingDouble(f -> -attribution.values().get(f)));
        int[] place = new int[row.length];
        for (int k = 0; k < order.length; k++) {
            place[order[k]] = k;
        }
        double[] worth =
                new CoalitionGame(rows, scorer, rows.checked(row)).worth(new Steps(place, row.length + 1, taking));
        return Arrays.stream(worth).sum() / worth.length;
    }

    /** Step k has the first k features of an order, or all but those. */
    private record Steps(int[] place, int size, boolean taking) implements Coalitions {
        @Override
        public boolean contains(int step, int feature) {
            return place[feature] < step != taking;
        }
    }

    private static double length(Attribution attribution, @org.jspecify.annotations.Nullable Attribution from) {
        double sum = 0;
        for (int f = 0; f < attribution.values().size(); f++) {
            double off = attribution.values().get(f)
                    - (from == null ? 0 : from.values().get(f));
            sum += off * off;
        }
        return Math.sqrt(sum);
    }

    private static Estimate share(double[] off, double[] size, String method) {
        int n = off.length;
        double meanOff = Arrays.stream(off).sum() / n;
        double meanSize = Arrays.stream(size).sum() / n;
        if (meanSize == 0) {
            return Estimate.notEnoughData(n, "the score never changed");
        }
        double ratio = meanOff / meanSize;
        double squares = 0;
        for (int i = 0; i < n; i++) {
            double influence = (off[i] - ratio * size[i]) / meanSize;
            squares += influence * influence;
        }
        double half = Normal.upperQuantile((1 - LEVEL) / 2) * Math.sqrt(squares / (n - 1.0) / n);
        return Estimate.of(ratio, Math.max(0, ratio - half), ratio + half, LEVEL, n, method);
    }

    private static void requireDraws(int draws) {
        if (draws < 30) {
            throw InvalidInputException.of("draws", "are " + draws, "at least 30");
        }
    }
}
