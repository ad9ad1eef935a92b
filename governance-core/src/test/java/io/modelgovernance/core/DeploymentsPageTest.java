package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Deployment;
import io.modelgovernance.registry.DeploymentPlan;
import io.modelgovernance.registry.Environment;
import io.modelgovernance.registry.ServingProcess;
import io.modelgovernance.registry.ServingProcess.State;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deployments, and the code of docs/registry.md about them. */
class DeploymentsPageTest {
    private static final String MODEL = "credit-risk";

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance office;

    @BeforeEach
    void build() {
        office = GovernanceEngine.builder().store(store).clock(clock).build();
    }

    @AfterEach
    void close() {
        assertTrue(office.audit().verify().intact());
        office.close();
    }

    private void declare(Environment.Kind kind, String name) {
        office.deployments().declare(CLEO, new Environment(name, kind, "operations", "Frankfurt"));
    }

    @Test
    void thePage() {
        Governance governance = office;
        Fixtures.promoted(governance, directory, "0 0");
        try (GovernedModel one = process("desk")) {
            var deployments = governance.deployments();
            deployments.declare(CLEO, Environment.production("live", "operations"));
            var desk = deployments.deploy(
                    CLEO,
                    DeploymentPlan.following("credit-risk", "champion", "live")
                            .named("desk")
                            .setting("threads", "4")
                            .operator("team-sre"));
            desk.configuration(); // digest of the settings, to compare with what runs
            for (var process : deployments.processes("credit-risk")) {
                process.state(); // CURRENT, BEHIND, STOPPED or SILENT
                process.leaseEnds(); // when one that is behind refuses at the latest
            }
            deployments.retire(CLEO, "credit-risk", "desk", "moved to the cloud");
            assertEquals(State.CURRENT, state("desk"));
            one.refresh();
        }
    }

    @Test
    void anEnvironmentIsDeclaredBeforeItIsUsedAndItsPastStays() {
        VersionId version = Fixtures.promoted(office, directory, "0 0");
        DeploymentPlan plan = DeploymentPlan.pinned(version, "live");
        var unknown =
                assertThrows(NotFoundException.class, () -> office.deployments().deploy(CLEO, plan));
        assertTrue(unknown.getMessage().contains("environment (live)"), unknown.getMessage());
        declare(Environment.Kind.STAGING, "live");
        AsOf then = AsOf.position(office.audit().checkpoint().size());
        declare(Environment.Kind.PRODUCTION, "live");
        assertEquals(
                Environment.Kind.STAGING,
                office.deployments().environments(then).get(0).kind());
        assertEquals(
                Environment.Kind.PRODUCTION,
                office.deployments().environments(AsOf.now()).get(0).kind());
    }

    @Test
    void productionTakesServableVersionsAloneAndStagingTakesNoneThatIsBroken() {
        VersionId version = Fixtures.register(office, directory, "0 0");
        declare(Environment.Kind.STAGING, "trial");
        declare(Environment.Kind.PRODUCTION, "live");
        office.deployments().deploy(CLEO, DeploymentPlan.pinned(version, "trial"));
        var refused = assertThrows(
                RefusedException.class,
                () -> office.deployments().deploy(CLEO, DeploymentPlan.pinned(version, "live")));
        assertTrue(refused.getMessage().contains("registered"), refused.getMessage());
        assertEquals(
                List.of("trial"),
                office.deployments().of(MODEL, AsOf.now()).stream()
                        .map(Deployment::name)
                        .toList());
        office.deployments().retire(CLEO, MODEL, "trial", "tried");
        office.custody().archive(CLEO, version, "a better one came");
        assertThrows(
                RefusedException.class,
                () -> office.deployments()
                        .deploy(CLEO, DeploymentPlan.pinned(version, "trial").named("second")));
    }

    @Test
    void aDeploymentKeepsItsConfigurationAndAllThatItWas() {
        VersionId first = Fixtures.promoted(office, directory, "0 0");
        declare(Environment.Kind.PRODUCTION, "live");
        DeploymentPlan plan = DeploymentPlan.following(MODEL, "champion", "live")
                .named("desk")
                .image("registry.example/credit@sha256:" + "a".repeat(64))
                .setting("threads", "4")
                .setting("timeout", "50ms")
                .endpoint(URI.create("https://credit.example/v1"))
                .operator("team-sre");
        Deployment one = office.deployments().deploy(CLEO, plan);
        assertEquals(first, one.version());
        assertEquals(Optional.of("champion"), one.alias());
        assertEquals("team-sre", one.operator());
        AsOf then = AsOf.position(office.audit().checkpoint().size());
        Deployment other = office.deployments().deploy(CLEO, plan.setting("threads", "8"));
        assertNotEquals(one.configuration(), other.configuration());
        Deployment same = office.deployments().deploy(CLEO, plan);
        assertEquals(one.configuration(), same.configuration());
        office.deployments().retire(CLEO, MODEL, "desk", "moved to the cloud");
        assertEquals(List.of(), office.deployments().of(MODEL, AsOf.now()));
        assertEquals(List.of(one), office.deployments().of(MODEL, then));
        assertEquals(
                List.of(
                        Deployment.State.RUNNING,
                        Deployment.State.RUNNING,
                        Deployment.State.RUNNING,
                        Deployment.State.RETIRED),
                office.deployments().history(MODEL, "desk").stream()
                        .map(Deployment::state)
                        .toList());
        assertThrows(NotFoundException.class, () -> office.deployments().retire(CLEO, MODEL, "desk", "once more"));
    }

