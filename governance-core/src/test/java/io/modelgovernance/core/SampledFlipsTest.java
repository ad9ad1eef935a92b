package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Verdict;
import io.modelgovernance.core.fairness.FlipCheck;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.Alert;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.QualityRule;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.Checks;
import io.modelgovernance.serving.FlipSampling;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decisions of production that are asked of again for another group, and the alert when too many would change. */
class SampledFlipsTest {
    private static final Actor JOB = Actor.service("monitor-job");
    private static final WindowPlan DAILY = new WindowPlan(WindowPlan.Unit.DAY, 1, "UTC", Duration.ofHours(1));
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("income", 0, 1_000_000),
            Feature.numeric("age", 0, 1_000).markProtected());
    private static final FlipSampling HALF = new FlipSampling("age", List.of(100.0, 900.0), List.of(), 0.5, 7);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance governance;

    @BeforeEach
    void open() {
        governance = GovernanceEngine.builder().store(store).clock(clock).build();
    }

    @AfterEach
    void close() {
        assertTrue(governance.audit().verify().intact());
        governance.close();
    }

    private VersionId watched(String weights) {
        VersionId version = Fixtures.promoted(governance, directory, weights, SCHEMA);
        governance
                .drift()
                .freeze(BEN, version, Rows.of(SCHEMA, Fixtures.rows(1, 2_000, 0).toArray()));
        governance
                .monitors()
                .define(
                        CLEO,
                        MonitorDefinition.of(version, DAILY)
                                .quality(QualityRule.of(QualityRule.Check.FLIPS, Levels.above(0.02, 0.05))));
        return version;
    }

    private GovernedModel governed(FlipSampling sampling) {
        return governance.govern(
                "credit-risk",
                Fixtures.LOADER,
                ServingOptions.defaults().withChecks(Checks.standard().flipped(sampling)));
    }

    private FigureLook judged(VersionId version) {
        clock.advance(Duration.between(
                clock.instant(),
                DAILY.at(clock.instant()).to().plus(DAILY.grace()).plusSeconds(1)));
        return governance.monitors().judgeDue(JOB, version).get(0).figures().get(0);
    }

    /** One by one, in a batch and of every kind of record, just those of the sample are counted, as they come out by hand. */
    @Test
    void aModelThatLooksAtTheGroupIsFoundByItsDecisions() {
        VersionId version = watched("0.0001 0.0005");
        FlipCheck byHand = FlipCheck.of(
                (rows, n, out) -> {
                    for (int i = 0; i < n; i++) {
                        out[i] = 0.0001 * rows[2 * i] + 0.0005 * rows[2 * i + 1];
                    }
                },
                SCHEMA,
                DecisionRule.declineFrom(0.5),
                HALF);
        int sampled = 0;
        int changed = 0;
        SplittableRandom random = new SplittableRandom(3);
        try (GovernedModel model = governed(HALF)) {
            for (int call = 0; call < 100; call++) {
                double[] rows = random.doubles(8, 0, 1_000).toArray();
                List<Verdict> verdicts = call % 2 == 0
                        ? model.judgeAll(new Call(BANK, PURPOSE), rows)
                        : List.of(model.judge(new Call(BANK, PURPOSE), new double[] {rows[0], rows[1]}));
                for (int i = 0; i < verdicts.size(); i++) {
                    if (HALF.includes(verdicts.get(i).id())) {
                        sampled++;
                        changed += byHand.check(new double[] {rows[2 * i], rows[2 * i + 1]})
                                        .changed()
                                ? 1
                                : 0;
                    }
                }
            }
            assertThrows(InvalidInputException.class, () -> byHand.check(new double[3]));
        }
        FigureLook look = judged(version);
        assertEquals(sampled, look.figure().n());
        assertEquals((double) changed / sampled, look.figure().value(), 1e-12);
        assertTrue(sampled > 90 && sampled < 160, () -> "" + look);
        assertEquals(DriftVerdict.DRIFT, look.verdict());
        assertEquals(
                List.of(Alert.Kind.FAIRNESS),
                governance.monitors().alerts().of("credit-risk", AsOf.now()).stream()
                        .map(Alert::kind)
                        .distinct()
                        .toList());
    }

    @Test
    void aModelThatDoesNotIsLeftInPeace() {
        VersionId version = watched("0.0008 0");
        try (GovernedModel model = governed(HALF)) {
            model.judgeAll(
                    new Call(BANK, PURPOSE),
                    new SplittableRandom(3).doubles(1_000, 0, 1_000).toArray());
        }
        FigureLook look = judged(version);
        assertEquals(0, look.figure().value());
        assertEquals(DriftVerdict.STABLE, look.verdict());
    }

    @Test
    void anAttributeThatIsNotProtectedIsRefusedBeforeTheFirstDecision() {
        watched("0.0001 0.0005");
        FlipSampling income = new FlipSampling("income", List.of(100.0, 900.0), List.of(), 0.5, 7);
        InvalidInputException refused =
                assertThrows(InvalidInputException.class, () -> governed(income).close());
        assertTrue(String.valueOf(refused.getMessage()).contains("income"), refused::toString);
    }
}
