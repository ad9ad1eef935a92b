package io.modelgovernance.samples.quickstart;

import static io.modelgovernance.samples.quickstart.Scene.cleo;
import static io.modelgovernance.samples.quickstart.Scene.loanDesk;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.RefusedException;
import io.modelgovernance.serving.ServingOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** docs/serving.md: no permit, no decision. */
public final class ServingExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        try (var governance = Scene.inMemory()) {
            Scene.promoted(governance, Scene.modelFile(directory, "0 0.0006"));
            // snippet: serving
            var options = ServingOptions.defaults().withMaxStaleness(Duration.ofSeconds(10));
            try (var credit = governance.govern("credit-risk", Scene.loader, options)) {
                var decision = credit.decide(loanDesk, "loans", Map.of("income", 1_800, "debt", 900));
                credit.flush();
                var record = credit.record(decision.id()).orElseThrow();
                System.out.println(record.outcome() + " by " + record.version() + ", input proven: "
                        + credit.matches(record, new double[] {1_800, 900}));
                try {
                    credit.decide(loanDesk, "marketing", Map.of("income", 1_800, "debt", 900));
                } catch (RefusedException e) {
                    System.out.println(e.reasons().get(0));
                }
                try {
                    credit.decide(loanDesk, "loans", Map.of("income", Double.NaN, "debt", 900));
                } catch (InvalidInputException e) {
                    System.out.println(e.getMessage());
                }
                governance.registry().suspend(cleo, "credit-risk", "incident 12");
                credit.refresh();
                try {
                    credit.permitted();
                } catch (RefusedException e) {
                    System.out.println(e.reasons().get(0));
                }
            }
            // end
        }
    }
}
