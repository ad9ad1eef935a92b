package io.modelgovernance.samples.quickstart;

import static io.modelgovernance.samples.quickstart.Scene.ana;
import static io.modelgovernance.samples.quickstart.Scene.answers;
import static io.modelgovernance.samples.quickstart.Scene.auc;
import static io.modelgovernance.samples.quickstart.Scene.ben;
import static io.modelgovernance.samples.quickstart.Scene.later;
import static io.modelgovernance.samples.quickstart.Scene.loader;
import static io.modelgovernance.samples.quickstart.Scene.loanDesk;
import static io.modelgovernance.samples.quickstart.Scene.loans;
import static io.modelgovernance.samples.quickstart.Scene.plan;
import static io.modelgovernance.samples.quickstart.Scene.schema;

import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Validation;
import java.nio.file.Path;
import java.util.Map;

/** README.md: the whole way in one screen. */
public final class GovernExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        Path modelFile = Scene.modelFile(directory, "0 0.0006");
        // snippet: govern
        var store = new InMemoryGovernanceStore(); // or JdbcGovernanceStore.of(dataSource)
        try (var governance = GovernanceEngine.builder().store(store).build()) {
            var registry = governance.registry();
            governance.lineage().recordDataset(ana, loans, new Node(Node.SOURCE, "credit-bureau"));
            VersionId v1;
            try (var run = governance.lineage().startRun(ana, "train credit-risk")) {
                run.reads(loans).code("4f2a9c1").parameter("eta", 0.1);
                var made = run.produced(modelFile)
                        .withRule(DecisionRule.declineFrom(0.5))
                        .withPurposes("loans");
                v1 = registry.register(ana, "credit-risk", made, schema).id();
            }
            governance.risk().assess(ana, v1, answers); // a tier, with its derivation
            var validation = Validation.approved(plan(governance), "report 17")
                    .measured("auc", auc)
                    .on(later);
            governance.risk().validate(ben, v1, validation);
            registry.request(ana, v1, "production", "ready"); // gates read what is on record
            registry.approve(ben, v1, "validated"); // ana's own vote would be refused
            try (var credit = governance.govern("credit-risk", loader)) { // follows the champion
                var decision = credit.decide(loanDesk, "loans", Map.of("income", 1_800, "debt", 900));
                System.out.println(decision.outcome() + " by " + decision.version());
            }
            var report = governance.audit().verify();
            System.out.println("audit log intact: " + report.intact());
        }
        // end
    }
}
