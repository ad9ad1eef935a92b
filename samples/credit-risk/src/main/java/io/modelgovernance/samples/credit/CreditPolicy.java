package io.modelgovernance.samples.credit;

import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Lifecycle;
import io.modelgovernance.registry.Lifecycle.Transition;
import io.modelgovernance.risk.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The bank's own rules: one stage more than the standard, and the gates of each. */
final class CreditPolicy {
    private CreditPolicy() {}

    static Lifecycle lifecycle() {
        return new Lifecycle(
                List.of("registered", "production", "retired"),
                List.of("production"),
                List.of(
                        new Transition("registered", "production", Optional.of("champion")),
                        new Transition("production", "retired", Optional.empty())));
    }

    static Policy policy() {
        return new Policy(
                "credit-bank/1",
                Map.of(
                        "production",
                        List.of(
                                Gates.fitToDecide(),
                                Gates.modelCard(),
                                Gates.riskAssessed(),
                                Gates.validated(Duration.ofDays(365)),
                                Gates.noOpenFindings(Finding.Severity.HIGH),
                                Gates.lineageComplete(),
                                Gates.without(Label.TAINTED))),
                Gates.standardTiers(),
                true);
    }
}
