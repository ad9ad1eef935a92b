package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.core.lineage.graph.CompactGraph;
import io.modelgovernance.core.lineage.graph.Reached;
import io.modelgovernance.core.lineage.graph.Walk;
import io.modelgovernance.lineage.Direction;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.jgrapht.graph.DefaultEdge;
import org.jgrapht.graph.EdgeReversedGraph;
import org.jgrapht.graph.SimpleDirectedGraph;
import org.jgrapht.traverse.BreadthFirstIterator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A lineage in memory, three edges a node, each from an earlier node: built and walked, by us and by JGraphT. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@State(Scope.Benchmark)
public class LineageBenchmark {
    private static final int EDGES = 3;

    /** Nodes. */
    @Param("1000000")
    public int size;

    int[] from;
    int[] to;
    CompactGraph graph;
    SimpleDirectedGraph<Integer, DefaultEdge> peer;

    /** Draws the edges. */
    @Setup(Level.Trial)
    public void draw() {
        SplittableRandom random = new SplittableRandom(5);
        from = new int[EDGES * (size - 1)];
        to = new int[from.length];
        for (int i = 0; i < from.length; i++) {
            to[i] = 1 + i / EDGES;
            from[i] = random.nextInt(to[i]);
        }
        graph = build();
        peer = buildJgrapht();
    }

    /** Builds. */
    @Benchmark
    public CompactGraph build() {
        return CompactGraph.of(size, from, to);
    }

    /** JGraphT builds. */
    @Benchmark
    public SimpleDirectedGraph<Integer, DefaultEdge> buildJgrapht() {
        SimpleDirectedGraph<Integer, DefaultEdge> made = new SimpleDirectedGraph<>(DefaultEdge.class);
        for (int i = 0; i < size; i++) {
            made.addVertex(i);
        }
        for (int i = 0; i < from.length; i++) {
            made.addEdge(from[i], to[i]);
        }
        return made;
    }

    /** What the last node came from. */
    @Benchmark
    public Reached ancestors() {
        return Walk.of(Direction.UPSTREAM).in(graph, size - 1);
    }

    /** What the last node came from, by JGraphT. */
    @Benchmark
    public int ancestorsJgrapht() {
        int reached = 0;
        var walk = new BreadthFirstIterator<>(new EdgeReversedGraph<>(peer), size - 1);
        while (walk.hasNext()) {
            reached += walk.next() == size - 1 ? 0 : 1;
        }
        return reached;
    }

    /** What the first node went into. */
    @Benchmark
    public Reached descendants() {
        return Walk.of(Direction.DOWNSTREAM).in(graph, 0);
    }

    /** What the first node went into, by JGraphT. */
    @Benchmark
    public int descendantsJgrapht() {
        int reached = 0;
        var walk = new BreadthFirstIterator<>(peer, 0);
        while (walk.hasNext()) {
            reached += walk.next() == 0 ? 0 : 1;
        }
        return reached;
    }
}
