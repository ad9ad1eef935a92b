package io.modelgovernance.core.rulebook;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.core.rules.InputFacts;
import io.modelgovernance.core.rules.RuleProgram;
import io.modelgovernance.core.serving.StoredDecisions;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.DecisionBackTest;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.PromotionDifference;
import io.modelgovernance.policy.RuleExemption;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.policy.Rulebook;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The rulebook over the ledger. Thread-safe. */
public final class RulebookEngine implements Rulebook {
    private final Ledger ledger;
    private final StoredDecisions decisions;
    private final PromotionReplay promotions;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param provenance where versions came from
     * @param decisions the decisions on record
     */
    public RulebookEngine(Ledger ledger, Provenance provenance, StoredDecisions decisions) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.promotions = new PromotionReplay(ledger, provenance);
    }

    @Override
    public RuleSet adopt(Actor actor, RuleSet rules, String reason) {
        List<String> failures = RuleProgram.of(rules).failures();
        if (!failures.isEmpty()) {
            throw InvalidInputException.of(
                    "rule set " + rules.id(),
                    "fails its own tests: " + String.join(" ", failures),
                    "one that passes them");
        }
        return ledger.act(actor, EventType.RULES_ADOPTED, "rules " + rules.name(), reason, act -> {
            RecordKey key = Keys.ruleSet(rules.name());
            if (act.history(RuleSet.class, key).stream()
                    .anyMatch(earlier -> earlier.version().equals(rules.version()))) {
                throw new ConflictException(
                        "rule set " + rules.id(),
                        "The rule set (" + rules.id() + ") must have a version that was not adopted before. Maybe count"
                                + " it up.");
            }
            act.put(key, rules);
            act.detail("version", rules.version());
            act.detail("rules", rules.rules().size());
            return rules;
        });
    }

    @Override
    public Optional<RuleSet> inForce(String name, AsOf asOf) {
        return ledger.find(RuleSet.class, Keys.ruleSet(Names.require("rule set", name)), asOf);
    }

    @Override
    public RuleExemption exempt(
            Actor approver,
            String requestedBy,
            String ruleSet,
            String rule,
            String when,
            Instant until,
            String reason) {
        RuleExemption exemption = new RuleExemption(
                ruleSet, rule, when, until, reason, Actor.human(requestedBy).id(), approver.id());
        Names.require("rule set", ruleSet);
        return ledger.act(approver, EventType.RULE_EXEMPTED, "rules " + ruleSet, reason, act -> {
            RuleSet rules = act.find(RuleSet.class, Keys.ruleSet(ruleSet))
                    .filter(found ->
                            found.rules().stream().anyMatch(one -> one.id().equals(rule)))
                    .orElseThrow(() ->
                            new NotFoundException("rule", rule + " of " + ruleSet, "Maybe adopt the rule set first."));
            requireGrantable(exemption, approver, act.now());
            RuleProgram.of(rules, List.of(exemption));
            int granted = act.list(RuleExemption.class, Keys.RULE_EXEMPTION, Keys.rules(ruleSet))
                    .size();
            act.put(new RecordKey(Keys.rules(ruleSet), Keys.RULE_EXEMPTION, Keys.number(granted + 1)), exemption);
            act.detail("rule", rule);
            act.detail("until", until);
            return exemption;
        });
    }

    private static void requireGrantable(RuleExemption exemption, Actor approver, Instant now) {
        if (approver.kind() != Actor.Kind.HUMAN || exemption.requestedBy().equals(approver.id())) {
            throw new ConflictException(
                    "rule " + exemption.rule(),
                    "The exemption from (" + exemption.rule() + ") must be granted by a person other than "
                            + exemption.requestedBy() + " who asked for it.");
        } else if (exemption.reason().isBlank()) {
            throw InvalidInputException.of(
                    "reason of the exemption from " + exemption.rule(), "is empty", "a sentence");
        } else if (!now.isBefore(exemption.until())) {
            throw InvalidInputException.of(
                    "end of the exemption from " + exemption.rule(), "is " + exemption.until(), "after " + now);
        }
    }

    @Override
    public List<RuleExemption> exemptions(String ruleSet, AsOf asOf) {
        Names.require("rule set", ruleSet);
        return ledger.list(RuleExemption.class, RecordQuery.in(Keys.RULE_EXEMPTION, Keys.rules(ruleSet)), asOf);
    }

    @Override
    public DecisionBackTest backTest(RuleSet draft, VersionId version) {
        AsOf now = AsOf.now();
        FeatureSchema schema = ledger.find(ModelVersion.class, Keys.of(version, Keys.VERSION), now)
                .orElseThrow(() -> new NotFoundException("version", version.toString(), "Maybe register it first."))
                .schema();
        RuleProgram program = RuleProgram.of(draft, exemptions(draft.name(), now));
        return new DecisionReplay(program, InputFacts.of(program, schema)).over(decisions, version);
    }

    @Override
    public List<PromotionDifference> backTest(Policy draft, long after) {
        return promotions.differences(draft, after);
    }
}
