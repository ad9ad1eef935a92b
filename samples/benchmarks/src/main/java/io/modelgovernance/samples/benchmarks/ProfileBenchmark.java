package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.core.profile.WindowTests;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.datasketches.kll.KllDoublesSketch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Rows of 30 numbers counted in frozen bins, beside one quantile sketch of DataSketches a column. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@State(Scope.Benchmark)
public class ProfileBenchmark {
    private static final int COLUMNS = 30;
    private static final int ROWS = 20_000;
    private static final int PROFILES = 1_000;

    FrozenReference reference;
    double[] data;
    double[][] rows;
    WindowCounter counter;
    KllDoublesSketch[] sketches;
    List<WindowProfile> parts;
    WindowProfile window;

    /** Draws rows, freezes others, and counts a thousand windows. */
    @Setup(Level.Trial)
    public void draw() {
        FeatureSchema schema = new FeatureSchema(IntStream.range(0, COLUMNS)
                .mapToObj(i -> Feature.numeric("f" + i))
                .toList());
        reference = FrozenReference.of(
                ReferenceProfiler.withDefaults().profile(Rows.of(schema, values(new SplittableRandom(1), 10_000))));
        data = values(new SplittableRandom(2), ROWS);
        rows = new double[ROWS][COLUMNS];
        for (int i = 0; i < ROWS; i++) {
            System.arraycopy(data, i * COLUMNS, rows[i], 0, COLUMNS);
        }
        parts = new ArrayList<>();
        for (int i = 0; i < PROFILES; i++) {
            WindowCounter one = reference.counter();
            one.addAll(values(new SplittableRandom(i), 20), 20);
            parts.add(one.profile());
        }
        counter = reference.counter();
        counter.addAll(data, ROWS);
        window = counter.profile();
        sketches = new KllDoublesSketch[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            sketches[i] = KllDoublesSketch.newHeapInstance(200);
        }
    }

    private static double[] values(SplittableRandom random, int count) {
        double[] values = new double[count * COLUMNS];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
        }
        return values;
    }

    /** A row of a batch. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public WindowCounter rowOfABatch() {
        counter.addAll(data, ROWS);
        return counter;
    }

    /** One row at a time. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public WindowCounter oneRow() {
        for (double[] row : rows) {
            counter.add(row);
        }
        return counter;
    }

    /** One row at a time into one sketch a column. */
    @Benchmark
    @OperationsPerInvocation(ROWS)
    public KllDoublesSketch[] oneRowKll() {
        for (double[] row : rows) {
            for (int i = 0; i < COLUMNS; i++) {
                sketches[i].update(row[i]);
            }
        }
        return sketches;
    }

    /** A thousand profiles added up. */
    @Benchmark
    public WindowProfile mergeAThousand() {
        WindowCounter all = reference.counter();
        for (WindowProfile part : parts) {
            all.add(part);
        }
        return all.profile();
    }

    /** All tests of the thirty features over a profile: what a check in the serving path costs. */
    @Benchmark
    public List<WindowTests.Result> check() {
        return WindowTests.compare(reference, window, 50);
    }
}
