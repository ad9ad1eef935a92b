package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.ANA;
import static io.modelgovernance.samples.credit.Roles.CLEO;
import static io.modelgovernance.samples.credit.Roles.MODEL;
import static io.modelgovernance.samples.credit.Roles.PURPOSE;
import static io.modelgovernance.samples.credit.Roles.RULE;

import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.oci.ModelImage;
import io.modelgovernance.core.risk.Derivation;
import io.modelgovernance.core.risk.Scorecard;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.ValidationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Steps 1 to 5: from the target to a registered version. */
final class Workshop {
    private final Governance governance;
    private final Desk desk;
    private final CreditData data;
    private final Narrator narrator;

    Workshop(Governance governance, Desk desk, CreditData data, Narrator narrator) {
        this.governance = governance;
        this.desk = desk;
        this.data = data;
        this.narrator = narrator;
    }

    ValidationPlan target() {
        narrator.section("1. Configure target");
        narrator.say("Estimate the probability that a consumer credit is not paid back; high is bad.");
        ValidationPlan plan = governance
                .risk()
                .plan(
                        CLEO,
                        MODEL,
                        List.of(PlannedTest.atLeast("auc", 0.75), PlannedTest.atMost("calibration-error", 0.09)));
        narrator.say(
                "Fixed before there is any result: " + plan.tests() + ", judged by the worse end of the interval.");
        return plan;
    }

    DatasetVersion prepare() {
        narrator.section("2. Prepare data");
        DatasetVersion dataset = governance
                .lineage()
                .recordDataset(
                        ANA,
                        new DatasetVersion(
                                "credit-data",
                                "1",
                                data.digest(),
                                data.size(),
                                CreditData.SCHEMA.names(),
                                "R package modeldata, credit_data",
                                "MIT",
                                DatasetVersion.PersonalData.PERSONAL),
                        new Node(Node.SOURCE, "r-cran-modeldata"));
        narrator.say(data.size() + " real applications, digest " + data.digest().shortHex() + "...");
        narrator.say("train " + data.train().size() + ", calibration "
                + data.calibration().size() + ", test " + data.test().size() + "; set aside, never trained on: "
                + data.unseen().size() + " part-time workers.");
        narrator.say("Age and marital status stay out of the schema.");
        return dataset;
    }

    record Delivered(VersionId version, CreditModel model) {}

    /** Trains, rates and registers a version. */
    Delivered make(String name, List<CreditModel.Term> terms, DatasetVersion dataset) throws IOException {
        try (Run run = governance.lineage().startRun(ANA, "train " + name)) {
            narrator.section("3. Train: " + name);
            run.reads(dataset)
                    .code("credit-risk-sample 0.1.0")
                    .parameter("library", "Tribuo LinearSGDTrainer, AdaGrad")
                    .parameter("epochs", Training.EPOCHS)
                    .parameter("seed", Training.SEED);
            CreditModel model = Training.train(data.train(), terms).model();
            Measures.quality(model, data.calibration()).forEach((metric, value) -> {
                run.metric(metric, value);
                narrator.say(String.format(Locale.ROOT, "%-18s %s", metric, value));
            });
            RiskAnswers answers = rate(model);
            Path file = Files.write(desk.home().resolve("model.json"), model.toBytes());
            VersionId version = register(run.produced(file), file);
            governance.risk().assess(CLEO, version, answers);
            return new Delivered(version, model);
        }
    }

    private RiskAnswers rate(CreditModel model) {
        narrator.section("4. Model risk");
        RiskAnswers answers = Questions.answers(model, data);
        Scorecard scorecard = new Scorecard();
        Derivation.lines(scorecard.rate(answers)).forEach(narrator::say);
        RiskAnswers worse = answers.with("data", 4, "what if nobody knew where it came from");
        narrator.say("with data of unknown provenance: " + Derivation.summary(scorecard.rate(worse)));
        return answers;
    }

    private VersionId register(Candidate candidate, Path file) throws IOException {
        narrator.section("5. Containerize and register");
        Path images = desk.home().resolve("images");
        String name = "credit-risk-" + Digest.of(Files.readAllBytes(file)).shortHex();
        ModelImage.Packed image = ModelImage.write(images, name, List.of(file), desk.signer());
        ModelImage.verify(images, name, desk.signer().publicKey());
        narrator.say("OCI image " + name + ", manifest " + image.digest());
        narrator.say(
                "  signed by " + desk.signerName() + " (OpenSSF model signing in DSSE), envelope " + image.signature());
        ModelVersion version = governance
                .registry()
                .register(
                        ANA,
                        MODEL,
                        candidate
                                .withRule(RULE)
                                .withPurposes(PURPOSE)
                                .withImage(image.in("registry.example/credit-risk"))
                                .withParameter("signature", image.signature()),
                        CreditData.SCHEMA);
        narrator.say(version.id() + ": manifest " + version.manifest().digest());
        version.manifest()
                .artifacts()
                .forEach(artifact ->
                        narrator.say("  " + artifact.name() + ", " + artifact.size() + " bytes, " + artifact.digest()));
        narrator.say("image " + version.image().orElse("none") + ", run "
                + version.run().orElse("none"));
        Checkpoint signed = governance.audit().checkpoint();
        narrator.say("on the audit log as entry " + signed.size() + ", signed by " + desk.signerName());
        return version.id();
    }
}
