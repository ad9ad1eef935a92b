package io.modelgovernance.core;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.DeploymentPlan;
import io.modelgovernance.registry.Environment;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.serving.ModelLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** A small model of two features, and the steps that bring a version of it to production. */
final class Fixtures {
    static final Actor ANA = Actor.human("ana", "developer");
    static final Actor BEN = Actor.human("ben", "validator");
    static final Actor CLEO = Actor.human("cleo", "risk");
    static final Actor BANK = Actor.service("loan-desk");
    static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("income", 0, 1_000_000),
            Feature.numeric("debt", 0, 1_000_000).orMissing());
    static final Digest LATER = Digest.of(new byte[] {2});
    static final String PURPOSE = "consumer-credit";

    private Fixtures() {}

    /** Reads two weights from the file: score = w0 income + w1 debt, scaled. */
    static final ModelLoader LOADER = (version, files) -> {
        String[] weights = new String(files.bytes("model.txt"), StandardCharsets.UTF_8).split(" ");
        double w0 = Double.parseDouble(weights[0]);
        double w1 = Double.parseDouble(weights[1]);
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                double debt = Double.isNaN(rows[2 * i + 1]) ? 0 : rows[2 * i + 1];
                out[i] = w0 * rows[2 * i] + w1 * debt;
            }
        };
    };

    static VersionId register(Governance governance, Path directory, String weights) {
        return register(governance, directory, weights, SCHEMA);
    }

    private static VersionId register(Governance governance, Path directory, String weights, FeatureSchema schema) {
        Path file = directory.resolve("model.txt");
        try {
            Files.writeString(file, weights);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        DatasetVersion data = new DatasetVersion(
                "loans",
                "1",
                Digest.of("loans".getBytes(StandardCharsets.UTF_8)),
                100,
                List.of("income", "debt"),
                "made up",
                "Apache-2.0",
                DatasetVersion.PersonalData.NONE);
        governance.lineage().recordDataset(ANA, data, new Node(Node.SOURCE, "bureau"));
        try (Run run = governance.lineage().startRun(ANA, "train")) {
            run.reads(data).code("abc123").parameter("weights", weights);
            return governance
                    .registry()
                    .register(
                            ANA,
                            "credit-risk",
                            run.produced(file)
                                    .withRule(DecisionRule.declineFrom(0.5))
                                    .withPurposes(PURPOSE),
                            schema)
                    .id();
        }
    }

    /** A rating that comes out as tier 3: one vote. */
    static RiskAnswers smallRisk() {
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

    /** The standard policy, under which decisions need not be kept for longer than some time. */
    static Policy keepingDecisions(Duration time) {
        Policy standard = Gates.standardPolicy();
        Map<RiskTier, TierRule> tiers = new EnumMap<>(RiskTier.class);
        standard.tiers()
                .forEach((tier, rule) ->
                        tiers.put(tier, rule.every(rule.revalidateWithin(), rule.monitorWithin(), time)));
        return new Policy("brief/1", standard.gates(), tiers, standard.fallBackOnDrift());
    }

    static void deploy(Governance governance, VersionId version, String environment) {
        governance.deployments().declare(CLEO, Environment.production(environment, "operations"));
        governance.deployments().deploy(CLEO, DeploymentPlan.pinned(version, environment));
    }

    static void validate(Governance governance, VersionId version) {
        String plan = governance
                .risk()
                .plan(CLEO, version.model(), List.of(PlannedTest.atLeast("auc", 0.7)))
                .id();
        governance
                .risk()
                .validate(
                        BEN,
                        version,
                        Validation.approved(plan, "fine")
                                .measured("auc", Estimate.of(0.8, 0.75, 0.85, 0.95, 500, "DeLong"))
                                .on("later", LATER));
    }

    static VersionId promoted(Governance governance, Path directory, String weights) {
        return promoted(governance, directory, weights, SCHEMA);
    }

    static VersionId promoted(Governance governance, Path directory, String weights, FeatureSchema schema) {
        VersionId version = register(governance, directory, weights, schema);
        governance.risk().assess(ANA, version, smallRisk());
        validate(governance, version);
        governance.registry().request(ANA, version, "production", "please");
        governance.registry().approve(BEN, version, "validated");
        return version;
    }

    static Rows rows(long seed, int n, double incomeShift) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] data = new double[2 * n];
        for (int i = 0; i < n; i++) {
            data[2 * i] = 1_000 * random.nextDouble() + incomeShift;
            data[2 * i + 1] = 1_000 * random.nextDouble();
        }
        return Rows.of(SCHEMA, data);
    }
}
