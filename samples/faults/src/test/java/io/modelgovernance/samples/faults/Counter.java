package io.modelgovernance.samples.faults;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.ModelLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small model in production, and a call that it approves. */
final class Counter {
    static final String MODEL = "credit-risk";
    static final Actor RISK = Actor.human("cleo", "risk");
    static final Call CALL = new Call(Actor.service("loan-desk"), "loans");
    static final double[] GOOD = {10};

    /** The score is the income times the weight in the file. */
    static final ModelLoader LOADER = (version, files) -> {
        double weight = Double.parseDouble(new String(files.bytes("model.txt"), StandardCharsets.UTF_8));
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = weight * rows[i];
            }
        };
    };

    private Counter() {}

    /** Brings a version to production. */
    static VersionId promote(Governance governance, Path directory) throws IOException {
        Actor ana = Actor.human("ana", "developer");
        Actor ben = Actor.human("ben", "validator");
        Path file = Files.writeString(directory.resolve("model.txt"), "0.01");
        FeatureSchema schema = FeatureSchema.of(Feature.numeric("income", 0, 1_000));
        DatasetVersion loans = new DatasetVersion(
                "loans",
                "1",
                Digest.of(new byte[] {1}),
                100,
                schema.names(),
                "made up",
                "Apache-2.0",
                DatasetVersion.PersonalData.NONE);
        governance.lineage().recordDataset(ana, loans, new Node(Node.SOURCE, "bureau"));
        VersionId version;
        try (var run = governance.lineage().startRun(ana, "train")) {
            run.reads(loans).code("abc123").parameter("weight", "0.01");
            version = governance
                    .registry()
                    .register(
                            ana,
                            MODEL,
                            run.produced(file)
                                    .withRule(DecisionRule.declineFrom(0.5))
                                    .withPurposes("loans"),
                            schema)
                    .id();
        }
        governance.risk().assess(ana, version, answers());
        String plan = governance
                .risk()
                .plan(RISK, MODEL, List.of(PlannedTest.atLeast("auc", 0.7)))
                .id();
        Estimate auc = Estimate.of(0.8, 0.75, 0.85, 0.95, 500, "DeLong");
        governance
                .risk()
                .validate(
                        ben,
                        version,
                        Validation.approved(plan, "fine").measured("auc", auc).on(loans));
        governance.registry().request(ana, version, "production", "please");
        governance.registry().approve(ben, version, "validated");
        return version;
    }

    private static RiskAnswers answers() {
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
            answers = answers.with(factor, 2, "as measured");
        }
        for (String measure : List.of(
                "coverage-shortfall", "interval-width", "metric-half-width", "decision-flips", "outside-boundaries")) {
            answers = answers.measured(measure, Estimate.exact(0, 500, "test"));
        }
        return answers.measured("calibration-error", Estimate.of(0.02, 0.01, 0.03, 0.95, 500, "test"));
    }
}
