package io.modelgovernance.core.serving;

import io.modelgovernance.Digest;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.serving.Cause;
import io.modelgovernance.serving.RecordRule;
import io.modelgovernance.serving.ScoreInterval;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One immutable view of what may decide; the decision path reads nothing else.
 *
 * @param version the version
 * @param alias the alias it was reached by
 * @param schema its inputs
 * @param schemaDigest digest of its inputs
 * @param rule how its score becomes a decision
 * @param manifest digest of its files
 * @param scorer the loaded model
 * @param explainer explains it, if wired
 * @param intervals how sure it is, if wired
 * @param envelope what a call must keep to: conditions of use, wired and on record, and rules in force
 * @param counter counts its cases, if it is watched
 * @param drifted whether its last drift report is an alarm
 * @param durable whether a decision's record must be stored before it leaves
 * @param recording how its records are kept
 * @param obstacles why it may not decide, empty if it may
 * @param position journal position of the view
 * @param confirmedAt monotonic time at which the view was confirmed, in nanoseconds
 */
record Permit(
        ModelVersion version,
        String alias,
        FeatureSchema schema,
        Digest schemaDigest,
        DecisionRule rule,
        Digest manifest,
        Scorer scorer,
        Optional<Explainer> explainer,
        @Nullable ScoreInterval intervals,
        Envelope envelope,
        @Nullable CaseCounter counter,
        boolean drifted,
        boolean durable,
        RecordRule recording,
        List<Cause> obstacles,
        long position,
        long confirmedAt) {

    /** The same view, confirmed again: nothing was recorded since. */
    Permit confirmed(long nanos) {
        return new Permit(
                version,
                alias,
                schema,
                schemaDigest,
                rule,
                manifest,
                scorer,
                explainer,
                intervals,
                envelope,
                counter,
                drifted,
                durable,
                recording,
                obstacles,
                position,
                nanos);
    }
}
