package io.modelgovernance.samples.peers;

import io.modelgovernance.core.fairness.Disparity;
import io.modelgovernance.core.fairness.GroupCounts;
import io.modelgovernance.core.fairness.GroupRate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.kie.kogito.explainability.model.Output;
import org.kie.kogito.explainability.model.PredictionInput;
import org.kie.kogito.explainability.model.PredictionOutput;
import org.kie.kogito.explainability.model.PredictionProvider;
import org.kie.kogito.explainability.utils.FairnessMetrics;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Fairness of 100,000 decisions on eight groups: ours has eleven rates of every group with differences, ratios and the
 * worst gap, each with its interval; TrustyAI's has the difference and the ratio of one rate of one group.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FairnessPeers {
    private static final int ROWS = 100_000;
    private static final int GROUPS = 8;
    private static final Output SELECTED = Trusty.output(1).getOutputs().get(0);

    private final byte[] group = new byte[ROWS];
    private final byte[] selected = new byte[ROWS];
    private final byte[] positive = new byte[ROWS];
    private List<PredictionInput> inputs = List.of();
    private PredictionProvider provider = ignored -> CompletableFuture.completedFuture(List.of());
    private Predicate<PredictionInput> first = input -> false;

    /** Draws them, and sees that both say the same of the first group. */
    @Setup
    public void prepare() throws ExecutionException, InterruptedException {
        SplittableRandom random = new SplittableRandom(5);
        double[] rows = new double[2 * ROWS];
        for (int i = 0; i < ROWS; i++) {
            group[i] = (byte) random.nextInt(GROUPS);
            selected[i] = (byte) random.nextInt(2);
            positive[i] = (byte) (random.nextInt(3) - 1);
            rows[2 * i] = group[i];
            rows[2 * i + 1] = selected[i];
        }
        inputs = Trusty.inputs(rows, 2);
        PredictionOutput yes = Trusty.output(1);
        PredictionOutput no = Trusty.output(0);
        provider = asked -> CompletableFuture.completedFuture(
                asked.stream().map(input -> number(input, 1) == 1 ? yes : no).toList());
        first = input -> number(input, 0) == 0;
        long[] hits = new long[2];
        long[] all = new long[2];
        IntStream.range(0, ROWS).forEach(i -> {
            hits[group[i] == 0 ? 0 : 1] += selected[i];
            all[group[i] == 0 ? 0 : 1]++;
        });
        // TrustyAI divides the others' rate by that of the group.
        double ratio = (double) hits[1] / all[1] / ((double) hits[0] / all[0]);
        if (Math.abs(ratio - trustyAi()) > 1e-12) {
            throw new IllegalStateException("The ratio must be " + ratio + " but TrustyAI says " + trustyAi());
        }
    }

    private static double number(PredictionInput input, int feature) {
        return input.getFeatures().get(feature).getValue().asNumber();
    }

    /** Ours: everything, in one pass. */
    @Benchmark
    public void ours(Blackhole out) {
        GroupCounts counts = GroupCounts.of(group, GROUPS, selected, positive);
        for (GroupRate rate : GroupRate.values()) {
            Disparity disparity = Disparity.of(counts, rate);
            out.consume(disparity.against(0));
            out.consume(disparity.worst());
        }
    }

    /** TrustyAI's: the ratio of the others' rate of selection to that of one group. */
    @Benchmark
    public double trustyAi() throws ExecutionException, InterruptedException {
        return FairnessMetrics.groupDisparateImpactRatio(first, inputs, provider, SELECTED);
    }

    /** TrustyAI's: the difference beside it. */
    @Benchmark
    public double trustyAiDifference() throws ExecutionException, InterruptedException {
        return FairnessMetrics.groupStatisticalParityDifference(first, inputs, provider, SELECTED);
    }
}
