package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.stream.Adwin;
import io.modelgovernance.core.stream.Bocd;
import io.modelgovernance.core.stream.Ddm;
import io.modelgovernance.core.stream.Eddm;
import io.modelgovernance.core.stream.HddmA;
import io.modelgovernance.core.stream.HddmW;
import io.modelgovernance.core.stream.MeanBetting;
import io.modelgovernance.core.stream.PageHinkley;
import io.modelgovernance.core.stream.Rddm;
import io.modelgovernance.core.stream.Signal;
import io.modelgovernance.core.stream.Stepd;
import io.modelgovernance.core.stream.StreamDetector;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Detectors, one value of a stable stream of errors. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class StreamBenchmark {
    private static final int VALUES = 50_000;

    /** Which detector. */
    @Param({"ADWIN", "DDM", "EDDM", "RDDM", "HDDM_A", "HDDM_W", "PAGE_HINKLEY", "STEPD", "BETTING", "BOCD"})
    public String kind = "ADWIN";

    double[] values;
    StreamDetector detector;

    /** Draws errors at a rate of 0.2. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(7);
        values = new double[VALUES];
        for (int i = 0; i < VALUES; i++) {
            values[i] = random.nextDouble() < 0.2 ? 1 : 0;
        }
        detector = make();
    }

    private StreamDetector make() {
        return switch (kind) {
            case "ADWIN" -> Adwin.of(Adwin.Settings.defaults());
            case "DDM" -> Ddm.of(Ddm.Settings.defaults());
            case "EDDM" -> Eddm.of(Eddm.Settings.defaults());
            case "RDDM" -> Rddm.of(Rddm.Settings.defaults());
            case "HDDM_A" -> HddmA.of(HddmA.Settings.defaults());
            case "HDDM_W" -> HddmW.of(HddmW.Settings.defaults());
            case "PAGE_HINKLEY" -> PageHinkley.of(PageHinkley.Settings.defaults());
            case "STEPD" -> Stepd.of(Stepd.Settings.defaults());
            case "BETTING" -> MeanBetting.of(new MeanBetting.Settings(0, 0.3, 0.01));
            default -> Bocd.of(Bocd.Settings.around(0.2, 0.4));
        };
    }

    /** A value. */
    @Benchmark
    @OperationsPerInvocation(VALUES)
    public int value() {
        int alarms = 0;
        for (double value : values) {
            alarms += detector.update(value) == Signal.DRIFT ? 1 : 0;
        }
        return alarms;
    }
}
