package io.modelgovernance.samples.credit;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Decision;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.RefusedException;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.explain.KernelShap;
import io.modelgovernance.drift.DriftWatch;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.model.Rows;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.PlannedTest;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.ValidationPlan;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.ServingOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The eight steps of delivering the model, in order. */
final class Story {
    static final String MODEL = "credit-risk";
    static final String PURPOSE = "consumer-credit";
    static final Actor ANA = Actor.human("ana", "developer");
    static final Actor BEN = Actor.human("ben", "validator");
    static final Actor CLEO = Actor.human("cleo", "risk-officer");
    static final Actor LOAN_DESK = Actor.service("loan-desk");
    private static final DecisionRule RULE = new DecisionRule(0.40, 0.55);
    private static final int BACKGROUND = 50;

    private final Governance governance;
    private final Desk desk;
    private final Narrator narrator;
    private final CreditData data = CreditData.load();
    private final List<Decision> declined = new ArrayList<>();

    Story(Governance governance, Desk desk, Narrator narrator) {
        this.governance = governance;
        this.desk = desk;
        this.narrator = narrator;
    }

    void tell() throws IOException {
        Checkpoint before = governance.audit().checkpoint();
        narrator.say(
                "The audit log " + (before.size() == 0 ? "is new." : "goes on after " + before.size() + " entries."));
        ValidationPlan plan = target();
        DatasetVersion dataset = prepare();
        VersionId baseline = deliver("baseline", plan, dataset);
        VersionId challenger = challenge(plan, dataset);
        serveAndMonitor(baseline, challenger);
        Checkpoint kept = prove(before);
        Path page = EvidencePage.write(governance, desk, challenger, declined);
        narrator.say("Evidence for people, one file, no network: " + page);
        narrator.say(
                "Audit log: " + kept.size() + " entries, root " + kept.root().shortHex() + "...");
    }

