package io.modelgovernance.samples.quickstart;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.serving.ModelLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/** The people, the data and the small model that all examples share. */
final class Scene {
    static final Actor ana = Actor.human("ana", "developer");
    static final Actor ben = Actor.human("ben", "validator");
    static final Actor cleo = Actor.human("cleo", "risk-officer");
    static final Actor loanDesk = Actor.service("loan-desk");

    static final FeatureSchema schema = FeatureSchema.of(
            Feature.numeric("income", 0, 100_000).in("EUR a month"),
            Feature.numeric("debt", 0, 1_000_000).in("EUR"));

    static final DatasetVersion loans = new DatasetVersion(
            "loans",
            "2026-09",
            Digest.of("the file's bytes".getBytes(StandardCharsets.UTF_8)),
            4_454,
            schema.names(),
            "credit bureau, monthly feed",
            "internal",
            DatasetVersion.PersonalData.PERSONAL);

    /** What the version is validated on; training never saw it. */
    static final DatasetVersion later = new DatasetVersion(
            "loans",
            "2026-10",
            Digest.of("the next file's bytes".getBytes(StandardCharsets.UTF_8)),
            796,
            schema.names(),
            "credit bureau, monthly feed",
            "internal",
            DatasetVersion.PersonalData.PERSONAL);

    static final Estimate auc = Estimate.of(0.81, 0.78, 0.84, 0.95, 796, "AUC, DeLong interval");

    /** Everything answered, nothing grave: tier 3. */
    static final RiskAnswers answers = answers();

    /** The file holds a weight a feature. */
    static final ModelLoader loader = (version, files) -> {
        List<String> weights = List.of(new String(files.bytes("model.txt"), StandardCharsets.UTF_8).split(" ", -1));
        double income = Double.parseDouble(weights.get(0));
        double debt = Double.parseDouble(weights.get(1));
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = income * rows[2 * i] + debt * rows[2 * i + 1];
            }
        };
    };

    private Scene() {}

    private static RiskAnswers answers() {
        RiskAnswers some = RiskAnswers.none();
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
            some = some.with(factor, 2, "see the risk memo");
        }
        for (String measure : List.of(
                "coverage-shortfall", "interval-width", "metric-half-width", "decision-flips", "outside-boundaries")) {
            some = some.measured(measure, Estimate.exact(0, 500, "see the risk memo"));
        }
        return some.measured("calibration-error", Estimate.of(0.02, 0.01, 0.03, 0.95, 802, "10 bins"));
    }

    static Governance inMemory() {
        return GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build();
    }

    static Path modelFile(Path directory, String weights) throws IOException {
        return Files.writeString(directory.resolve("model.txt"), weights);
    }

    static String plan(Governance governance) {
        return governance
                .risk()
                .plan(cleo, "credit-risk", List.of(PlannedTest.atLeast("auc", 0.75)))
                .id();
    }

    /** A version with lineage, not yet rated. */
    static VersionId registered(Governance governance, Path file) {
        governance.lineage().recordDataset(ana, loans, new Node(Node.SOURCE, "credit-bureau"));
        try (var run = governance.lineage().startRun(ana, "train credit-risk")) {
            run.reads(loans).code("4f2a9c1").parameter("eta", 0.1);
            var candidate =
                    run.produced(file).withRule(DecisionRule.declineFrom(0.5)).withPurposes("loans");
            return governance
                    .registry()
                    .register(ana, "credit-risk", candidate, schema)
                    .id();
        }
    }

    /** A version in production. */
    static VersionId promoted(Governance governance, Path file) {
        VersionId version = registered(governance, file);
        governance.risk().assess(cleo, version, answers);
        governance
                .risk()
                .validate(
                        ben,
                        version,
                        Validation.approved(plan(governance), "report 17")
                                .measured("auc", auc)
                                .on(later));
        governance.registry().request(ana, version, "production", "ready");
        governance.registry().approve(ben, version, "validated");
        return version;
    }

    /** Applicants, the same for the same seed. */
    static Rows applicants(long seed, int count, double moreIncome) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] rows = new double[2 * count];
        for (int i = 0; i < count; i++) {
            rows[2 * i] = 1_000 + 2_000 * random.nextDouble() + moreIncome;
            rows[2 * i + 1] = 3_000 * random.nextDouble();
        }
        return Rows.of(schema, rows);
    }
}
