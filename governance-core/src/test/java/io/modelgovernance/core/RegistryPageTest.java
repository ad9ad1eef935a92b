package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.SCHEMA;
import static io.modelgovernance.registry.SemanticVersion.Part.MINOR;
import static io.modelgovernance.risk.RiskTier.TIER_3;
import static io.modelgovernance.risk.RiskTier.TIER_4;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.policy.RoleAccess;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Access;
import io.modelgovernance.registry.AttributeValue;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.Lifecycle.Transition;
import io.modelgovernance.registry.Listing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/registry.md about content, stages, emergencies, events, protection and access. */
class RegistryPageTest {
    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();

    @Test
    void content() throws Exception {
        Path model = Files.writeString(directory.resolve("v2.txt"), "0 0.0004");
        Path patched = Files.writeString(directory.resolve("v3.txt"), "0 0.0003");
        try (var governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            var base = Fixtures.register(governance, directory, "0 0");

            var candidate = Candidate.of(model)
                    .withParent(base)
                    .withParameter("depth", 6)
                    .withMetric("auc", Estimate.of(0.81, 0.79, 0.83, 0.95, 4_000, "DeLong"));
            var version = governance.registry().register(ANA, "credit-risk", candidate, SCHEMA);
            version.manifest().digest(); // over path, size, media type and SHA-256 of each file
            governance.catalogue().label(ANA, version.id(), "1.4.0"); // a name of your own, once in a model
            governance.catalogue().byLabel("credit-risk", "1.4.0"); // credit-risk:2
            governance.catalogue().search(CatalogueQuery.where("metric.auc > 0.8 and stage = 'registered'"));

            assertEquals(Optional.of(version.id()), governance.catalogue().byLabel("credit-risk", "1.4.0"));
            var patch = governance.registry().register(ANA, "credit-risk", Candidate.of(patched), SCHEMA);
            assertThrows(ConflictException.class, () -> governance.catalogue().label(ANA, patch.id(), "1.4.0"));
            assertEquals(
                    List.of(version.id()),
                    governance
                            .catalogue()
                            .search(CatalogueQuery.where("metric.auc > 0.8 and stage = 'registered'"))
                            .items()
                            .stream()
                            .map(Listing::version)
                            .toList());
        }
    }

    @Test
    void names() throws Exception {
        Path model = Files.writeString(directory.resolve("v2.txt"), "0 0.0004");
        try (var governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            var candidate = Candidate.of(model);

            var first = governance.registry().register(ANA, "credit-risk", candidate.named("1.4.0-rc.1"), SCHEMA);
            var next = governance.registry().register(ANA, "credit-risk", candidate.following(MINOR), SCHEMA);
            governance.catalogue().byLabel("credit-risk", "1.4.0"); // credit-risk:2
            var catalogue = governance.catalogue();
            catalogue.tag(ANA, next.id(), "team", "retail");
            catalogue.attribute(ANA, next.id(), "training-rows", AttributeValue.of(90_000));
            catalogue.attribute(ANA, next.id(), "next-review", AttributeValue.of(clock.instant()));
            var query = CatalogueQuery.where("semver >= '1.4.0' and number.training-rows > 50000 and tag.team exists")
                    .orderBy("semver", true)
                    .page(Optional.empty(), 50);
            var page = catalogue.search(query); // page.next() is where the next one goes on
            catalogue.diff(first.id(), next.id()); // what differs, by path

            assertEquals(Optional.of(next.id()), governance.catalogue().byLabel("credit-risk", "1.4.0"));
            assertEquals(
                    List.of(next.id()),
                    page.items().stream().map(Listing::version).toList());
        }
    }

    @Test
    void time() {
        try (var governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .build()) {
            var v1 = Fixtures.promoted(governance, directory, "0 0.0004");
            var v2 = Fixtures.promoted(governance, directory, "0 0.0005");
            var registry = governance.registry();
            clock.advance(Duration.ofHours(6));
            var twoOClock = clock.instant().minus(Duration.ofHours(4));
            var threeOClock = clock.instant().minus(Duration.ofHours(3));
            long before = governance.audit().checkpoint().size();

            registry.correct(CLEO, "credit-risk", "champion", v1, twoOClock, "switched by hand in outage 12");
            registry.aliasAt("credit-risk", "champion", threeOClock, AsOf.now()); // v1 served, as we know now
            registry.aliasAt("credit-risk", "champion", threeOClock, AsOf.position(before)); // v2, as was thought then
            registry.alias("credit-risk", "champion", AsOf.instant(threeOClock)); // v2: what the registry said then
            registry.requests("credit-risk", AsOf.position(before)); // with the votes that they had then
            governance.catalogue().diff("credit-risk", AsOf.instant(twoOClock), AsOf.now());

            assertEquals(Optional.of(v1), registry.aliasAt("credit-risk", "champion", threeOClock, AsOf.now()));
            assertEquals(
                    Optional.of(v2), registry.aliasAt("credit-risk", "champion", threeOClock, AsOf.position(before)));
            assertEquals(
                    v2,
                    registry.alias("credit-risk", "champion", AsOf.instant(threeOClock))
                            .orElseThrow()
                            .version());
        }
    }

