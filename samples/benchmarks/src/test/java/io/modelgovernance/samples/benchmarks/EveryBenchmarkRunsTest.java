package io.modelgovernance.samples.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Each benchmark runs once in this process, so that none rots; no figure is looked at. */
class EveryBenchmarkRunsTest {
    private static final Class<?>[] ALL = {
        AliasBenchmark.class,
        ArtifactBenchmark.class,
        AuditBenchmark.class,
        CanonicalBenchmark.class,
        CountsBenchmark.class,
        DriftBenchmark.class,
        EffectBenchmark.class,
        ExplainBenchmark.class,
        FairnessBenchmark.class,
        GuardBenchmark.class,
        GuardedCallBenchmark.class,
        LimeBenchmark.class,
        LineageBenchmark.class,
        ProfileBenchmark.class,
        RescoreActsBenchmark.class,
        RescoreBenchmark.class,
        RuleBenchmark.class,
        StreamBenchmark.class,
        TreeShapBenchmark.class,
        TwoSampleBenchmark.class,
        UncertaintyBenchmark.class,
        VerifyBenchmark.class
    };

    private static ChainedOptionsBuilder once() {
        return new OptionsBuilder()
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .mode(Mode.SingleShotTime)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }

    private static Set<String> ran(ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> results = new Runner(options.build()).run();
        return results.stream()
                .map(result -> result.getParams().getBenchmark())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> written(Class<?>... classes) {
        return Arrays.stream(classes)
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods())
                        .filter(method -> method.isAnnotationPresent(Benchmark.class))
                        .map(Method::getName)
                        .map(name -> type.getName() + "." + name))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void onceEach() throws RunnerException {
        Set<String> ran = ran(once().include(".*")
                .param("database", "h2")
                .param("size", "1000")
                .param("bins", "10")
                .param("kind", "ADWIN")
                .param("features", "10")
                .param("trees", "100")
                .param("entries", "1000"));
        assertEquals(written(ALL), ran);
    }

    @Test
    void onPostgres() throws RunnerException {
        String one = AuditBenchmark.class.getName() + ".byHand";
        assertEquals(Set.of(one), ran(once().include(one).param("database", "postgres")));
    }
}
