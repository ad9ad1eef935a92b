package io.modelgovernance.core.surrogate;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.explain.Draws;
import io.modelgovernance.core.stats.Proportions;
import io.modelgovernance.explain.Anchor;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Finds the rule of fewest conditions that nearly settles one decision.
 *
 * <p>Anchors (Ribeiro, Singh and Guestrin 2018): conditions are quartiles of a number or equality of a category; neighbours
 * are background rows with the features of the rule drawn among the rows that meet each condition; the best rules of each
 * size are told apart by KL-LUCB (Kaufmann and Kalyanakrishnan 2013). The precision reported comes from fresh draws, so
 * that having searched does not flatter it. Immutable and thread-safe.
 */
public final class Anchors {
    private static final int BATCH = 100;
    private static final int FRESH = 2000;
    private static final int BEAM = 3;
    private static final int MOST_PULLS = 60;
    private static final double TOLERANCE = 0.1;
    private static final double ERROR = 0.05;

    private final double precision;
    private final int mostConditions;
    private final long seed;

    private Anchors(double precision, int mostConditions, long seed) {
        this.precision = precision;
        this.mostConditions = mostConditions;
        this.seed = seed;
    }

    /**
     * Precision 0.95 with at most 4 conditions, seed 1.
     *
     * @return the default settings
     */
    public static Anchors withDefaults() {
        return new Anchors(0.95, 4, 1);
    }

    /**
     * Asks for another precision.
     *
     * @param share least share of equal decisions, in (0.5, 1)
     * @return changed settings
     * @throws InvalidInputException if out of range
     */
    public Anchors withPrecision(double share) {
        if (!(share > 0.5 && share < 1)) {
            throw InvalidInputException.of("precision of anchor", "is " + share, "in (0.5, 1)");
        }
        return new Anchors(share, mostConditions, seed);
    }

    /**
     * Allows another number of conditions.
     *
     * @param most 1 to 10
     * @return changed settings
     * @throws InvalidInputException if out of range
     */
    public Anchors withMostConditions(int most) {
        if (most < 1 || most > 10) {
            throw InvalidInputException.of("most conditions of anchor", "are " + most, "1 to 10");
        }
        return new Anchors(precision, most, seed);
    }

    /**
     * Draws other neighbours.
     *
     * @param newSeed any number; the same seed gives the same bits on every platform
     * @return changed settings
     */
    public Anchors withSeed(long newSeed) {
        return new Anchors(precision, mostConditions, newSeed);
    }

    /**
     * The rule behind one decision.
     *
     * @param scorer the model; called with many rows at a time
     * @param background rows like those the model meets, at least 10
     * @param row the features in schema order, NaN where missing; not modified
     * @param side decisions are told apart by whether this goal is met
     * @return the shortest rule found; of several the one that covers most
     * @throws InvalidInputException if there are fewer than 10 rows or the row is not as wide as the schema
     */
    public Anchor find(Scorer scorer, Rows background, double[] row, ScoreGoal side) {
        if (background.count() < 10 || row.length != background.schema().size()) {
            throw InvalidInputException.of(
                    "background of anchor",
                    "has " + background.count() + " rows for a row of " + row.length + " values",
                    "of at least 10 rows as wide as the row");
        }
        return new Search(scorer, new RowRules(background, row), side).run();
    }

    private final class Search {
        private final Scorer scorer;
        private final RowRules rules;
        private final ScoreGoal side;
        private final boolean own;
        private final Draws draws = new Draws(seed);
        private long modelRows = 1;

        Search(Scorer scorer, RowRules rules, ScoreGoal side) {
            this.scorer = scorer;
            this.rules = rules;
            this.side = side;
            this.own = side.met(scorer.score(rules.row()));
        }

        Anchor run() {
            Arm nothing = pulled(new BitSet(), MOST_PULLS / 4);
            Arm best = nothing;
            List<Arm> beam = List.of(nothing);
            for (int size = 0; size <= mostConditions; size++) {
                List<Arm> sure = beam.stream().filter(this::settled).toList();
                if (!sure.isEmpty()) {
                    return report(sure.stream()
                            .max(Comparator.comparingInt(arm -> rules.covered(arm.rule)))
                            .orElse(best));
                }
                if (size < mostConditions) {
                    beam = extend(beam);
                }
                best = beam.isEmpty() ? best : beam.get(0);
            }
            return report(best);
        }

