package io.modelgovernance.samples.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * What a lineage in memory takes to build and to keep, by us and by JGraphT, in lines of JSON: processor time of the
 * thread, median of some rounds, and what the collector leaves. {@code LineageFootprint 1000000} in a heap of 3 GB.
 */
public final class LineageFootprint {
    private static final int ROUNDS = 7;
    private static final int PEER_ROUNDS = 3;

    private LineageFootprint() {}

    /**
     * Measures.
     *
     * @param arguments number of nodes
     */
    public static void main(String[] arguments) {
        LineageBenchmark graph = new LineageBenchmark();
        graph.size = Integer.parseInt(arguments[0]);
        graph.draw();
        for (String order : new String[] {"by their ends", "any"}) {
            if (order.equals("any")) {
                shuffle(graph.from, graph.to);
            }
            double ours = milliseconds(ROUNDS, graph::build);
            double peer = milliseconds(PEER_ROUNDS, graph::buildJgrapht);
            say("build, edges in order: " + order, ours, peer, "ms");
        }
        say("kept", megabytes(graph::build), megabytes(graph::buildJgrapht), "MB");
        say(
                "ancestors of the last",
                milliseconds(ROUNDS * 3, graph::ancestors),
                milliseconds(ROUNDS, graph::ancestorsJgrapht),
                "ms");
        say(
                "descendants of the first",
                milliseconds(ROUNDS * 3, graph::descendants),
                milliseconds(ROUNDS, graph::descendantsJgrapht),
                "ms");
    }

    private static void say(String what, double ours, double peer, String unit) {
        System.out.printf(
                Locale.ROOT,
                "{\"what\":\"%s\",\"unit\":\"%s\",\"ours\":%.2f,\"jgrapht\":%.2f,\"ratio\":%.1f}%n",
                what,
                unit,
                ours,
                peer,
                peer / ours);
    }

    private static void shuffle(int[] from, int[] to) {
        SplittableRandom random = new SplittableRandom(9);
        for (int i = from.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int one = from[i];
            int other = to[i];
            from[i] = from[j];
            to[i] = to[j];
            from[j] = one;
            to[j] = other;
        }
    }

    private static double milliseconds(int rounds, Supplier<?> work) {
        double[] spent = new double[rounds];
        for (int i = 0; i < rounds; i++) {
            long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            Object made = work.get();
            long after = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            spent[i] = made == null ? Double.NaN : (after - before) / 1e6;
        }
        Arrays.sort(spent);
        return spent[rounds / 2];
    }

    private static double megabytes(Supplier<?> made) {
        long before = left();
        Object kept = made.get();
        try {
            return (left() - before) / 1e6;
        } finally {
            Reference.reachabilityFence(kept);
        }
    }

    private static long left() {
        for (int i = 0; i < 3; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
