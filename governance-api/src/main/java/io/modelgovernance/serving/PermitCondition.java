package io.modelgovernance.serving;

import io.modelgovernance.registry.ModelFiles;
import io.modelgovernance.registry.ModelVersion;
import java.time.Instant;
import java.util.List;

/**
 * A further condition on which a version may decide, such as a valid signature. Asked off the decision path, at each
 * refresh of the permit.
 */
@FunctionalInterface
public interface PermitCondition {
    /**
     * Answers.
     *
     * @param version the version
     * @param files its files, verified against the manifest
     * @param at when
     * @return why it may not decide, one sentence each; empty if it may
     */
    List<String> obstacles(ModelVersion version, ModelFiles files, Instant at);
}
