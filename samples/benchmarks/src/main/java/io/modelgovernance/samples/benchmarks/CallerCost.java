package io.modelgovernance.samples.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Bytes and processor time an operation takes on the threads that call, without what threads behind them take: beside
 * the profilers {@code gc} and {@link CpuTime}, which count both, it says what a caller's request is made to carry.
 */
public final class CallerCost implements InternalProfiler {
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private long bytes;
    private long nanos;

    @Override
    public String getDescription() {
        return "Bytes and processor time an operation takes on the calling threads";
    }

    private long sum(java.util.function.LongUnaryOperator measure) {
        long sum = 0;
        for (long id : threads.getAllThreadIds()) {
            var thread = threads.getThreadInfo(id);
            if (thread != null && thread.getThreadName().contains("jmh-worker")) {
                sum += Math.max(0, measure.applyAsLong(id));
            }
        }
        return sum;
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        bytes = sum(threads::getThreadAllocatedBytes);
        nanos = sum(threads::getThreadCpuTime);
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double allocated = sum(threads::getThreadAllocatedBytes) - bytes;
        double spent = sum(threads::getThreadCpuTime) - nanos;
        long operations = Math.max(1, result.getMetadata().getAllOps());
        return List.of(
                new ScalarResult("caller.alloc", allocated / operations, "B/op", AggregationPolicy.AVG),
                new ScalarResult("caller.cpu", spent / operations, "ns/op", AggregationPolicy.AVG));
    }
}
