package io.modelgovernance.samples.quickstart;

import static io.modelgovernance.samples.quickstart.Scene.ana;
import static io.modelgovernance.samples.quickstart.Scene.ben;
import static io.modelgovernance.samples.quickstart.Scene.cleo;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Change;
import java.nio.file.Path;
import java.util.List;

/** docs/registry.md: who was champion, and when. */
public final class RegistryExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        try (var governance = Scene.inMemory()) {
            var v1 = Scene.promoted(governance, Scene.modelFile(directory, "0 0.0006"));
            // snippet: registry
            var registry = governance.registry();
            long before = governance.audit().checkpoint().size();
            var v2 = Scene.promoted(governance, Scene.modelFile(directory, "0 0.0004"));

            var now = registry.alias("credit-risk", "champion", AsOf.now()).orElseThrow();
            var then = registry.alias("credit-risk", "champion", AsOf.position(before))
                    .orElseThrow();
            System.out.println("champion now " + now.version() + ", before " + then.version());

            registry.moveAlias(cleo, "credit-risk", "champion", v1, now.revision(), "roll back, incident 12");
            try {
                registry.moveAlias(ben, "credit-risk", "champion", v2, now.revision(), "I did not see cleo's move");
            } catch (ConflictException e) {
                System.out.println(e.getMessage());
            }
            registry.requests("credit-risk")
                    .forEach(request -> System.out.println(request.version() + " to " + request.to() + ": "
                            + request.status() + ", asked by " + request.requestedBy() + ", approved by "
                            + request.votes().get(0).voter()));

            var catalogue = governance.catalogue();
            catalogue.tag(ana, v1, "team", "retail");
            var found = catalogue.search(CatalogueQuery.where("tag.team = 'retail' and alias = 'champion'"));
            System.out.println("found " + found.items().get(0).version());
            var swap = List.of(
                    new Change.PointAlias("champion", v2, now.revision() + 1), // all of it, in one act, or nothing
                    new Change.PointAlias("challenger", v1, 0));
            registry.change(cleo, swap, "v2 was right");
            for (var difference : catalogue.diff("credit-risk", AsOf.position(before), AsOf.now())) {
                if (difference.path().equals("alias.champion.version")) {
                    System.out.println("champion: " + difference.before().orElseThrow() + " became "
                            + difference.after().orElseThrow());
                }
            }
            try {
                governance.custody().delete(ana, v1, "cleaning up");
            } catch (RefusedException e) {
                e.reasons().forEach(System.out::println);
            }
            // end
            registry.suspend(ana, "credit-risk", "end of the example");
        }
    }
}
