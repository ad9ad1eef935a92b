package io.modelgovernance.core.serving;

import io.modelgovernance.Digest;
import io.modelgovernance.core.fairness.FlipCheck;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.ScoreInterval;
import io.modelgovernance.serving.ServingOptions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A version made ready to decide, from its verified files.
 *
 * @param scorer the loaded model
 * @param explainer explains it, if wired
 * @param intervals how sure it is, if wired
 * @param flips asks again for another group, if wired
 * @param schema digest of its inputs
 */
record LoadedVersion(
        Scorer scorer,
        Optional<Explainer> explainer,
        @Nullable ScoreInterval intervals,
        @Nullable FlipCheck flips,
        Digest schema) {

    /** A version without a rule is given no permit; what it would decide by does not matter. */
    static DecisionRule rule(ModelVersion version) {
        return version.rule().orElse(DecisionRule.declineFrom(0));
    }

    static LoadedVersion of(ModelVersion version, ModelRegistry registry, ModelLoader loader, ServingOptions options) {
        Scorer scorer = loader.load(version, registry.files(version.id()));
        return new LoadedVersion(
                scorer,
                options.explainer().map(factory -> factory.explainer(version)),
                options.checks()
                        .intervals()
                        .map(factory -> factory.intervals(version))
                        .orElse(null),
                options.checks()
                        .flips()
                        .map(sampling -> FlipCheck.of(scorer, version.schema(), rule(version), sampling))
                        .orElse(null),
                Digest.of(RecordCodec.write(version.schema())));
    }
}
