package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.ANA;
import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static io.modelgovernance.core.Fixtures.SCHEMA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.StoreException;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.DeploymentPlan;
import io.modelgovernance.registry.Environment;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bad input and broken stores: a typed exception that says what, where and what would be right; nothing written. */
class BadInputTest {
    private static final VersionId NONE = new VersionId("fraud", 1);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final AtomicLong ticker = new AtomicLong();
    private final InMemoryGovernanceStore memory = new InMemoryGovernanceStore();
    private final FaultyStore store = new FaultyStore(memory);
    private Governance governance;

    @BeforeEach
    void build() {
        governance = GovernanceEngine.builder()
                .store(store, memory, store)
                .clock(clock)
                .ticker(ticker::get)
                .build();
    }

    @AfterEach
    void intactAndClosed() {
        store.heal();
        store.showContent(bytes -> bytes);
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    /** The act throws this, says all that, and leaves journal and head as they were. */
    private <E extends GovernanceException> E assertRefused(Class<E> type, Executable act, String... words) {
        Digest before = state();
        E refused = assertThrows(type, act);
        for (String word : words) {
            assertTrue(refused.getMessage().contains(word), () -> word + " is not in: " + refused.getMessage());
        }
        assertTrue(refused.getMessage().contains(" must "), refused::getMessage);
        assertFalse(refused.getMessage().chars().anyMatch(c -> c < 0x20 || c > 0x7e), refused::getMessage);
        assertEquals(before, state());
        return refused;
    }

    private Digest state() {
        byte[] head = memory.head().treeState();
        byte[] all = Arrays.copyOf(head, head.length + Long.BYTES);
        java.nio.ByteBuffer.wrap(all).putLong(head.length, memory.head().position());
        return Digest.of(all);
    }

    @Test
    void anUnknownModelIsNamed() {
        for (Executable act : List.<Executable>of(
                () -> governance.registry().versions("fraud", AsOf.now()),
                () -> governance.registry().requests("fraud"),
                () -> governance.deployments().of("fraud", AsOf.now()),
                () -> governance.registry().suspension("fraud"),
                () -> governance.registry().suspend(CLEO, "fraud", "incident"),
                () -> governance.registry().resume(CLEO, "fraud", "incident"),
                () -> governance.govern("fraud", LOADER))) {
            NotFoundException missing =
                    assertRefused(NotFoundException.class, act, "The model (fraud) must exist.", "Maybe register");
            assertEquals("model", missing.kind());
            assertEquals("fraud", missing.id());
        }
    }

    @Test
    void anUnknownVersionIsNamed() {
        governance.deployments().declare(CLEO, Environment.production("live", "operations"));
        for (Executable act : List.<Executable>of(
                () -> governance.registry().version(NONE),
                () -> governance.registry().files(NONE),
                () -> governance.registry().stage(NONE, AsOf.now()),
                () -> governance.registry().request(ANA, NONE, "production", "please"),
                () -> governance.registry().approve(BEN, NONE, "yes"),
                () -> governance.registry().withdraw(ANA, NONE, "no"),
                () -> governance.deployments().deploy(ANA, DeploymentPlan.pinned(NONE, "live")),
                () -> governance.registry().moveAlias(CLEO, "fraud", "champion", NONE, 0, "why"),
                () -> governance.risk().assess(ANA, NONE, Fixtures.smallRisk()),
                () -> governance
                        .risk()
                        .validate(
                                BEN,
                                NONE,
                                Validation.approved("00000001", "fine").on("later", Fixtures.LATER)),
                () -> governance.risk().open(CLEO, NONE, Finding.Severity.LOW, "x", "ana", LocalDate.of(2027, 1, 1)),
                () -> governance.drift().freeze(BEN, NONE, Fixtures.rows(1, 100, 0)),
                () -> governance.gates(NONE, "production"))) {
            assertRefused(NotFoundException.class, act, "The version (fraud:1) must exist.", "Maybe ");
        }
    }

    @Test
    void unknownStagesAliasesPlansFindingsAndRunsAreNamed() {
        VersionId version = Fixtures.register(governance, directory, "0 0");
        assertRefused(
                NotFoundException.class,
                () -> governance.registry().request(ANA, version, "heaven\n", "x"),
                "The stage (heaven\\u000a) must exist.",
                "Maybe one of [registered, production, retired].");
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().request(ANA, version, "registered", "x"),
                "transition goes from registered to registered",
                "registered to production");
        assertRefused(
                NotFoundException.class,
                () -> governance.govern("credit-risk", LOADER),
                "The alias (champion of credit-risk) must exist.",
                "Maybe promote");
        assertRefused(
                NotFoundException.class,
                () -> governance
                        .risk()
                        .validate(
                                BEN,
                                version,
                                Validation.approved("00000009", "x").on("later", Fixtures.LATER)),
                "The validation plan (00000009) must exist.");
        assertRefused(
                NotFoundException.class,
                () -> governance.risk().close(BEN, "credit-risk", "00000009", "x"),
                "The finding (00000009) must exist.",
                "findings(\"credit-risk\")");
        assertRefused(
                NotFoundException.class,
                () -> governance
                        .registry()
                        .register(ANA, "credit-risk", Candidate.of(model("0 0")).withRun("nope"), SCHEMA),
                "The run (nope) must exist.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\u0007b",
                "a\nb",
                "../etc",
                "a/b",
                "a\\b",
                "a..b",
                ".hidden",
                "C:x",
                "Credit",
                "cr\u0435dit",
                "credit\u200brisk",
                "\u0131",
                "a\ud83d\ude00",
                "x%2e",
                "a\u0000"
            })
    void namesThatCouldDeceiveAreRefused(String name) {
        Candidate candidate = Candidate.of(model("0 0"));
        VersionId version = Fixtures.register(governance, directory, "0 0");
        for (Executable act : List.<Executable>of(
                () -> governance.registry().register(ANA, name, candidate, SCHEMA),
                () -> governance.registry().register(ANA, "m", candidate.withPurposes(name), SCHEMA),
                () -> governance.deployments().declare(ANA, Environment.production(name, "operations")),
                () -> governance.deployments().deploy(ANA, DeploymentPlan.pinned(version, name)),
                () -> governance.deployments().retire(ANA, "credit-risk", name, "over"),
                () -> governance.registry().alias("credit-risk", name, AsOf.now()),
                () -> governance.registry().moveAlias(CLEO, "credit-risk", name, version, 0, "x"),
                () -> governance.registry().suspend(CLEO, name, "x"),
                () -> governance.registry().suspension(name),
                () -> governance.registry().reviseCard(CLEO, name, card()),
                () -> governance.risk().findings(name, AsOf.now()),
                () -> governance.risk().close(CLEO, "credit-risk", name, "x"),
                () -> Validation.approved(name, "x"),
                () -> governance.govern(name, LOADER),
                () -> new VersionId(name, 1),
                () -> new Node("dataset", name.isBlank() || name.matches("[A-Za-z:/%0-9]+") ? "\u00e4" : name),
                () -> Actor.human(name.matches("[A-Za-z.]+") ? name + "/" : name))) {
            assertRefused(InvalidInputException.class, act);
        }
    }

