package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskOverride;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.spi.RecordKey;
import java.time.Instant;
import java.util.Optional;

/** Tiers that people set beside the computed ones. */
final class Overrides {
    private final Ledger ledger;

    Overrides(Ledger ledger) {
        this.ledger = ledger;
    }

    RiskOverride propose(Actor actor, VersionId version, RiskTier tier, String reason, Instant until) {
        if (reason.isBlank()) {
            throw InvalidInputException.of("reason of the override of " + version, "is empty", "a sentence");
        }
        return ledger.act(actor, EventType.OVERRIDE_PROPOSED, version.toString(), reason, act -> {
            People.requireVersion(act, version);
            if (!act.now().isBefore(until)) {
                throw InvalidInputException.of(
                        "end of the override of " + version, "is " + until, "after " + act.now());
            }
            RiskTier computed = act.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT))
                    .orElseThrow(
                            () -> new NotFoundException("assessment of", version.toString(), "Maybe assess it first."))
                    .rating()
                    .tier();
            if (tier == computed) {
                throw conflict(version, "differ from the computed tier " + computed.number());
            }
            RiskOverride override = new RiskOverride(
                    version, computed, tier, reason, actor.id(), act.now(), Optional.empty(), until, false);
            act.put(key(version), override);
            act.detail("computed", computed.number());
            act.detail("tier", tier.number());
            act.detail("until", until);
            return override;
        });
    }

    RiskOverride approve(Actor actor, VersionId version, String comment) {
        return ledger.act(actor, EventType.OVERRIDE_APPROVED, version.toString(), comment, act -> {
            People.requireIndependent(act, version, actor, "approver of the override");
            RiskOverride override = open(act, version);
            if (!override.milder() || override.approvedBy().isPresent()) {
                throw conflict(version, "wait for approval");
            } else if (override.proposedBy().equals(actor.id())) {
                throw conflict(version, "be approved by somebody else than " + actor.id() + " who proposed it");
            }
            return put(act, override, Optional.of(actor.id()), false);
        });
    }

    RiskOverride end(Actor actor, VersionId version, String reason) {
        return ledger.act(actor, EventType.OVERRIDE_ENDED, version.toString(), reason, act -> {
            People.requireVersion(act, version);
            RiskOverride override = open(act, version);
            return put(act, override, override.approvedBy(), true);
        });
    }

    Optional<TierInForce> tier(VersionId version, AsOf asOf) {
        return TierInForce.of(
                ledger.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT), asOf),
                ledger.find(RiskOverride.class, key(version), asOf),
                ledger.instant(asOf));
    }

    private static RiskOverride open(Act act, VersionId version) {
        return act.find(RiskOverride.class, key(version))
                .filter(override -> !override.ended() && act.now().isBefore(override.until()))
                .orElseThrow(() -> conflict(version, "be open"));
    }

    private static RiskOverride put(Act act, RiskOverride before, Optional<String> approvedBy, boolean ended) {
        RiskOverride after = new RiskOverride(
                before.version(),
                before.computed(),
                before.tier(),
                before.reason(),
                before.proposedBy(),
                before.proposedAt(),
                approvedBy,
                before.until(),
                ended);
        act.put(key(before.version()), after);
        act.detail("tier", after.tier().number());
        return after;
    }

    private static ConflictException conflict(VersionId version, String must) {
        return new ConflictException(
                version.toString(), "The override of the tier of " + version + " must " + must + ".");
    }

    private static RecordKey key(VersionId version) {
        return Keys.of(version, Keys.RISK_OVERRIDE);
    }
}
