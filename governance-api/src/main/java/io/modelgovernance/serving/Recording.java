package io.modelgovernance.serving;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.risk.RiskTier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How decisions are recorded: a rule for each risk tier, and where records go that the store cannot take.
 *
 * <p>Immutable; the {@code with} methods return changed copies.
 *
 * @param rules a rule for each tier
 * @param spill directory of the local journal, if there is one; for this model and process alone
 * @param spillBytes most bytes in the local journal
 * @param kept features whose values are kept at level FULL; of all others only the commitment
 * @param deployment where this process runs, as deployments name it; empty text if not said
 * @param retention class by which records are kept and erased; empty text if not said
 * @param notice time within which an applicant must be told of an adverse decision, if a rule sets one
 * @param callerShare how much of the room for waiting records those of one caller may take, above 0, at most 1
 */
public record Recording(
        Map<RiskTier, RecordRule> rules,
        Optional<Path> spill,
        long spillBytes,
        Set<String> kept,
        String deployment,
        String retention,
        Optional<Duration> notice,
        double callerShare) {
    private static final long SPILL_BYTES = 64L << 20;

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a tier has no rule, or one spills and there is no journal
     */
    public Recording {
        Map<RiskTier, RecordRule> byTier = new EnumMap<>(RiskTier.class);
        byTier.putAll(rules);
        rules = Collections.unmodifiableMap(byTier);
        kept = Collections.unmodifiableSet(new TreeSet<>(kept));
        if (rules.size() != RiskTier.values().length) {
            throw InvalidInputException.of("record rules", "are for " + rules.keySet(), "for all tiers");
        }
        boolean spills = rules.values().stream().anyMatch(rule -> rule.whenFull() == RecordRule.WhenFull.SPILL);
        if (spills && spill.isEmpty()) {
            throw InvalidInputException.of("local journal", "is missing", "a directory, as a tier spills to it");
        }
        if (spillBytes < 1) {
            throw InvalidInputException.of("size of the local journal", "is " + spillBytes, "at least 1 byte");
        }
        if (!(callerShare > 0 && callerShare <= 1)) {
            throw InvalidInputException.of("share of a caller", "is " + callerShare, "above 0 and at most 1");
        }
        if (!deployment.isEmpty()) {
            Names.require("deployment", deployment);
        }
        if (!retention.isEmpty()) {
            Names.require("retention class", retention);
        }
    }

    /**
     * The standard rule for every tier, no local journal.
     *
     * @return the defaults
     */
    public static Recording standard() {
        return new Recording(
                everyTier(RecordRule.standard()), Optional.empty(), SPILL_BYTES, Set.of(), "", "", Optional.empty(), 1);
    }

    private static Map<RiskTier, RecordRule> everyTier(RecordRule rule) {
        Map<RiskTier, RecordRule> rules = new EnumMap<>(RiskTier.class);
        for (RiskTier tier : RiskTier.values()) {
            rules.put(tier, rule);
        }
        return rules;
    }

    /**
     * The rule of a tier; an unassessed version is treated as the strictest.
     *
     * @param tier the tier, if assessed
     * @return the rule
     */
    public RecordRule ruleFor(Optional<RiskTier> tier) {
        return rules.getOrDefault(tier.orElse(RiskTier.TIER_1), RecordRule.standard());
    }

    /**
     * With one rule for every tier.
     *
     * @param rule the rule
     * @return a copy
     */
    public Recording withRule(RecordRule rule) {
        return new Recording(everyTier(rule), spill, spillBytes, kept, deployment, retention, notice, callerShare);
    }

    /**
     * With a rule for one tier.
     *
     * @param tier the tier
     * @param rule its rule
     * @return a copy
     */
    public Recording withRule(RiskTier tier, RecordRule rule) {
        Map<RiskTier, RecordRule> changed = new EnumMap<>(rules);
        changed.put(tier, rule);
        return new Recording(changed, spill, spillBytes, kept, deployment, retention, notice, callerShare);
    }

    /**
     * With a local journal.
     *
     * @param directory for this model and process alone; made if missing
     * @param bytes most bytes in it
     * @return a copy
     */
    public Recording withSpill(Path directory, long bytes) {
        return new Recording(rules, Optional.of(directory), bytes, kept, deployment, retention, notice, callerShare);
    }

    /**
     * With features whose values are kept at level FULL.
     *
     * @param features their names
     * @return a copy
     */
    public Recording withKept(String... features) {
        return new Recording(rules, spill, spillBytes, Set.of(features), deployment, retention, notice, callerShare);
    }

    /**
     * With the name of where this process runs.
     *
     * @param environment as deployments name it
     * @return a copy
     */
    public Recording withDeployment(String environment) {
        return new Recording(rules, spill, spillBytes, kept, environment, retention, notice, callerShare);
    }

    /**
     * With a retention class.
     *
     * @param name the class
     * @return a copy
     */
    public Recording withRetention(String name) {
        return new Recording(rules, spill, spillBytes, kept, deployment, name, notice, callerShare);
    }

    /**
     * With a time within which applicants are told of adverse decisions.
     *
     * @param time from the decision on
     * @return a copy
     */
    public Recording withNotice(Duration time) {
        return new Recording(rules, spill, spillBytes, kept, deployment, retention, Optional.of(time), callerShare);
    }

    /**
     * With a quota, so that one caller's flood leaves room for the others. Beyond its share a caller finds no room, and
     * its tier's rule says what then; it does not wait for any, even where the rule has callers wait.
     *
     * @param share of the room, above 0; 1 for no quota
     * @return a copy
     */
    public Recording withCallerShare(double share) {
        return new Recording(rules, spill, spillBytes, kept, deployment, retention, notice, share);
    }
}
