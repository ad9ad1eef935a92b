package io.modelgovernance.samples.quickstart;

import static io.modelgovernance.samples.quickstart.Scene.ben;
import static io.modelgovernance.samples.quickstart.Scene.cleo;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.risk.Derivation;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.risk.Finding;
import java.nio.file.Path;
import java.time.LocalDate;

/** docs/risk.md: a tier and its derivation. */
public final class RiskExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        try (var governance = Scene.inMemory()) {
            var v1 = Scene.registered(governance, Scene.modelFile(directory, "0 0.0006"));
            // snippet: risk
            var answers = Scene.answers
                    .with("impact", 4, "a refused credit is hard to reverse")
                    .measured("calibration-error", Estimate.of(0.04, 0.02, 0.06, 0.95, 802, "10 bins"));
            var rating = governance.risk().assess(cleo, v1, answers).rating();
            System.out.println(Derivation.summary(rating));

            var worse = new Scorecard().rate(answers.flagged(Scorecard.CONSEQUENTIAL));
            System.out.println("tier " + worse.tier().number() + ": " + worse.floors());

            var finding = governance
                    .risk()
                    .open(ben, v1, Finding.Severity.HIGH, "label leaks", "ana", LocalDate.of(2026, 12, 31));
            governance.gates(v1, "production").stream()
                    .filter(gate -> gate.gate().equals("no-open-findings"))
                    .forEach(gate -> System.out.println(gate.verdict() + ": " + gate.reason()));
            governance.risk().close(cleo, "credit-risk", finding.id(), "column removed, report 18");
            // end
        }
    }
}
