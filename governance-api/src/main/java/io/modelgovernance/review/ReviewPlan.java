package io.modelgovernance.review;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.risk.RiskTier;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Which decisions of a model people look at, and how. Referred decisions always come to people.
 *
 * <p>Immutable; the {@code with} methods return changed copies.
 *
 * @param model the model
 * @param rates share of decisions that is sampled, by tier's name, 0 to 1; a tier not named has the rate of none
 * @param seed of the sampling; with it anybody can see that a decision was to be sampled
 * @param twice share of cases that two people look at, neither knowing of the other's answer; 0 to 1
 * @param blind whether reviewers do not see what the model decided, until a dispute
 * @param lease how long a claimed case is kept for its reviewer
 * @param deadline how long after it was queued, or disputed, a case is overdue
 * @param capacity how many cases may be open, 1 to 10,000
 * @param escalation role that alone may claim a case once it is escalated; empty text for anybody
 * @param reasons codes of which an answer gives one; at least one
 * @param overrideLimit share of overrides that is tolerated, at least 0, below 1
 * @param alpha greatest chance of an alarm while the share is tolerable, however often one looks; between 0 and 1
 */
public record ReviewPlan(
        String model,
        Map<String, Double> rates,
        long seed,
        double twice,
        boolean blind,
        Duration lease,
        Duration deadline,
        int capacity,
        String escalation,
        Set<String> reasons,
        double overrideLimit,
        double alpha) {
    private static final int MOST = 10_000;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a value is out of range
     */
    public ReviewPlan {
        Names.require("model name", model);
        rates = Collections.unmodifiableMap(new TreeMap<>(rates));
        reasons = Collections.unmodifiableSet(new TreeSet<>(reasons));
        rates.forEach((tier, rate) -> {
            share("sampling rate of " + tier, rate);
            if (java.util.Arrays.stream(RiskTier.values())
                    .noneMatch(one -> one.name().equals(tier))) {
                throw InvalidInputException.of("tier " + Names.printable(tier), "is unknown", "TIER_1 to TIER_4");
            }
        });
        share("share looked at twice", twice);
        positive("lease", lease);
        positive("deadline", deadline);
        if (capacity < 1 || capacity > MOST) {
            throw InvalidInputException.of("capacity of the queue", "is " + capacity, "1 to " + MOST);
        }
        if (!escalation.isEmpty()) {
            Names.require("role", escalation);
        }
        if (reasons.isEmpty()) {
            throw InvalidInputException.of("reason codes", "are none", "at least one");
        }
        reasons.forEach(code -> Names.requireLabel("reason code", code));
        if (!(overrideLimit >= 0 && overrideLimit < 1)) {
            throw InvalidInputException.of("override limit", "is " + overrideLimit, "at least 0, below 1");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw InvalidInputException.of("alpha", "is " + alpha, "between 0 and 1");
        }
    }

    /**
     * Everything is sampled, nothing twice, reviewers see the model's decision, a day's lease and a week's deadline, 1,000
     * cases, overrides tolerated up to a tenth.
     *
     * @param model the model
     * @param seed of the sampling
     * @param reasons reason codes
     * @return the plan
     */
    public static ReviewPlan of(String model, long seed, String... reasons) {
        Map<String, Double> rates = new TreeMap<>();
        for (RiskTier tier : RiskTier.values()) {
            rates.put(tier.name(), 1.0);
        }
        return new ReviewPlan(
                model,
                rates,
                seed,
                0,
                false,
                Duration.ofDays(1),
                Duration.ofDays(7),
                1_000,
                "",
                Set.of(reasons),
                0.1,
                0.05);
    }

    /**
     * With another sampling rate for a tier.
     *
     * @param tier the tier
     * @param rate 0 to 1
     * @return a copy
     */
    public ReviewPlan sampling(RiskTier tier, double rate) {
        Map<String, Double> changed = new TreeMap<>(rates);
        changed.put(tier.name(), rate);
        return new ReviewPlan(
                model,
                changed,
                seed,
                twice,
                blind,
                lease,
                deadline,
                capacity,
                escalation,
                reasons,
                overrideLimit,
                alpha);
    }

    /**
     * With some cases looked at twice, and reviewers who see the model's decision or not.
     *
     * @param share share of cases with two reviewers
     * @param modelHidden whether the model's decision is hidden
     * @return a copy
     */
    public ReviewPlan twice(double share, boolean modelHidden) {
        return new ReviewPlan(
                model,
                rates,
                seed,
                share,
                modelHidden,
                lease,
                deadline,
                capacity,
                escalation,
                reasons,
                overrideLimit,
                alpha);
    }

    /**
     * With other times.
     *
     * @param claimed how long a claim lasts
     * @param due how long until a case is overdue
     * @param role who may claim an overdue case, empty text for anybody
     * @return a copy
     */
    public ReviewPlan within(Duration claimed, Duration due, String role) {
        return new ReviewPlan(
                model, rates, seed, twice, blind, claimed, due, capacity, role, reasons, overrideLimit, alpha);
    }

    /**
     * With a longer or shorter queue.
     *
     * @param cases how many may be open
     * @return a copy
     */
    public ReviewPlan withCapacity(int cases) {
        return new ReviewPlan(
                model, rates, seed, twice, blind, lease, deadline, cases, escalation, reasons, overrideLimit, alpha);
    }

    /**
     * With another bound on overrides.
     *
     * @param limit share that is tolerated
     * @param chance greatest chance of a false alarm
     * @return a copy
     */
    public ReviewPlan tolerating(double limit, double chance) {
        return new ReviewPlan(
                model, rates, seed, twice, blind, lease, deadline, capacity, escalation, reasons, limit, chance);
    }

    private static void share(String what, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw InvalidInputException.of(what, "is " + share, "0 to 1");
        }
    }

    private static void positive(String what, Duration time) {
        if (time.isNegative() || time.isZero()) {
            throw InvalidInputException.of(what, "is " + time, "longer than zero");
        }
    }
}
