package io.modelgovernance.core.serving;

import io.modelgovernance.Digest;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.ModelVersion;
import java.util.List;
import java.util.Optional;

/**
 * One immutable view of what may decide; the decision path reads nothing else.
 *
 * @param version the version
 * @param schema its inputs
 * @param rule how its score becomes a decision
 * @param manifest digest of its files
 * @param scorer the loaded model
 * @param explainer explains it, if wired
 * @param durable whether a decision's record must be stored before it leaves
 * @param obstacles why it may not decide, empty if it may
 * @param position journal position of the view
 * @param confirmedAt monotonic time at which the view was confirmed, in nanoseconds
 */
record Permit(
        ModelVersion version,
        FeatureSchema schema,
        DecisionRule rule,
        Digest manifest,
        Scorer scorer,
        Optional<Explainer> explainer,
        boolean durable,
        List<String> obstacles,
        long position,
        long confirmedAt) {
    Permit confirmed(long newPosition, long nanos) {
        return new Permit(version, schema, rule, manifest, scorer, explainer, durable, obstacles, newPosition, nanos);
    }
}
