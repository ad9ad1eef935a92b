package io.modelgovernance.core.review;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Kappa;
import io.modelgovernance.core.stats.PairedBetting;
import io.modelgovernance.review.OverrideRate;
import io.modelgovernance.review.ReviewAnswer;
import io.modelgovernance.review.ReviewCase;
import io.modelgovernance.review.ReviewCase.Source;
import io.modelgovernance.review.ReviewCase.Status;
import io.modelgovernance.review.ReviewPlan;
import io.modelgovernance.review.ReviewReport;
import io.modelgovernance.serving.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Adds up a model's cases. */
final class Statistics {
    private static final double LEVEL = 0.95;

    private Statistics() {}

    static ReviewReport of(ReviewPlan plan, List<ReviewCase> cases, Instant now) {
        Map<String, PairedBetting> versions = new TreeMap<>();
        Map<String, PairedBetting> reviewers = new TreeMap<>();
        long[][] table = new long[2][2];
        long done = 0;
        long overdue = 0;
        for (ReviewCase one : cases) {
            boolean finished = one.status() == Status.DONE;
            done += finished ? 1 : 0;
            overdue += !finished && now.isAfter(one.dueAt()) ? 1 : 0;
            if (one.reviewers() == 2 && one.answers().size() >= 2) {
                table[side(one.answers().get(0))][side(one.answers().get(1))]++;
            }
            if (!one.decidedByModel()) {
                continue;
            }
            if (finished && one.source() == Source.SAMPLED) {
                count(versions, one.version().toString(), one.overridden());
            }
            one.answers()
                    .forEach(answer -> count(reviewers, answer.reviewer(), answer.outcome() != one.modelOutcome()));
        }
        Estimate agreement = Kappa.of(table, LEVEL);
        return new ReviewReport(
                cases.size() - done, overdue, done, agreement, rates(versions, plan), rates(reviewers, plan));
    }

    private static int side(ReviewAnswer answer) {
        return answer.outcome() == Outcome.APPROVE ? 0 : 1;
    }

    private static void count(Map<String, PairedBetting> rates, String of, boolean overridden) {
        rates.computeIfAbsent(of, key -> new PairedBetting()).add(overridden ? 1 : 0);
    }

    private static Estimate share(Estimate difference) {
        return Estimate.of(
                difference.value(),
                Math.max(0, difference.low()),
                difference.high(),
                difference.level(),
                difference.n(),
                "confidence sequence by betting");
    }

    private static Map<String, OverrideRate> rates(Map<String, PairedBetting> counted, ReviewPlan plan) {
        Map<String, OverrideRate> rates = new TreeMap<>();
        counted.forEach((of, betting) -> rates.put(
                of,
                new OverrideRate(
                        share(betting.difference(1 - plan.alpha())),
                        betting.logEvidence(plan.overrideLimit()) >= -StrictMath.log(plan.alpha()))));
        return rates;
    }
}
