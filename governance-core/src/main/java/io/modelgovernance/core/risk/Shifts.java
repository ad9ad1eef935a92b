package io.modelgovernance.core.risk;

import io.modelgovernance.Estimate;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScorer;
import io.modelgovernance.risk.RiskShift;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.ScoreRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Which input moved a rating: each that differs is moved alone, and all but it. Pure. */
public final class Shifts {
    private final RiskScorer scorerBefore;
    private final RiskScorer scorerAfter;
    private final RiskAnswers before;
    private final RiskAnswers after;
    private final List<RiskShift.Move> moves = new ArrayList<>();

    private Shifts(RiskScorer scorerBefore, RiskAnswers before, RiskScorer scorerAfter, RiskAnswers after) {
        this.scorerBefore = scorerBefore;
        this.scorerAfter = scorerAfter;
        this.before = before;
        this.after = after;
    }

    /**
     * Compares two ratings.
     *
     * @param scorerBefore the scheme before
     * @param before the answers before
     * @param scorerAfter the scheme after; it must know the factors, measures and flags of both answers
     * @param after the answers after
     * @return what moved
     * @throws io.modelgovernance.InvalidInputException if a scheme does not know an input
     */
    public static RiskShift between(
            RiskScorer scorerBefore, RiskAnswers before, RiskScorer scorerAfter, RiskAnswers after) {
        return new Shifts(scorerBefore, before, scorerAfter, after).compare();
    }

    private RiskShift compare() {
        RiskRating first = scorerBefore.rate(before);
        RiskRating last = scorerAfter.rate(after);
        for (String factor : union(before.factors().keySet(), after.factors().keySet())) {
            move(
                    "factor " + factor,
                    before.factors().get(factor),
                    after.factors().get(factor),
                    (RiskAnswers base, @Nullable ScoreRange score) -> score == null
                            ? base.without(factor)
                            : base.between(factor, score.low(), score.high(), "replayed"));
        }
        for (String measure :
                union(before.uncertainty().keySet(), after.uncertainty().keySet())) {
            move(
                    "measure " + measure,
                    before.uncertainty().get(measure),
                    after.uncertainty().get(measure),
                    (RiskAnswers base, @Nullable Estimate value) -> measured(base, measure, value));
        }
        for (String flag : union(before.flags(), after.flags())) {
            move(
                    "flag " + flag,
                    before.flags().contains(flag) ? "set" : null,
                    after.flags().contains(flag) ? "set" : null,
                    (RiskAnswers base, @Nullable String set) ->
                            set == null ? base.unflagged(flag) : base.flagged(flag));
        }
        if (!first.scheme().equals(last.scheme()) || !first.schemeDigest().equals(last.schemeDigest())) {
            RiskTier alone = scorerAfter.rate(before).tier();
            RiskTier allBut = scorerBefore.rate(after).tier();
            moves.add(new RiskShift.Move("scheme", first.scheme(), last.scheme(), alone, allBut));
        }
        return new RiskShift(first, last, moves);
    }

    private <T> void move(
            String input, @Nullable T old, @Nullable T now, BiFunction<RiskAnswers, @Nullable T, RiskAnswers> set) {
        if (!Objects.equals(old, now)) {
            RiskTier alone = scorerBefore.rate(set.apply(before, now)).tier();
            RiskTier allBut = scorerAfter.rate(set.apply(after, old)).tier();
            moves.add(new RiskShift.Move(input, words(old), words(now), alone, allBut));
        }
    }

    private static String words(@Nullable Object value) {
        return value == null ? "none" : value.toString();
    }

    private static RiskAnswers measured(RiskAnswers base, String measure, @Nullable Estimate value) {
        Map<String, Estimate> measures = new TreeMap<>(base.uncertainty());
        if (value == null) {
            measures.remove(measure);
        } else {
            measures.put(measure, value);
        }
        return new RiskAnswers(base.factors(), measures, base.flags(), base.rationale());
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        Set<String> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