    private static io.modelgovernance.registry.ModelCard card() {
        return new io.modelgovernance.registry.ModelCard("x", "ana", List.of(), List.of(), List.of());
    }

    @Test
    void overlongNamesAndTextsAreRefused() {
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().register(ANA, "x".repeat(121), Candidate.of(model("0 0")), SCHEMA),
                "The model name (xxx",
                "must be 1 to 120");
        assertEquals(120, new VersionId("x".repeat(120), 1).model().length());
        VersionId version = Fixtures.register(governance, directory, "0 0");
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().suspend(CLEO, version.model(), "x".repeat(1 << 24)),
                "must be at most 16777216");
        assertRefused(
                InvalidInputException.class,
                () -> governance
                        .registry()
                        .register(
                                ANA,
                                "credit-risk",
                                Candidate.of(model("0 0")).withParameter("p".repeat(60_000), 1),
                                SCHEMA),
                "has 60000 letters but must be at most");
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().suspend(CLEO, version.model(), "half a pair: \ud800"),
                "half a surrogate pair");
        assertEquals(
                1, governance.registry().versions("credit-risk", AsOf.now()).size());
    }

    @Test
    void filesThatAreNoModelAreRefused() throws IOException {
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().register(ANA, "m", Candidate.of(directory.resolve("gone")), SCHEMA),
                "artifact gone is not there",
                "a regular file");
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().register(ANA, "m", Candidate.of(directory), SCHEMA),
                "artifact manifest is empty");
        Path link = Files.createSymbolicLink(directory.resolve("link"), model("0 0"));
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().register(ANA, "m", Candidate.of(link), SCHEMA),
                "not a symbolic link");
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().register(ANA, "m", Candidate.of(), SCHEMA),
                "artifact manifest is empty");
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().register(ANA, "m", Candidate.of(model("0 0"), model("0 0")), SCHEMA),
                "names a file twice");
        Path bell = Files.writeString(directory.resolve("bell\u0007.txt"), "x");
        assertRefused(
                InvalidInputException.class,
                () -> governance.registry().register(ANA, "m", Candidate.of(bell), SCHEMA),
                "artifact name (bell\\u0007.txt)");
    }

    @Test
    void aFileChangedAfterRegistrationIsNotLoaded() throws IOException {
        VersionId version = Fixtures.promoted(governance, directory, "0 0");
        Files.writeString(directory.resolve("model.txt"), "9 9");
        assertEquals(
                "0 0",
                new String(
                        governance.registry().files(version).bytes("model.txt"),
                        java.nio.charset.StandardCharsets.US_ASCII));
        for (String forged : List.of("9 9", "0 0 ", "0", "")) {
            store.showContent(bytes -> forged.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            assertRefused(
                    IntegrityException.class,
                    () -> governance.govern("credit-risk", LOADER),
                    "The artifact (model.txt) of credit-risk:1 must have the digest sha256:",
                    "has other bytes in the content store",
                    "Maybe it was changed outside governance.");
        }
        store.showContent(bytes -> bytes);
        assertRefused(
                NotFoundException.class,
                () -> governance.registry().files(version).bytes("other.txt"),
                "The artifact (other.txt) must exist. Maybe one of [model.txt].");
    }

    @Test
    void rowsThatDoNotFitTheSchemaAreRefused() {
        Fixtures.promoted(governance, directory, "0 0");
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            assertRow(model, new double[] {Double.NaN, 1}, "The feature income is missing (NaN)", "a finite number in");
            assertRow(model, new double[] {Double.POSITIVE_INFINITY, 1}, "feature income is infinite");
            assertRow(model, new double[] {1, Double.NEGATIVE_INFINITY}, "feature debt is infinite", "or missing");
            assertRow(model, new double[] {-1, 1}, "feature income is outside its range", "[0.0, 1000000.0]");
            assertRow(model, new double[] {1}, "row has 1 values", "2 values: [income, debt]");
            assertRow(model, new double[] {1, 2, 3}, "row has 3 values");
            assertMap(model, Map.of("debt", 1), "feature income is missing");
            assertMap(model, Map.of("income", "much"), "feature income is a String");
            assertMap(
                    model, Map.of("income", 1, "shoe\n", 2), "feature shoe\\u000a is unknown", "one of [income, debt]");
            assertMap(model, Map.of("income", Double.NaN), "feature income is missing");
            assertEquals(0, model.flush());
        }
    }

    private void assertRow(GovernedModel model, double[] row, String... words) {
        assertRefused(InvalidInputException.class, () -> model.decide(BANK, PURPOSE, row), words);
    }

    private void assertMap(GovernedModel model, Map<String, ?> values, String... words) {
        assertRefused(InvalidInputException.class, () -> model.decide(BANK, PURPOSE, values), words);
    }

    @Test
    void whoHadAPartInItMayNotVote() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        governance.risk().assess(ANA, version, Fixtures.smallRisk());
        Fixtures.validate(governance, version);
        governance.registry().request(CLEO, version, "production", "please");
        assertRefused(
                ConflictException.class,
                () -> governance.registry().approve(CLEO, version, "mine"),
                "The voter (cleo) on moving credit-risk:1 to production must not be the requester.",
                "Maybe ask somebody who had no part in it.");
        assertRefused(
                ConflictException.class,
                () -> governance.registry().approve(Actor.human("ANA"), version, "my work"),
                "The voter (ana)",
                "developed credit-risk:1 according to lineage");
        assertRefused(
                ConflictException.class,
                () -> governance.registry().reject(BANK, version, "robot"),
                "The voter (loan-desk)",
                "must be a person but is a service");
        assertRefused(
                ConflictException.class,
                () -> governance.registry().withdraw(BEN, version, "not mine"),
                "must be withdrawn by cleo");
        assertRefused(
                ConflictException.class,
                () -> governance.registry().request(BEN, version, "production", "again"),
                "must have no open request");
    }

    @Test
    void theAuthorOfTheRunMayNotVoteEvenIfSomebodyElseRegistered() {
        String run;
        try (var started = governance.lineage().startRun(ANA, "train")) {
            run = started.id();
            started.code("abc123");
        }
        VersionId version = governance
                .registry()
                .register(
                        Actor.human("dora"),
                        "credit-risk",
                        Candidate.of(model("0 0"))
                                .withRun(run)
                                .withRule(DecisionRule.declineFrom(0.5))
                                .withPurposes(PURPOSE),
                        SCHEMA)
                .id();
        assertEquals(
                java.util.Set.of("ana", "dora"),
                governance.registry().version(version).developers());
        governance.registry().request(CLEO, version, "retired", "not needed");
        for (String developer : List.of("ana", "dora")) {
            assertRefused(
                    ConflictException.class,
                    () -> governance.registry().approve(Actor.human(developer), version, "x"),
                    "The voter (" + developer + ")",
                    "must be independent");
        }
    }

    @Test
    void anExpiredRequestCannotBeVotedOn() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        governance.risk().assess(ANA, version, Fixtures.smallRisk());
        Fixtures.validate(governance, version);
        governance.registry().request(ANA, version, "production", "please");
        clock.advance(Duration.ofDays(400));
        assertRefused(
                ConflictException.class,
                () -> governance.registry().approve(BEN, version, "late"),
                "to move credit-risk:1 to production",
                "must be voted on before 20",
                "have expired",
                "Maybe withdraw it and request again.");
        governance.registry().request(ANA, version, "retired", "a new one is possible");
    }

    /** Every act, with the store failing at its first call, its second, and so on until it succeeds. */
    @Test
    void aStoreThatFailsMidActLeavesNothingBehind() {
        VersionId version = Fixtures.register(governance, directory, "1 1");
        Candidate next = Candidate.of(model("1 1"));
        assertAllOrNothing(() -> governance.registry().register(ANA, "credit-risk", next, SCHEMA));
        assertAllOrNothing(() -> governance.risk().assess(ANA, version, Fixtures.smallRisk()));
        assertAllOrNothing(() -> Fixtures.validate(governance, version));
        assertAllOrNothing(() -> governance.registry().request(ANA, version, "production", "please"));
        assertAllOrNothing(() -> governance.registry().approve(BEN, version, "validated"));
        assertEquals("production", governance.registry().stage(version, AsOf.now()));
        assertAllOrNothing(() -> governance.deployments().declare(CLEO, Environment.production("live", "operations")));
        assertAllOrNothing(() -> governance.deployments().deploy(CLEO, DeploymentPlan.pinned(version, "live")));
        assertAllOrNothing(() -> governance.registry().suspend(CLEO, "credit-risk", "incident"));
        assertAllOrNothing(() -> governance.registry().reviseCard(CLEO, "credit-risk", card()));
        assertAllOrNothing(() ->
                governance.risk().open(CLEO, version, Finding.Severity.HIGH, "leak", "ana", LocalDate.of(2027, 1, 1)));
        assertAllOrNothing(() -> governance.drift().freeze(BEN, version, Fixtures.rows(1, 200, 0)));
        assertAllOrNothing(() -> governance.lineage().recordDataset(ANA, data()));
        assertTrue(governance.audit().verify().intact());
    }

    private static DatasetVersion data() {
        return new DatasetVersion(
                "d", "1", Digest.of(new byte[0]), 1, List.of(), "s", "l", DatasetVersion.PersonalData.NONE);
    }

    private void assertAllOrNothing(Runnable act) {
        for (int calls = 0; calls < 500; calls++) {
            long before = memory.head().position();
            store.failAfter(calls);
            try {
                act.run();
                store.heal();
                assertTrue(calls > 0);
                assertTrue(memory.head().position() > before);
                return;
            } catch (StoreException e) {
                store.heal();
                assertEquals(StoreException.Outcome.NOT_WRITTEN, e.outcome());
                assertTrue(e.getMessage().startsWith("The store must answer"), e::getMessage);
                assertTrue(governance.audit().verify().intact());
                // The steps of a composed act that came through stay, each whole; the failed one left nothing.
                assertTrue(memory.head().position() - before <= 1);
            }
        }
        throw new AssertionError("The act never came through.");
    }

    @Test
    void noRecordNoDecision() {
        VersionId version = Fixtures.promoted(governance, directory, "0 0");
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            store.failAfter(0);
            StoreException failed = assertThrows(StoreException.class, model::refresh);
            assertTrue(failed.getMessage().contains("must answer"), failed::getMessage);
            assertEquals(version, model.permitted());
            ticker.addAndGet(Duration.ofHours(1).toNanos());
            RefusedException stale =
                    assertThrows(RefusedException.class, () -> model.decide(BANK, PURPOSE, new double[] {1, 1}));
            assertTrue(stale.getMessage().contains("could not be confirmed for longer than"), stale::getMessage);
            store.heal();
            model.refresh();
            model.decide(BANK, PURPOSE, new double[] {1, 1});
        }
    }

    @Test
    void anActThatIsRecordedDoesNotFailBecauseNobodyCanBeTold() {
        Fixtures.promoted(governance, directory, "0 0");
        ScheduledExecutorService gone = Executors.newSingleThreadScheduledExecutor();
        try (Governance other = GovernanceEngine.builder()
                        .store(memory)
                        .clock(clock)
                        .scheduler(gone)
                        .build();
                GovernedModel model = other.govern("credit-risk", LOADER)) {
            gone.shutdownNow();
            long before = memory.head().position();
            other.registry().suspend(CLEO, "credit-risk", "incident");
            assertEquals(before + 1, memory.head().position());
            model.refresh();
            assertThrows(RefusedException.class, model::permitted);
        }
    }

    @Test
    void anEmptySetOfRulesIsRefusedInWords() {
        Recording standard = Recording.standard();
        Checks checks = Checks.standard();
        for (Executable empty : List.<Executable>of(
                () -> new Policy("p/1", Map.of(), Map.of(), true),
                () -> new Recording(
                        Map.of(),
                        standard.spill(),
                        standard.spillBytes(),
                        standard.kept(),
                        standard.deployment(),
                        standard.retention(),
                        standard.notice(),
                        1),
                () -> standard.withCallerShare(0),
                () -> standard.withCallerShare(1.1),
                () -> standard.withCallerShare(Double.NaN),
                () -> new Checks(
                        Map.of(),
                        checks.conditions(),
                        checks.intervals(),
                        checks.additivity(),
                        checks.bar(),
                        checks.permits(),
                        checks.rules(),
                        checks.flips()))) {
            assertThrows(InvalidInputException.class, empty);
        }
    }

    private Path model(String weights) {
        try {
            return Files.writeString(directory.resolve("model.txt"), weights);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
