package io.modelgovernance.samples.faults;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.Validation;
import java.nio.file.Path;
import java.util.List;

/** Versions that want one more vote, with the evidence that the gates of the standard policy ask for. */
record Promotions(Governance governance, Path file) {
    static final Actor ANA = Actor.human("ana", "developer");
    static final Actor BEN = Actor.human("ben", "validator");
    static final Actor CLEO = Actor.human("cleo", "risk-officer");
    private static final FeatureSchema SCHEMA =
            FeatureSchema.of(Feature.numeric("income", 0, 1e6), Feature.numeric("debt", 0, 1e6));
    private static final DatasetVersion DATA = new DatasetVersion(
            "loan-data",
            "1",
            Digest.of(new byte[] {1}),
            1_000,
            SCHEMA.names(),
            "made up",
            "Apache-2.0",
            DatasetVersion.PersonalData.NONE);

    void data() {
        governance.lineage().recordDataset(ANA, DATA, new Node(Node.SOURCE, "made-up"));
    }

    /** A version of a model whose deciding vote is Ben's. */
    VersionId ready(String model) {
        VersionId version;
        try (Run run = governance.lineage().startRun(ANA, "train")) {
            run.reads(DATA).code("9f2c1e7");
            version = governance
                    .registry()
                    .register(
                            ANA,
                            model,
                            run.produced(file)
                                    .withMetric("auc", Estimate.of(0.8, 0.75, 0.85, 0.95, 500, "DeLong"))
                                    .withRule(DecisionRule.declineFrom(0.5))
                                    .withPurposes("consumer-credit"),
                            SCHEMA)
                    .id();
        }
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
            answers = answers.with(factor, 2, "for the measurement");
        }
        for (String measure : List.of(
                "coverage-shortfall", "interval-width", "metric-half-width", "decision-flips", "outside-boundaries")) {
            answers = answers.measured(measure, Estimate.exact(0, 500, "for the measurement"));
        }
        Estimate calibration = Estimate.of(0.02, 0.01, 0.03, 0.95, 500, "for the measurement");
        governance.risk().assess(ANA, version, answers.measured("calibration-error", calibration));
        String plan = governance
                .risk()
                .plan(CLEO, model, List.of(PlannedTest.atLeast("auc", 0.7)))
                .id();
        Estimate auc = Estimate.of(0.8, 0.75, 0.85, 0.95, 500, "DeLong");
        governance
                .risk()
                .validate(
                        BEN,
                        version,
                        Validation.approved(plan, "fine").measured("auc", auc).on(DATA));
        governance.registry().request(ANA, version, "production", "ready");
        return version;
    }
}
