package io.modelgovernance.core.docs;

import io.modelgovernance.Actor;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskAnswers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A registered version and the people around it, for the pages that need one. */
final class GovernedScene {
    static final Actor ana = Actor.human("ana", "developer");
    static final Actor ben = Actor.human("ben", "validator");
    static final Actor cleo = Actor.human("cleo", "risk-officer");

    private GovernedScene() {}

    static VersionId registered(Governance governance, Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("model.txt"), "0.0001");
        FeatureSchema schema = FeatureSchema.of(Feature.numeric("income", 0, 100_000), Feature.numeric("age", 18, 120));
        return governance
                .registry()
                .register(
                        ana,
                        "credit-risk",
                        Candidate.of(file)
                                .withRule(DecisionRule.declineFrom(0.5))
                                .withPurposes("loans"),
                        schema)
                .id();
    }

    /** Tier 3: every factor answered with 2, everything measured. */
    static RiskAnswers answers() {
        RiskAnswers answers = RiskAnswers.none();
        for (String factor : List.of(
                "purpose",
                "exposure",
                "impact",
                "reliance",
                "method",
                "explainability",
                "data",
                "dependencies",
                "change")) {
            answers = answers.with(factor, 2, "see the risk memo");
        }
        for (String measure : List.of(
                "coverage-shortfall",
                "interval-width",
                "calibration-error",
                "metric-half-width",
                "decision-flips",
                "outside-boundaries")) {
            answers = answers.measured(measure, Estimate.exact(0, 800, "measured"));
        }
        return answers;
    }
}
