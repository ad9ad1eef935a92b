package io.modelgovernance.core.serving;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.policy.UseCheck;
import io.modelgovernance.core.rules.RuleProgram;
import io.modelgovernance.policy.ConditionsOfUse;
import io.modelgovernance.policy.RuleExemption;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.ConditionsOnRecord;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.Response;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Makes the envelopes of versions from what is wired and what is on record. Off the decision path; thread-safe. */
final class Envelopes {
    private static final int KEPT = 64;

    private final Ledger ledger;
    private final Checks checks;
    private final Cache<Key, Envelope> kept =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    private record Key(VersionId version, String policy, AsOf view) {}

    Envelopes(Ledger ledger, Checks checks) {
        this.ledger = ledger;
        this.checks = checks;
    }

    /** The envelope as of a journal position, for decisions under a policy. */
    Envelope of(ModelVersion version, String policy, AsOf view) {
        Key key = new Key(version.id(), policy, view);
        return Objects.requireNonNull(kept.get(key, any -> make(version, policy, view)));
    }

    private Envelope make(ModelVersion version, String policy, AsOf view) {
        List<Envelope.Limit> limits = new ArrayList<>();
        checks.conditions()
                .map(wired -> UseCheck.of(wired, version.schema()))
                .ifPresent(check -> limits.add(new Envelope.Limit(check, checks.to(Check.CONDITIONS))));
        ledger.find(ConditionsOnRecord.class, Keys.of(version.id(), Keys.CONDITIONS), view)
                .map(ConditionsOnRecord::conditions)
                .map(on -> new Envelope.Limit(UseCheck.of(on, version.schema()), response(on.onBreach())))
                .ifPresent(limits::add);
        List<DecisionRules> rules = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        for (String name : checks.rules()) {
            try {
                rules.add(new DecisionRules(program(name, view), version.schema(), policy));
            } catch (InvalidInputException e) {
                obstacles.add("The rules " + name + " cannot be asked about " + version.id() + ": " + e.getMessage());
            }
        }
        Box box = Box.of(
                version.schema(), limits.stream().map(Envelope.Limit::check).toList());
        return new Envelope(limits, box, rules, obstacles);
    }

    private RuleProgram program(String name, AsOf view) {
        Optional<RuleSet> rules = ledger.find(RuleSet.class, Keys.ruleSet(name), view);
        if (rules.isEmpty()) {
            throw InvalidInputException.of("rule set " + name, "is not in force", "adopted in the rulebook");
        }
        RecordQuery exempted = RecordQuery.in(Keys.RULE_EXEMPTION, Keys.rules(name));
        return RuleProgram.of(rules.get(), ledger.list(RuleExemption.class, exempted, view));
    }

    private static Response response(ConditionsOfUse.OnBreach onBreach) {
        return switch (onBreach) {
            case COUNT -> Response.COUNT;
            case REFER -> Response.REFER;
            case REFUSE -> Response.REFUSE;
        };
    }
}
