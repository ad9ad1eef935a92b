package io.modelgovernance.samples.quickstart;

import static io.modelgovernance.samples.quickstart.Scene.ben;
import static io.modelgovernance.samples.quickstart.Scene.loanDesk;

import java.nio.file.Path;

/** docs/drift.md: a frozen reference, a window, an alarm. */
public final class DriftExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        try (var governance = Scene.inMemory()) {
            Scene.promoted(governance, Scene.modelFile(directory, "0 0.0006"));
            var v2 = Scene.promoted(governance, Scene.modelFile(directory, "0 0.0004"));
            // snippet: drift
            governance.drift().freeze(ben, v2, Scene.applicants(1, 1_000, 0));

            var calm = governance.drift().check(loanDesk, v2, Scene.applicants(2, 400, 0));
            System.out.println(calm.report().explanation());
            var few = governance.drift().check(loanDesk, v2, Scene.applicants(3, 8, 0));
            System.out.println(few.report().explanation());
            var alarm = governance.drift().check(loanDesk, v2, Scene.applicants(4, 400, 5_000));
            System.out.println(alarm.report().explanation());
            System.out.println(
                    "champion fell back to " + alarm.fallback().orElseThrow().version());
            // end
        }
    }
}
