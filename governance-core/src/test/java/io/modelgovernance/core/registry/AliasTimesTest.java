package io.modelgovernance.core.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.inmemory.SettableClock;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.Change;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What an alias stood for at any moment, by what was known at any other, beside a list that is gone through. */
class AliasTimesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Actor CLEO = Actor.human("cleo", "risk-officer");
    private static final String MODEL = "credit-risk";

    /**
     * Something done: a move, a drop or a correction.
     *
     * @param kind 0 and 1 move, 2 drops, 3 and 4 correct
     * @param version 1 to 3
     * @param hours since the step before
     * @param back how many hours a correction reaches back
     */
    private record Step(int kind, int version, int hours, int back) {}

    private record Event(Instant from, long recorded, Optional<VersionId> version) {}

    private final SettableClock clock = SettableClock.at(START);
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private final Governance governance = engine();

    private Governance engine() {
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        for (RiskTier tier : RiskTier.values()) {
            tiers.put(tier, new TierRule(1, Duration.ofDays(1), false));
        }
        Lifecycle open = new Lifecycle(List.of("registered"), List.of("registered"), List.of());
        Governance made = GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .lifecycle(open)
                .policy(new Policy("none", Map.of(), tiers, false))
                .build();
        try {
            Path file = Files.createTempFile("model", ".txt");
            for (int i = 0; i < 3; i++) {
                made.registry()
                        .register(CLEO, MODEL, Candidate.of(file), FeatureSchema.of(Feature.numeric("income", 0, 1)));
            }
            Files.delete(file);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return made;
    }

    private static VersionId version(int number) {
        return new VersionId(MODEL, number);
    }

    @Property(tries = 200)
    void everyMomentByEveryKnowledge(@ForAll("steps") List<Step> steps) {
        new AliasTimesTest().check(steps); // with a store of its own each time
    }

    private void check(List<Step> steps) {
        List<Event> events = new ArrayList<>();
        for (Step step : steps) {
            clock.set(clock.instant().plus(Duration.ofHours(step.hours())));
            play(step).ifPresent(events::add);
        }
        Instant end = clock.instant();
        for (Instant valid = START.minus(Duration.ofHours(30));
                !valid.isAfter(end);
                valid = valid.plus(Duration.ofHours(1))) {
            for (long known = 3; known <= store.head().position(); known++) {
                assertEquals(
                        expected(events, valid, known),
                        governance.registry().aliasAt(MODEL, "champion", valid, AsOf.position(known)),
                        "at " + valid + " by " + known + " of " + events);
            }
        }
        governance.close();
    }

    private static Optional<VersionId> expected(List<Event> events, Instant valid, long known) {
        Event best = new Event(Instant.MIN, 0, Optional.empty());
        for (Event event : events) {
            boolean later = !event.from().isBefore(best.from());
            if (event.recorded() <= known && !event.from().isAfter(valid) && later) {
                best = event;
            }
        }
        return best.version();
    }

    private Optional<Event> play(Step step) {
        var registry = governance.registry();
        Optional<Alias> now = registry.alias(MODEL, "champion", AsOf.now());
        long revision = now.map(Alias::revision).orElse(0L);
        Optional<VersionId> version = Optional.of(version(step.version()));
        Instant from = clock.instant();
        if (step.kind() < 2) {
            registry.moveAlias(CLEO, MODEL, "champion", version(step.version()), revision, "move");
        } else if (step.kind() == 2) {
            if (now.isEmpty()) {
                return Optional.empty();
            }
            registry.change(CLEO, List.of(new Change.DropAlias(MODEL, "champion", revision)), "drop");
            version = Optional.empty();
        } else {
            from = from.minus(Duration.ofHours(step.back()));
            registry.correct(CLEO, MODEL, "champion", version(step.version()), from, "by the desk's own log");
        }
        return Optional.of(new Event(from, store.head().position(), version));
    }

    @Test
    void aCorrectionIsOfThePastAndShown() {
        var registry = governance.registry();
        assertThrows(
                InvalidInputException.class,
                () -> registry.correct(CLEO, MODEL, "champion", version(1), START.plusSeconds(1), "tomorrow"));
        assertThrows(
                InvalidInputException.class, () -> registry.correct(CLEO, MODEL, "champion", version(1), START, " "));
        assertThrows(
                NotFoundException.class, () -> registry.correct(CLEO, MODEL, "champion", version(9), START, "log"));
        assertThrows(
                InvalidInputException.class,
                () -> registry.correct(CLEO, "other", "champion", version(1), START, "log"));
        registry.correct(CLEO, MODEL, "champion", version(1), Instant.EPOCH, "paper files");
        assertEquals(
                "paper files",
                registry.corrections(MODEL, "champion", AsOf.now()).get(0).reason());
        assertEquals(List.of(), registry.corrections(MODEL, "champion", AsOf.position(3)));
        assertTrue(registry.alias(MODEL, "champion", AsOf.now()).isEmpty(), "nothing has moved");
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        return Combinators.combine(
                        Arbitraries.integers().between(0, 4),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 3),
                        Arbitraries.integers().between(0, 12))
                .as(Step::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