        /** Whether a rule is precise enough, after as many draws as it takes to know. */
        private boolean settled(Arm arm) {
            while (arm.pulls < MOST_PULLS
                    && arm.mean() >= precision
                    && arm.lower(StrictMath.log(1 / ERROR)) < precision - TOLERANCE / 10) {
                pull(arm);
            }
            return arm.mean() >= precision;
        }

        private List<Arm> extend(List<Arm> beam) {
            List<Arm> arms = new ArrayList<>();
            List<BitSet> seen = new ArrayList<>();
            for (Arm parent : beam) {
                for (int feature = 0; feature < rules.width(); feature++) {
                    BitSet rule = (BitSet) parent.rule.clone();
                    rule.set(feature);
                    if (!parent.rule.get(feature) && rules.useful(feature) && !seen.contains(rule)) {
                        seen.add(rule);
                        arms.add(pulled(rule, 1));
                    }
                }
            }
            return best(arms);
        }

        /** The best few of the arms, by pulling whichever two are still in doubt. */
        private List<Arm> best(List<Arm> arms) {
            Comparator<Arm> bestFirst = Comparator.comparingDouble(arm -> -arm.mean());
            for (int round = 1; arms.size() > BEAM && round < 20 * arms.size(); round++) {
                arms.sort(bestFirst);
                double doubt = StrictMath.log(405.5 * arms.size() * StrictMath.pow(round, 1.1) / ERROR);
                double beta = doubt + StrictMath.log(doubt);
                Arm weakest = arms.subList(0, BEAM).stream()
                        .min(Comparator.comparingDouble(arm -> arm.lower(beta)))
                        .orElseThrow();
                Arm rival = arms.subList(BEAM, arms.size()).stream()
                        .max(Comparator.comparingDouble(arm -> arm.upper(beta)))
                        .orElseThrow();
                boolean spent = weakest.pulls >= MOST_PULLS && rival.pulls >= MOST_PULLS;
                if (spent || rival.upper(beta) - weakest.lower(beta) < TOLERANCE) {
                    break;
                }
                pull(weakest);
                pull(rival);
            }
            arms.sort(bestFirst);
            return arms.subList(0, Math.min(BEAM, arms.size()));
        }

        private Anchor report(Arm arm) {
            Arm fresh = new Arm(arm.rule);
            sample(fresh, FRESH);
            Estimate found = Proportions.of(fresh.same, fresh.drawn, 0.95);
            int n = rules.count();
            return new Anchor(
                    "anchors, precision " + precision + ", at most " + mostConditions + " conditions, KL-LUCB",
                    rules.conditions(arm.rule),
                    found,
                    Proportions.of(rules.covered(arm.rule), n, 0.95),
                    found.low() >= precision,
                    modelRows,
                    seed,
                    rules.digest());
        }

        private Arm pulled(BitSet rule, int pulls) {
            Arm arm = new Arm(rule);
            for (int i = 0; i < pulls; i++) {
                pull(arm);
            }
            return arm;
        }

        private void pull(Arm arm) {
            arm.pulls++;
            sample(arm, BATCH);
        }

        private void sample(Arm arm, int n) {
            double[] data = new double[n * rules.width()];
            for (int i = 0; i < n; i++) {
                rules.draw(arm.rule, draws, data, i * rules.width());
            }
            double[] scores = new double[n];
            scorer.score(data, n, scores);
            modelRows += n;
            arm.drawn += n;
            for (double score : scores) {
                arm.same += side.met(score) == own ? 1 : 0;
            }
        }
    }

    /** A rule and what is known of its precision. */
    private static final class Arm {
        private final BitSet rule;
        private int pulls;
        private long drawn;
        private long same;

        Arm(BitSet rule) {
            this.rule = rule;
        }

        double mean() {
            return same / (double) drawn;
        }

        /** The least share not refuted at a level: where n times the divergence from the mean is beta. */
        double lower(double beta) {
            return bound(0, beta);
        }

        double upper(double beta) {
            return bound(1, beta);
        }

        private double bound(double end, double beta) {
            double inside = mean();
            double outside = end;
            for (int i = 0; i < 40; i++) {
                double middle = (inside + outside) / 2;
                if (drawn * divergence(mean(), middle) > beta) {
                    outside = middle;
                } else {
                    inside = middle;
                }
            }
            return inside;
        }

        private static double divergence(double p, double q) {
            return part(p, q) + part(1 - p, 1 - q);
        }

        private static double part(double p, double q) {
            return p == 0 ? 0 : q == 0 ? Double.POSITIVE_INFINITY : p * StrictMath.log(p / q);
        }
    }
}
