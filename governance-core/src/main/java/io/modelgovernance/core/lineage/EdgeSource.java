package io.modelgovernance.core.lineage;

import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import java.util.List;

/** Where a walk takes its edges from, many nodes at a time. */
interface EdgeSource {
    /** Takes edges; answers false to end the reading. */
    @FunctionalInterface
    interface Sink {
        boolean take(Edge edge);
    }

    /** All edges that end at the nodes (upstream) or begin there; false if the sink ended it. */
    boolean each(List<Node> nodes, boolean upstream, Sink sink);

    /** Whether equal edges may have been handed over. */
    boolean repeats();

    /** The same for a sink that wants to know whether one leads on, and then ends it. */
    boolean probe(List<Node> nodes, boolean upstream, Sink sink);
}
