package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.fairness.Disparity;
import io.modelgovernance.core.fairness.GroupCounts;
import io.modelgovernance.core.fairness.GroupRate;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Fairness of 100,000 decisions on eight groups. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Benchmark)
public class FairnessBenchmark {
    private static final int ROWS = 100_000;
    private static final int GROUPS = 8;

    byte[] group;
    byte[] selected;
    byte[] positive;

    /** Draws them. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(5);
        group = new byte[ROWS];
        selected = new byte[ROWS];
        positive = new byte[ROWS];
        for (int i = 0; i < ROWS; i++) {
            group[i] = (byte) random.nextInt(GROUPS);
            selected[i] = (byte) random.nextInt(2);
            positive[i] = (byte) (random.nextInt(3) - 1);
        }
    }

    /** The one pass. */
    @Benchmark
    public GroupCounts counts() {
        return GroupCounts.of(group, GROUPS, selected, positive);
    }

    /** The pass, and eleven rates of eight groups with differences, ratios and worst gaps, each with its interval. */
    @Benchmark
    public void everythingWithIntervals(Blackhole out) {
        GroupCounts counts = GroupCounts.of(group, GROUPS, selected, positive);
        for (GroupRate rate : GroupRate.values()) {
            Disparity disparity = Disparity.of(counts, rate);
            out.consume(disparity.against(0));
            out.consume(disparity.worst());
        }
    }

    /** Two rates of two groups with their ratio, as a loop over rows would: what no library can be faster than. */
    @Benchmark
    public double twoRatesByALoop() {
        long[] hits = new long[2];
        long[] all = new long[2];
        for (int i = 0; i < ROWS; i++) {
            int one = group[i] == 0 ? 0 : 1;
            hits[one] += selected[i];
            all[one]++;
        }
        return (double) hits[0] / all[0] / ((double) hits[1] / all[1]);
    }
}
