package io.modelgovernance.samples.quickstart;

import io.modelgovernance.AsOf;
import io.modelgovernance.lineage.Node;
import java.nio.file.Path;

/** docs/lineage.md: where a version came from. */
public final class LineageExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        try (var governance = Scene.inMemory()) {
            // snippet: lineage
            var v1 = Scene.registered(governance, Scene.modelFile(directory, "0 0.0006"));
            var lineage = governance.lineage().ancestors(Node.of(v1), 10, AsOf.now());
            lineage.nodes().stream().map(Node::kind).distinct().forEach(System.out::println);

            var touched = governance.lineage().descendants(Scene.loans.node(), 10, AsOf.now());
            System.out.println("loans reached " + touched.nodes().size() + " nodes, one of them a version: "
                    + touched.nodes().contains(Node.of(v1)));
            System.out.println("without origin: " + governance.lineage().withoutOrigin(v1));
            // end
        }
    }
}
