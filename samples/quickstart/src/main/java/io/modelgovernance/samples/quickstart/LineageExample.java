package io.modelgovernance.samples.quickstart;

import static io.modelgovernance.samples.quickstart.Scene.cleo;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.lineage.graph.LineageIndex;
import io.modelgovernance.core.lineage.graph.Walk;
import io.modelgovernance.lineage.Direction;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Recall;
import java.nio.file.Path;

/** docs/lineage.md: where a version came from, and what came of bad data. */
public final class LineageExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        try (var governance = Scene.inMemory()) {
            // snippet: lineage
            var v1 = Scene.promoted(governance, Scene.modelFile(directory, "0 0.0006"));
            var lineage = governance.lineage().ancestors(Node.of(v1), 10, AsOf.now());
            lineage.nodes().stream().map(Node::kind).distinct().forEach(System.out::println);
            System.out.println("origins on record: "
                    + governance.lineage().completeness(v1).share());
            System.out.println("it bears: " + governance.lineage().labels(Node.of(v1), AsOf.now()));

            var recall = governance
                    .recalls()
                    .recall(cleo, Scene.loans.node(), "labels were swapped", Recall.Response.SUSPEND);
            recall.affected()
                    .forEach(one -> System.out.println(one.version() + " behind " + one.aliases() + " by "
                            + one.path().stream().map(Node::kind).toList() + ", decisions: " + one.decisions()));
            System.out.println("stopped: " + recall.suspended());

            var index = LineageIndex.of(lineage);
            var near = Walk.of(Direction.UPSTREAM).depth(2).in(index.graph(), index.id(Node.of(v1)));
            System.out.println("within two steps: " + near.size());
            // end
        }
    }
}