    private ValidationPlan target() {
        narrator.section("Configure target");
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

    private DatasetVersion prepare() {
        narrator.section("Prepare data");
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

    private record Delivered(VersionId version, CreditModel model) {}

    private Delivered train(String name, List<CreditModel.Term> terms, DatasetVersion dataset) {
        narrator.section("Train: " + name);
        try (Run run = governance.lineage().startRun(ANA, "train " + name)) {
            run.reads(dataset)
                    .code("credit-risk-sample 0.1.0")
                    .parameter("library", "Tribuo LinearSGDTrainer, AdaGrad")
                    .parameter("epochs", Training.EPOCHS)
                    .parameter("seed", Training.SEED);
            CreditModel model = Training.train(data.train(), terms).model();
            Map<String, Estimate> quality = Measures.quality(model, data.calibration());
            quality.forEach((metric, value) -> {
                run.metric(metric, value);
                narrator.say(String.format(Locale.ROOT, "%-18s %s", metric, value));
            });
            Path file = Files.write(desk.home().resolve("model.json"), model.toBytes());
            VersionId version = register(run, file);
            return new Delivered(version, model);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private VersionId register(Run run, Path file) {
        narrator.section("Containerize and register");
        ModelVersion version = governance
                .registry()
                .register(
                        ANA,
                        MODEL,
                        run.produced(file)
                                .withRule(RULE)
                                .withPurposes(PURPOSE)
                                .withImage("registry.example/credit-risk@"
                                        + io.modelgovernance.Digest.of(
                                                "image of this build".getBytes(StandardCharsets.UTF_8))),
                        CreditData.SCHEMA);
        narrator.say(version.id() + ": files " + version.manifest().artifacts().size() + ", manifest "
                + version.manifest().digest().shortHex() + "..., made by run "
                + version.run().orElse("?").substring(0, 8) + "...");
        return version.id();
    }

    private void assess(Delivered delivered) {
        narrator.section("Model risk");
        RiskAnswers answers = RiskAnswers.none()
                .with("purpose", 3, "decides on consumer credit")
                .with("exposure", 2, "under 5 % of the book")
                .with("impact", 3, "a refused credit is hard to reverse")
                .with("reliance", 3, "reviewed by exception")
                .with("method", 2, "generalised linear model")
                .with("explainability", 2, "exact additive explanation")
                .with("data", 2, "governed, minor gaps: missing incomes")
                .with("dependencies", 1, "one source")
                .with("change", 1, "frozen between releases")
                .flagged("consequential-decision");
        for (Map.Entry<String, Estimate> measure : Measures.uncertainty(
                        delivered.model(), data.calibration(), RULE.declineFrom())
                .entrySet()) {
            answers = answers.measured(measure.getKey(), measure.getValue());
        }
        RiskAssessment assessment = governance.risk().assess(CLEO, delivered.version(), answers);
        var rating = assessment.rating();
        rating.factors()
                .forEach(factor -> narrator.say(String.format(
                        Locale.ROOT,
                        "%-12s %-15s %3d%% x %d  %s",
                        factor.axis(),
                        factor.id(),
                        factor.weight(),
                        factor.score(),
                        factor.source())));
        rating.floors().forEach(floor -> narrator.say("floor: " + floor));
        narrator.say(
                "materiality " + rating.materialitySum() + " (band " + rating.materialityBand() + "), inherent risk "
                        + rating.inherentSum() + " (band " + rating.inherentBand() + "): tier "
                        + rating.tier().number()
                        + " under " + rating.scheme());
    }

    private void validate(Delivered delivered, ValidationPlan plan) {
        narrator.section("Validate");
        var report = governance
                .risk()
                .validate(
                        BEN,
                        delivered.version(),
                        plan.id(),
                        Measures.quality(delivered.model(), data.test()),
                        "recomputed on the test part");
        report.results()
                .forEach(result ->
                        narrator.say(result.verdict() + ": " + result.test() + ", measured " + result.measured()));
    }

    private void approve(VersionId version) {
        narrator.section("Approve and deploy");
        governance.registry().request(ANA, version, "production", "ready");
        try {
            governance.registry().approve(ANA, version, "I made it, it is good");
        } catch (ConflictException e) {
            narrator.say("Ana's own vote: " + e.getMessage());
        }
        governance.registry().approve(BEN, version, "validated");
        var done = governance.registry().approve(CLEO, version, "risk accepted");
        narrator.say("Ben and Cleo approved (" + done.approvals() + " of " + done.votesNeeded() + "): " + done.status()
                + ", champion is now "
                + governance
                        .registry()
                        .alias(MODEL, "champion", AsOf.now())
                        .orElseThrow()
                        .version());
        governance.registry().deploy(CLEO, version, "loan-desk");
    }

    private VersionId deliver(String name, ValidationPlan plan, DatasetVersion dataset) {
        Delivered delivered = train(name, Training.simpleTerms(), dataset);
        assess(delivered);
        try {
            governance.registry().request(ANA, delivered.version(), "production", "may I skip validation?");
        } catch (RefusedException e) {
            narrator.say(
                    "Asked for production without validation. Refused, on record as entry " + e.auditPosition() + ":");
            e.reasons().forEach(reason -> narrator.say("  " + reason));
        }
        governance
                .registry()
                .reviseCard(
                        CLEO,
                        MODEL,
                        new ModelCard(
                                "Probability that a consumer credit is not paid back.",
                                "Head of consumer credit",
                                List.of("Decisions on consumer credit up to 5,000"),
                                List.of("Trained without part-time workers", "Data of one lender, one decade"),
                                List.of(
                                        "Age and marital status are not used",
                                        "Declined applicants get their reasons")));
        validate(delivered, plan);
        approve(delivered.version());
        return delivered.version();
    }

    private VersionId challenge(ValidationPlan plan, DatasetVersion dataset) {
        Delivered delivered = train("challenger with logarithms and ratios", Training.richTerms(), dataset);
        assess(delivered);
        validate(delivered, plan);
        Finding finding = governance
                .risk()
                .open(
                        BEN,
                        delivered.version(),
                        Finding.Severity.HIGH,
                        "missing assets are not explained",
                        "ana",
                        LocalDate.now(ZoneOffset.UTC).plusDays(30));
        try {
            governance.registry().request(ANA, delivered.version(), "production", "ready");
        } catch (RefusedException e) {
            e.reasons().forEach(reason -> narrator.say("Refused: " + reason));
        }
        governance.risk().close(BEN, MODEL, finding.id(), "documented: the applicant did not say");
        narrator.say("Finding " + finding.id() + " closed by Ben, who does not own it.");
        approve(delivered.version());
        governance.drift().freeze(BEN, delivered.version(), data.calibration().rows());
        return delivered.version();
    }

    private ServingOptions options() {
        Rows background = Rows.of(
                CreditData.SCHEMA,
                Arrays.copyOf(data.calibration().rows().toArray(), BACKGROUND * CreditData.SCHEMA.size()));
        Explainer explainer =
                KernelShap.withDefaults().withBudget(256).withSeed(1).over(background);
        return ServingOptions.defaults().withReasons(version -> explainer, Reasons.codes());
    }

    private void serveAndMonitor(VersionId baseline, VersionId challenger) {
        narrator.section("Monitor");
        try (GovernedModel model = governance.govern(
                MODEL,
                (version, files) -> CreditModel.of(files.bytes("model.json")).scorer(),
                options())) {
            serve(model, data.test().rows(), "ordinary applicants");
            report(governance.drift().check(LOAN_DESK, challenger, data.test().rows()));
            serve(model, data.unseen().rows(), "part-time workers, whom training never saw");
            report(governance.drift().check(LOAN_DESK, challenger, data.unseen().rows()));
            model.refresh();
            narrator.say("The next decision is by " + model.permitted() + "; it was " + challenger + " (baseline is "
                    + baseline + ").");
            narrator.say(
                    "Sealed into the audit log: decisions of both windows (" + model.flush() + " in the last batch).");
        }
    }

    private void serve(GovernedModel model, Rows rows, String who) {
        int[] outcomes = new int[Outcome.values().length];
        for (int i = 0; i < rows.count(); i++) {
            Decision decision = model.decide(LOAN_DESK, PURPOSE, rows.row(i));
            outcomes[decision.outcome().ordinal()]++;
            if (decision.outcome() == Outcome.DECLINE) {
                declined.add(decision);
            }
            if ((i + 1) % 250 == 0) {
                narrator.say("  " + (i + 1) + " of " + rows.count() + " decided");
            }
        }
        narrator.say(rows.count() + " " + who + ": approved " + outcomes[0] + ", declined " + outcomes[1]
                + ", referred " + outcomes[2]);
        if (!declined.isEmpty()) {
            Decision last = declined.get(declined.size() - 1);
            last.reasons()
                    .forEach(reason -> narrator.say(String.format(
                            Locale.ROOT,
                            "  %d. %s %s (%+.3f)",
                            reason.rank(),
                            reason.code(),
                            reason.text(),
                            reason.contribution())));
        }
    }

    private void report(DriftWatch.Checked checked) {
        narrator.say("Drift: " + checked.report().explanation());
        checked.fallback()
                .ifPresent(alias -> narrator.say("ALARM: champion fell back to " + alias.version()
                        + " in the same act (alias revision " + alias.revision() + ")."));
    }

    private Checkpoint prove(Checkpoint before) throws IOException {
        narrator.section("Prove");
        AuditReport report = before.size() == 0
                ? governance.audit().verify()
                : governance.audit().verify(before);
        narrator.say((report.intact() ? "Intact: " : "NOT INTACT: " + report.problems()) + report.entries()
                + " entries, " + report.records() + " records, " + report.observations() + " decisions recomputed.");
        Path export = Files.createDirectories(desk.home().resolve("audit-export"));
        Checkpoint kept = governance.audit().export(export);
        narrator.say("Exported to " + export + "; the checkpoint belongs into other hands.");
        Tampering.show(governance, desk, kept, narrator);
        return kept;
    }
}