    @Test
    void aDeploymentThatIsTakenAwayReleasesItsVersion() {
        VersionId version = Fixtures.register(office, directory, "0 0");
        declare(Environment.Kind.TEST, "bench");
        office.deployments().deploy(CLEO, DeploymentPlan.pinned(version, "bench"));
        var held = assertThrows(RefusedException.class, () -> office.custody().delete(ANA, version, "cleaning up"));
        assertTrue(held.getMessage().contains("bench"), held.getMessage());
        office.deployments().retire(CLEO, MODEL, "bench", "tested");
        office.custody().delete(ANA, version, "cleaning up");
    }

    @Test
    void planAndEnvironmentSayWhatIsWrongWithThem() {
        VersionId version = new VersionId(MODEL, 1);
        DeploymentPlan plan = DeploymentPlan.pinned(version, "live");
        assertThrows(
                InvalidInputException.class, () -> plan.endpoint(URI.create("https://ana:secret@credit.example/")));
        assertThrows(InvalidInputException.class, () -> plan.setting("k", "v".repeat(1_001)));
        assertThrows(InvalidInputException.class, () -> plan.setting("bad\nkey", "v"));
        assertThrows(InvalidInputException.class, () -> plan.image("a\tb"));
        assertThrows(InvalidInputException.class, () -> plan.named("../up"));
        Map<String, String> many = new HashMap<>();
        for (int i = 0; i <= 100; i++) {
            many.put("k" + i, "v");
        }
        assertThrows(InvalidInputException.class, () -> withSettings(plan, many));
        assertThrows(
                InvalidInputException.class,
                () -> new DeploymentPlan(
                        MODEL,
                        Optional.of("champion"),
                        Optional.of(version),
                        "live",
                        "live",
                        Optional.empty(),
                        Map.of(),
                        Optional.empty(),
                        ""));
        assertThrows(InvalidInputException.class, () -> Environment.production("Live", "operations"));
        assertThrows(
                InvalidInputException.class,
                () -> new Environment("live", Environment.Kind.TEST, "operations", "Frank\nfurt"));
    }

    private static DeploymentPlan withSettings(DeploymentPlan plan, Map<String, String> settings) {
        return new DeploymentPlan(
                plan.model(),
                plan.alias(),
                plan.version(),
                plan.environment(),
                plan.name(),
                plan.image(),
                settings,
                plan.endpoint(),
                plan.operator());
    }

    private GovernedModel process(String deployment) {
        Governance process = GovernanceEngine.builder()
                .store(store)
                .clock(clock)
                .scheduler(new KillSwitchTest.Never())
                .build();
        return process.govern(
                MODEL,
                LOADER,
                ServingOptions.defaults().withRecording(Recording.standard().withDeployment(deployment)));
    }

    private State state(String deployment) {
        return office.deployments().processes(MODEL).stream()
                .filter(one -> one.deployment().equals(deployment))
                .map(ServingProcess::state)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aProcessThatHasNotFollowedItsAliasIsSeenWithTheEndOfItsLease() {
        VersionId first = Fixtures.promoted(office, directory, "0 0");
        try (GovernedModel prompt = process("prompt");
                GovernedModel deaf = process("deaf")) {
            assertEquals(State.CURRENT, state("prompt"));
            clock.advance(Duration.ofMinutes(1));
            VersionId second = Fixtures.promoted(office, directory, "0 0.0004");
            prompt.refresh();
            assertEquals(State.CURRENT, state("prompt"));
            assertEquals(State.BEHIND, state("deaf"));
            ServingProcess late = office.deployments().processes(MODEL).stream()
                    .filter(one -> one.state() == State.BEHIND)
                    .findFirst()
                    .orElseThrow();
            assertEquals(first, late.version());
            Alias champion =
                    office.registry().alias(MODEL, "champion", AsOf.now()).orElseThrow();
            assertEquals(champion.movedAt().plus(late.lease()), late.leaseEnds());
            assertTrue(office.deployments().processes(MODEL).stream()
                    .anyMatch(one -> one.version().equals(second)));
            office.registry().suspend(CLEO, MODEL, "incident 12");
            prompt.refresh();
            assertEquals(State.STOPPED, state("prompt"));
        }
        assertEquals(List.of(), office.deployments().processes(MODEL));
    }

    @Test
    void aProcessThatReportsNoMoreIsSilentAndThenForgotten() {
        Fixtures.promoted(office, directory, "0 0");
        try (GovernedModel one = process("one")) {
            clock.advance(Duration.ofMinutes(9));
            one.refresh();
            assertEquals(State.CURRENT, state("one"));
            clock.advance(Duration.ofMinutes(2));
            assertEquals(State.SILENT, state("one"));
            one.refresh();
            assertEquals(State.CURRENT, state("one"));
            clock.advance(Duration.ofHours(1));
            assertEquals(List.of(), office.deployments().processes(MODEL));
        }
    }
}
