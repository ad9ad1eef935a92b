package io.modelgovernance.core.review;

import io.modelgovernance.Digest;
import io.modelgovernance.review.ReviewCase.Source;
import io.modelgovernance.review.ReviewPlan;
import io.modelgovernance.review.ReviewRule;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.serving.DecisionRecord.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Which decisions come to people: by the plan alone, the same on every process and at any time. */
final class Draw {
    private static final double PLACES = 0x1p53;

    /**
     * Why a decision is looked at.
     *
     * @param source the kind of reason
     * @param why the reason
     */
    record Drawn(Source source, String why) {}

    private Draw() {}

    /** Refused calls are no decisions; only rules bring them. A version without a tier counts as one of the strictest. */
    static Optional<Drawn> of(ReviewPlan plan, Optional<RiskTier> tier, List<ReviewRule> rules, DecisionRecord record) {
        if (record.kind() == Kind.REFERRED) {
            return Optional.of(new Drawn(Source.REFERRED, ""));
        }
        for (ReviewRule rule : rules) {
            if (rule.applies().test(record)) {
                return Optional.of(new Drawn(Source.RULE, rule.name()));
            }
        }
        double rate = plan.rates().getOrDefault(tier.orElse(RiskTier.TIER_1).name(), 0.0);
        double place = place(plan.seed(), "drawn", record.id());
        return record.kind() != Kind.REFUSED && place < rate
                ? Optional.of(new Drawn(Source.SAMPLED, place + " below " + rate))
                : Optional.empty();
    }

    static int reviewers(ReviewPlan plan, DecisionRecord record) {
        return place(plan.seed(), "twice", record.id()) < plan.twice() ? 2 : 1;
    }

    /** The first 53 bits of a SHA-256 as a fraction: at least 0, below 1. */
    private static double place(long seed, String what, String decision) {
        byte[] text = (seed + " " + what + " " + decision).getBytes(StandardCharsets.UTF_8);
        return (Long.parseUnsignedLong(Digest.of(text).hex().substring(0, 16), 16) >>> 11) / PLACES;
    }
}
