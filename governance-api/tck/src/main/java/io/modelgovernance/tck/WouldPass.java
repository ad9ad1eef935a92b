package io.modelgovernance.tck;

import io.modelgovernance.Governance;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import org.junit.jupiter.api.Assertions;

/**
 * For a build: the same policy that guards production, asked over an in-memory store, so that the build fails when a
 * change would be refused there. Stateless and thread-safe.
 */
public final class WouldPass {
    private WouldPass() {}

    /**
     * Fails the test unless every gate of a stage passes for a version.
     *
     * @param governance governance with production's policy
     * @param version the version
     * @param stage the stage
     * @throws AssertionError naming every gate that does not pass, with its reason
     */
    public static void assertWouldPass(Governance governance, VersionId version, String stage) {
        List<GateResult> results = governance.gates(version, stage);
        List<String> obstacles = results.stream()
                .filter(result -> !result.passed())
                .map(result -> result.gate() + " " + result.verdict() + ": " + result.reason())
                .toList();
        Assertions.assertTrue(
                obstacles.isEmpty(),
                () -> version + " would be refused for " + stage + ": " + String.join(" ", obstacles));
    }
}