    @Test
    void stagesDelegationAndEmergency() {
        var smallOnes = new Transition("registered", "production", Optional.of("champion"));
        var stages = new Lifecycle(
                List.of("registered", "pilot", "production"),
                List.of("pilot", "production"), // in these a version may decide
                List.of(
                        new Transition("registered", "pilot", Optional.of("pilot")),
                        new Transition("pilot", "production", Optional.of("champion")),
                        smallOnes.onlyFor(TIER_3, TIER_4)));
        var access = Access.standard()
                .and((actor, act, subject) -> act == EventType.VERSION_DELETED && !actor.has("records")
                        ? Optional.of("Deleting is for the records office.")
                        : Optional.empty());
        try (var governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(clock)
                .lifecycle("credit-risk", stages)
                .access(access)
                .build()) {
            var version = Fixtures.register(governance, directory, "0 0.0004");
            governance.risk().assess(ANA, version, Fixtures.smallRisk());
            Fixtures.validate(governance, version);
            var friday = clock.instant().plus(Duration.ofDays(4));

            governance.registry().request(ANA, version, "production", "please");
            governance.approvals().declareInterest(CLEO, "credit-risk", "I own shares of the vendor");
            governance.approvals().delegate(BEN, "credit-risk", "dora", friday, "on leave");
            governance.approvals().voteFor(Actor.human("dora"), "ben", version, true, "validated");

            assertEquals("production", governance.registry().stage(version, AsOf.now()));
            assertEquals(List.of("cleo"), governance.approvals().interested("credit-risk"));
            assertThrows(RefusedException.class, () -> governance.custody().delete(CLEO, version, "cleaning up"));
            assertThrows(
                    RefusedException.class,
                    () -> governance.approvals().breakGlass(CLEO, version, "production", "outage"));
        }
    }

    @Test
    void access() {
        var access = RoleAccess.none()
                .grant("developer", EventType.VERSION_REGISTERED, EventType.TRANSITION_REQUESTED)
                .grant("desk", EventType.ALIAS_MOVED, EventType.GLASS_BROKEN)
                .reserve("alias champion of *", "risk-officer")
                .group("retail-*", "retail"); // whatever is done to these models, by members alone
        try (var governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .access(access)
                .build()) {
            var developer = Actor.human("ana", "developer");
            var desk = Actor.human("cleo", "desk");
            var model = Candidate.of(model());
            var version = governance
                    .registry()
                    .register(developer, "credit-risk", model, SCHEMA)
                    .id();
            governance.approvals().breakGlass(desk, version, "production", "outage of the desk");
            var alias = governance
                    .registry()
                    .alias("credit-risk", "champion", AsOf.now())
                    .orElseThrow();
            assertThrows(
                    RefusedException.class,
                    () -> governance
                            .registry()
                            .moveAlias(desk, "credit-risk", "champion", version, alias.revision(), "again"));
            assertEquals(
                    1, governance.risk().findings("credit-risk", AsOf.now()).size());
        }
    }

    private Path model() {
        try {
            return Files.writeString(directory.resolve("m.txt"), "0 0");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void events() throws Exception {
        var queue = new LinkedBlockingQueue<AuditEntry>();
        try (var governance =
                GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build()) {
            var version = Fixtures.register(governance, directory, "0 0.0004");

            long seen = 0; // as you stored it
            try (var subscription = governance.subscribe(seen, queue::add)) {
                governance.custody().hold(CLEO, version, "litigation 4711");
                governance.custody().deprecate(CLEO, version, "a better one is coming");
                var entry = queue.poll(30, TimeUnit.SECONDS); // who did what, when, why, and more
                seen = entry.position(); // store it when you have dealt with the entry, and go on from there next time
            }

            assertTrue(seen >= 1);
            assertThrows(RefusedException.class, () -> governance.custody().delete(ANA, version, "tidy up"));
        }
    }
}
