package io.modelgovernance.samples.benchmarks;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.serving.ServingOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A linear model of 30 features on its way to production, the same in every benchmark that needs one. */
final class Loans {
    static final String MODEL = "loans";
    static final String PURPOSE = "consumer-credit";
    static final Actor ANA = Actor.human("ana", "developer");
    static final Actor BEN = Actor.human("ben", "validator");
    static final Actor CLEO = Actor.human("cleo", "risk-officer");
    static final Actor DESK = Actor.service("loan-desk");
    static final int FEATURES = 30;
    static final FeatureSchema SCHEMA = new FeatureSchema(IntStream.range(0, FEATURES)
            .mapToObj(i -> Feature.numeric("feature-" + i, -100, 100).orMissing())
            .toList());
    static final Scorer SCORER = Loans::score;

    private static final List<String> FACTORS = List.of(
            "purpose", "exposure", "impact", "reliance", "method", "explainability", "data", "dependencies", "change");

    private Loans() {}

    private static void score(double[] rows, int n, double[] out) {
        for (int row = 0; row < n; row++) {
            double sum = 0;
            for (int i = 0; i < FEATURES; i++) {
                sum += 0.01 * (i + 1) * rows[row * FEATURES + i];
            }
            out[row] = sum;
        }
    }

    /** An applicant below the cut-off. */
    static double[] applicant() {
        return new SplittableRandom(7).doubles(FEATURES, -1, 0).toArray();
    }

    /** Brings a version to production: middling risk needs one vote, low risk makes its decisions durable later. */
    static VersionId promote(Governance governance) {
        DatasetVersion data = new DatasetVersion(
                "loan-data",
                "1",
                Digest.of(new byte[] {1}),
                1_000,
                SCHEMA.names(),
                "made up",
                "Apache-2.0",
                DatasetVersion.PersonalData.NONE);
        governance.lineage().recordDataset(ANA, data, new Node(Node.SOURCE, "made-up"));
        VersionId version = register(governance, data);
        governance.risk().assess(ANA, version, answers());
        String plan = governance
                .risk()
                .plan(CLEO, MODEL, List.of(PlannedTest.atLeast("auc", 0.7)))
                .id();
        Estimate auc = Estimate.of(0.8, 0.75, 0.85, 0.95, 500, "DeLong");
        governance
                .risk()
                .validate(
                        BEN,
                        version,
                        Validation.approved(plan, "fine").measured("auc", auc).on("later loans", Digest.of(new byte[] {2
                        })));
        governance.registry().request(ANA, version, "production", "ready");
        governance.registry().approve(BEN, version, "validated");
        return version;
    }

    private static VersionId register(Governance governance, DatasetVersion data) {
        try (Run run = governance.lineage().startRun(ANA, "train")) {
            Path file = Files.createTempFile("loans", ".model");
            try {
                Files.writeString(file, "weights 0.01 to 0.30");
                run.reads(data).code("benchmarks");
                return governance
                        .registry()
                        .register(
                                ANA,
                                MODEL,
                                run.produced(file)
                                        .withRule(DecisionRule.declineFrom(0.5))
                                        .withPurposes(PURPOSE),
                                SCHEMA)
                        .id();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static RiskAnswers answers() {
        RiskAnswers answers = RiskAnswers.none();
        for (String factor : FACTORS) {
            answers = answers.with(factor, 2, "for the benchmark");
        }
        for (String measure : List.of(
                "coverage-shortfall", "interval-width", "metric-half-width", "decision-flips", "outside-boundaries")) {
            answers = answers.measured(measure, Estimate.exact(0, 500, "for the benchmark"));
        }
        return answers.measured("calibration-error", Estimate.of(0.02, 0.01, 0.03, 0.95, 500, "for the benchmark"));
    }

    static GovernedModel govern(Governance governance) {
        return governance.govern(MODEL, (version, files) -> SCORER, ServingOptions.defaults());
    }
}
