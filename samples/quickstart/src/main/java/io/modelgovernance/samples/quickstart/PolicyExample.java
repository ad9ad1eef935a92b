package io.modelgovernance.samples.quickstart;

import static io.modelgovernance.samples.quickstart.Scene.ana;

import io.modelgovernance.RefusedException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.Gate;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.Verdict;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** docs/policy.md: gates of one's own. */
public final class PolicyExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        // snippet: policy
        Gate signedOff = new Gate() {
            @Override
            public String id() {
                return "documented";
            }

            @Override
            public GateResult evaluate(Evidence evidence) {
                return evidence.card().isPresent()
                        ? new GateResult(id(), Verdict.PASSED, "There is a model card.", List.of("card"))
                        : new GateResult(id(), Verdict.NOT_EVIDENCED, "There is no model card.", List.of());
            }
        };
        var policy = new Policy(
                "bank/7",
                Map.of("production", List.of(Gates.riskAssessed(), Gates.lineageComplete(), signedOff)),
                Gates.standardTiers(),
                true);
        try (var governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .policy(policy)
                .build()) {
            var v1 = Scene.registered(governance, Scene.modelFile(directory, "0 0.0006"));
            governance.gates(v1, "production").forEach(gate -> System.out.println(gate.gate() + " " + gate.verdict()));
            try {
                governance.registry().request(ana, v1, "production", "please");
            } catch (RefusedException e) {
                System.out.println("refused, on record as entry " + e.auditPosition());
            }
        }
        // end
    }
}
