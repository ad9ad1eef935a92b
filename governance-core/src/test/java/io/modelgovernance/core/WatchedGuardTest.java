package io.modelgovernance.core;

import static io.modelgovernance.core.Fixtures.BANK;
import static io.modelgovernance.core.Fixtures.BEN;
import static io.modelgovernance.core.Fixtures.CLEO;
import static io.modelgovernance.core.Fixtures.LOADER;
import static io.modelgovernance.core.Fixtures.PURPOSE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.Levels;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.PerformanceRule;
import io.modelgovernance.monitoring.PerformanceRule.Metric;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.RecordRule.WhenFull;
import io.modelgovernance.serving.Recording;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A governed model counts the rows it decides on in the windows of its version, if that is watched. */
class WatchedGuardTest {
    private static final WindowPlan DAILY = new WindowPlan(WindowPlan.Unit.DAY, 1, "UTC", Duration.ofHours(1));
    private static final Call CALL = new Call(BANK, PURPOSE);

    @TempDir
    Path directory;

    private final MovableClock clock = new MovableClock();
    private final InMemoryGovernanceStore store = new InMemoryGovernanceStore();
    private Governance governance;
    private VersionId version;

    @BeforeEach
    void promote() {
        governance = GovernanceEngine.builder().store(store).clock(clock).build();
        version = Fixtures.promoted(governance, directory, "0.0001 0.0005");
        governance.drift().freeze(BEN, version, Fixtures.rows(1, 2_000, 0));
    }

    @AfterEach
    void close() {
        governance.close();
    }

    private Look judged() {
        clock.advance(Duration.between(
                clock.instant(),
                DAILY.at(clock.instant()).to().plus(DAILY.grace()).plusSeconds(1)));
        return governance
                .monitors()
                .judgeDue(io.modelgovernance.Actor.service("monitor-job"), version)
                .get(0);
    }

    private void decide(ServingOptions options, int rows) {
        Rows seen = Fixtures.rows(2, rows, 0);
        try (GovernedModel model = governance.govern("credit-risk", LOADER, options)) {
            for (int i = 0; i < rows / 2; i++) {
                model.judge(CALL, seen.row(i)).orThrow();
            }
            double[] rest = new double[(rows - rows / 2) * 2];
            System.arraycopy(seen.toArray(), rows / 2 * 2, rest, 0, rest.length);
            model.judgeAll(CALL, rest).forEach(verdict -> verdict.orThrow());
            model.judge(new Call(BANK, "marketing"), seen.row(0));
            model.judge(CALL, new double[] {Double.NaN, 1});
        }
    }

    @Test
    void everyDecisionIsCountedOnceAndNoRefusal() {
        governance.monitors().define(CLEO, MonitorDefinition.of(version, DAILY));
        decide(ServingOptions.defaults(), 600);
        Look look = judged();
        assertEquals(600, look.rows());
        assertEquals(1, look.writers());
    }

    @Test
    void thoseWhoseRecordIsLeftOutOrDroppedToo() {
        governance.monitors().define(CLEO, MonitorDefinition.of(version, DAILY));
        for (RecordRule rule : List.of(
                RecordRule.standard().oneIn(10).whenFull(WhenFull.BLOCK),
                RecordRule.standard().whenFull(WhenFull.DROP))) {
            decide(
                    ServingOptions.defaults()
                            .withCapacity(5)
                            .withRecording(Recording.standard().withRule(rule)),
                    600);
        }
        assertEquals(1_200, judged().rows());
    }

    /** Whoever decides has row and score in hand, so that scores are counted of the row's parts as well. */
    @Test
    void scoresAreCountedInThePartsOfTheirRow() {
        Segment deep = Segment.range("deep", "debt", 500, 1_001);
        governance.drift().freeze(BEN, version, Fixtures.rows(1, 2_000, 0), List.of(deep));
        PerformanceRule rule = PerformanceRule.expected(Metric.ACCURACY, 0.5, Levels.below(0.3, 0.2));
        governance
                .monitors()
                .define(
                        CLEO,
                        MonitorDefinition.of(version, DAILY).segments(deep).performance(rule, rule.in("deep")));
        decide(ServingOptions.defaults(), 600);
        Rows seen = Fixtures.rows(2, 600, 0);
        long held =
                IntStream.range(0, 600).filter(i -> deep.holds(seen.get(i, 1))).count();
        List<FigureLook> figures = judged().figures();
        assertEquals(
                List.of(600L, held), figures.stream().map(FigureLook::cases).toList());
        assertTrue(held > 200 && held < 400);
    }

    @Test
    void fromTheMomentThatItIsWatched() {
        Rows seen = Fixtures.rows(2, 500, 0);
        try (GovernedModel model = governance.govern("credit-risk", LOADER)) {
            model.judge(CALL, seen.row(0));
            governance.monitors().define(CLEO, MonitorDefinition.of(version, DAILY));
            model.refresh();
            for (int i = 1; i < 500; i++) {
                model.judge(CALL, seen.row(i));
            }
            model.flush();
            governance
                    .monitors()
                    .define(CLEO, MonitorDefinition.of(version, DAILY).confirm(2));
            model.refresh();
            model.judge(CALL, seen.row(0));
        }
        assertEquals(500, judged().rows());
    }
}
