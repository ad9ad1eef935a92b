package io.modelgovernance.it;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.SettableClock;
import io.modelgovernance.it.Step.Outcome;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Change;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.ObservationStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The engine on some store, driven by steps. */
final class RealRegistry implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final FeatureSchema SCHEMA = FeatureSchema.of(Feature.numeric("income", 0, 1));

    private final SettableClock clock = SettableClock.at(START);
    private final Path file;
    final GovernanceStore store;
    final Governance governance;

    <S extends GovernanceStore & ObservationStore & ContentStore> RealRegistry(S store, Path file) {
        this.store = store;
        this.file = file;
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        for (RiskTier tier : RiskTier.values()) {
            tiers.put(tier, new TierRule(2, Set.of("validator"), Duration.ofHours(PlainRegistry.VALID_HOURS), false));
        }
        this.governance = GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .policy(new Policy(
                        "plain/1",
                        Map.of("production", List.of(Gates.noOpenFindings(Finding.Severity.HIGH))),
                        tiers,
                        true))
                .build();
    }

    static Actor actor(String name) {
        return Actor.human(name, PlainRegistry.ROLES.getOrDefault(name, "clerk"));
    }

    Outcome play(Step step) {
        try {
            return act(step) ? Outcome.DONE : Outcome.NOTHING;
        } catch (RefusedException e) {
            return Outcome.REFUSED;
        } catch (ConflictException e) {
            return Outcome.CONFLICT;
        } catch (InvalidInputException e) {
            return Outcome.INVALID;
        } catch (NotFoundException e) {
            return Outcome.NOT_FOUND;
        }
    }

    private boolean act(Step step) {
        Actor actor = actor(step.person());
        VersionId version = new VersionId(Step.MODEL, step.version());
        var registry = governance.registry();
        switch (step.kind()) {
            case REGISTER -> {
                if (listings(AsOf.now()).size() == Step.MOST_VERSIONS) {
                    return false;
                }
                registry.register(actor, Step.MODEL, Candidate.of(file), SCHEMA);
            }
            case REQUEST -> registry.request(actor, version, step.stage(), "please");
            case APPROVE, APPROVE_AGAIN -> registry.approve(actor, version, "yes");
            case REJECT -> registry.reject(actor, version, "no");
            case WITHDRAW -> registry.withdraw(actor, version, "not now");
            case DELEGATE ->
                governance
                        .approvals()
                        .delegate(
                                actor,
                                Step.MODEL,
                                step.otherPerson(),
                                clock.instant().plus(Duration.ofHours(step.number() + 1L)),
                                "away");
            case VOTE_FOR -> governance.approvals().voteFor(actor, step.otherPerson(), version, true, "for them");
            case INTEREST -> governance.approvals().declareInterest(actor, Step.MODEL, "shares");
            case MOVE_ALIAS ->
                registry.moveAlias(
                        actor, Step.MODEL, step.alias(), version, step.revision(revision(step.alias())), "move");
            case SWAP -> {
                String other = Step.ALIASES.get((step.other() + 1) % 2);
                registry.change(
                        actor,
                        List.of(
                                new Change.PointAlias(step.alias(), version, step.revision(revision(step.alias()))),
                                new Change.PointAlias(
                                        other, new VersionId(Step.MODEL, step.version() + 1), revision(other))),
                        "swap");
            }
            case RETIRE ->
                registry.change(
                        actor,
                        List.of(
                                new Change.MoveStage(version, "retired"),
                                new Change.DropAlias(Step.MODEL, step.alias(), step.revision(revision(step.alias())))),
                        "retire");
            case OPEN_FINDING ->
                governance
                        .risk()
                        .open(actor, version, Finding.Severity.HIGH, "wrong", "owner", LocalDate.of(2026, 12, 31));
            case CLOSE_FINDING -> {
                Optional<Finding> open = governance.risk().findings(Step.MODEL, AsOf.now()).stream()
                        .filter(Finding::open)
                        .findFirst();
                open.ifPresent(one -> governance.risk().close(actor, Step.MODEL, one.id(), "right"));
                return open.isPresent();
            }
            case ARCHIVE -> governance.custody().archive(actor, version, "old");
            case RESTORE -> governance.custody().restore(actor, version, "needed");
            case CLOCK -> {
                clock.set(clock.instant().plus(Duration.ofHours(step.hours())));
                return false;
            }
        }
        return true;
    }

    private long revision(String alias) {
        return governance
                .registry()
                .alias(Step.MODEL, alias, AsOf.now())
                .map(Alias::revision)
                .orElse(0L);
    }

    private List<Listing> listings(AsOf asOf) {
        return governance.catalogue().search(CatalogueQuery.where("").at(asOf)).items();
    }

    List<TransitionRequest> requests(AsOf asOf) {
        return listings(asOf).isEmpty() ? List.of() : governance.registry().requests(Step.MODEL, asOf);
    }

    /** What everybody can see, or could see then. */
    String view(AsOf asOf) {
        StringBuilder view = new StringBuilder();
        for (Listing listing : listings(asOf)) {
            view.append(listing.version().number())
                    .append(' ')
                    .append(listing.stage())
                    .append(listing.status() == Listing.Status.ARCHIVED ? " archived\n" : "\n");
        }
        aliases(asOf)
                .forEach(alias -> view.append(alias.name())
                        .append(' ')
                        .append(alias.version().number())
                        .append('@')
                        .append(alias.revision())
                        .append('\n'));
        requests(asOf).stream()
                .sorted(java.util.Comparator.comparing(TransitionRequest::id))
                .forEach(one -> view.append(one.version().number())
                        .append(' ')
                        .append(one.to())
                        .append(' ')
                        .append(one.status())
                        .append(' ')
                        .append(one.approvals())
                        .append('\n'));
        return view.toString();
    }

    private List<Alias> aliases(AsOf asOf) {
        return listings(asOf).isEmpty() ? List.of() : governance.registry().aliases(Step.MODEL, asOf);
    }

    @Override
    public void close() {
        governance.close();
    }
}
