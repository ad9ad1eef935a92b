package io.modelgovernance.core.risk;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskScorer;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.ScoreRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Rates by a scheme that is data: weighted sums in whole numbers, bands, a table, floors. Where an input is a range or
 * an estimate, so are the sums and bands; the worse end gives the tier.
 *
 * <p>A measured figure counts by the worse end of its interval, and the worst figure of all. What is missing counts as
 * the worst, each kind of evidence by itself. Immutable and thread-safe.
 */
public final class Scorecard implements RiskScorer {
    /** Flag of a decision with legal or similarly significant effect on a person. */
    public static final String CONSEQUENTIAL = "consequential-decision";
    /** Flag of a model that adapts itself without review. */
    public static final String SELF_ADAPTING = "self-adapting-unreviewed";
    /** Flag of a version with an open critical finding; the register sets it. */
    public static final String CRITICAL_FINDING = "open-critical-finding";

    private final RiskScheme scheme;
    private final Optional<Digest> digest;
    private final Set<String> answered = new TreeSet<>();
    private final Set<String> measured = new TreeSet<>();
    private final Set<String> flags = new TreeSet<>();

    /** Creates the default scorecard, {@code mrm-default/1}. */
    public Scorecard() {
        this(RiskSchemes.mrmDefault());
    }

    private Scorecard(RiskScheme scheme) {
        this.scheme = scheme;
        this.digest = Optional.of(digest(scheme));
        for (RiskScheme.Axis axis : scheme.axes()) {
            axis.factors().forEach(this::note);
            axis.discount().ifPresent(discount -> discount.mitigations().forEach(this::note));
        }
        scheme.floors().forEach(floor -> flags.add(floor.flag()));
    }

    private void note(RiskScheme.Factor factor) {
        if (factor.evidence().isEmpty()) {
            answered.add(factor.id());
        }
        factor.evidence().forEach(kind -> kind.scales().forEach(scale -> measured.add(scale.measure())));
    }

    /**
     * The scorecard of a scheme.
     *
     * @param scheme the scheme
     * @return its scorecard
     */
    public static Scorecard of(RiskScheme scheme) {
        return new Scorecard(scheme);
    }

    /**
     * The digest by which a rating names its scheme.
     *
     * @param scheme the scheme
     * @return digest of its canonical bytes
     */
    public static Digest digest(RiskScheme scheme) {
        return Digest.of(RecordCodec.write(scheme));
    }

    @Override
    public String scheme() {
        return scheme.id();
    }

    @Override
    public Optional<RiskScheme> data() {
        return Optional.of(scheme);
    }

    @Override
    public boolean reads(String flag) {
        return flags.contains(flag);
    }

    @Override
    public boolean measures(String measure) {
        return measured.contains(measure);
    }

    /**
     * The factors that people answer.
     *
     * @return their ids, sorted
     */
    public List<String> factors() {
        return List.copyOf(answered);
    }

    /**
     * The figures that are measured.
     *
     * @return their ids, sorted
     */
    public List<String> measures() {
        return List.copyOf(measured);
    }

    @Override
    public RiskRating rate(RiskAnswers answers) {
        requireKnown(answers);
        List<RiskRating.Axis> axes = new ArrayList<>(scheme.axes().size());
        boolean provisional = false;
        for (RiskScheme.Axis axis : scheme.axes()) {
            RiskRating.Axis rated = AxisScore.of(axis, answers);
            axes.add(rated);
            provisional |= !rated.factors().stream().allMatch(RiskRating.Factor::known);
            provisional |= !rated.mitigations().stream().allMatch(RiskRating.Factor::known);
        }
        ScoreRange one = axes.get(0).band();
        ScoreRange two = axes.size() == 1 ? ScoreRange.of(1) : axes.get(1).band();
        int worst = tier(one.high(), two.high());
        int best = tier(one.low(), two.low());
        List<String> floors = new ArrayList<>();
        for (RiskScheme.Floor floor : scheme.floors()) {
            if (answers.flags().contains(floor.flag())) {
                if (worst > floor.tier()) {
                    floors.add(floor.flag() + " makes it tier " + floor.tier() + " instead of " + worst);
                }
                worst = Math.min(worst, floor.tier());
                best = Math.min(best, floor.tier());
            }
        }
        return new RiskRating(scheme.id(), digest, axes, floors, RiskTier.of(worst), RiskTier.of(best), provisional);
    }

    private int tier(int row, int column) {
        return scheme.tiers().get(row - 1).get(column - 1);
    }

    private void requireKnown(RiskAnswers answers) {
        require("factor", answers.factors().keySet(), answered);
        require("measure", answers.uncertainty().keySet(), measured);
        require("flag", answers.flags(), flags);
    }

    private void require(String what, Set<String> given, Set<String> known) {
        for (String one : given) {
            if (!known.contains(one)) {
                throw InvalidInputException.of(what + " " + one, "is not in " + scheme.id(), "one of " + known);
            }
        }
    }
}
