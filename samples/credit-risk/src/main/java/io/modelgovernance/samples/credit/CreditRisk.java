package io.modelgovernance.samples.credit;

import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import java.io.IOException;
import java.nio.file.Path;

/**
 * One credit model, governed from target to production and back. Run it again and it goes on with the history that is
 * in its H2 file.
 */
public final class CreditRisk {
    private CreditRisk() {}

    /**
     * Runs the sample.
     *
     * @param arguments the directory to work in; {@code target/credit-risk} of the current one if not given
     * @throws IOException if the directory cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Desk desk = Desk.at(Path.of(arguments.length > 0 ? arguments[0] : "target/credit-risk"));
        Narrator narrator = new Narrator(System.out);
        try (Governance governance = GovernanceEngine.builder()
                .store(desk.store("governance"))
                .name("credit-bank")
                .policy(CreditPolicy.policy())
                .lifecycle(CreditPolicy.lifecycle())
                .signer(desk.signer())
                .build()) {
            new Story(governance, desk, narrator).tell();
        }
    }
}
