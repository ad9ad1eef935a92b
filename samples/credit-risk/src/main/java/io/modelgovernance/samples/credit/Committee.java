package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.ANA;
import static io.modelgovernance.samples.credit.Roles.BEN;
import static io.modelgovernance.samples.credit.Roles.CLEO;
import static io.modelgovernance.samples.credit.Roles.MODEL;

import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Governance;
import io.modelgovernance.RefusedException;
import io.modelgovernance.registry.DeploymentPlan;
import io.modelgovernance.registry.Environment;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.Validation;
import io.modelgovernance.risk.ValidationPlan;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Steps 6 and 7: what is asked, refused, validated and approved. */
final class Committee {
    private final Governance governance;
    private final CreditData data;
    private final Narrator narrator;

    Committee(Governance governance, CreditData data, Narrator narrator) {
        this.governance = governance;
        this.data = data;
        this.narrator = narrator;
    }

    void validate(Workshop.Delivered delivered, ValidationPlan plan) {
        narrator.section("6. Validate");
        var report = governance
                .risk()
                .validate(
                        BEN,
                        delivered.version(),
                        Validation.approved(plan.id(), "recomputed on the test part")
                                .measured(Measures.quality(delivered.model(), data.test()))
                                .on("test part of the credit data", data.digest()));
        report.results()
                .forEach(result ->
                        narrator.say(result.verdict() + ": " + result.test() + ", measured " + result.measured()));
    }

    void approve(VersionId version) {
        narrator.section("7. Approve and deploy");
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
        governance.deployments().declare(CLEO, Environment.production("loan-desk", "retail credit"));
        governance.deployments().deploy(CLEO, DeploymentPlan.following(MODEL, "champion", "loan-desk"));
    }

    void askTooEarly(VersionId version) {
        try {
            governance.registry().request(ANA, version, "production", "may I skip validation?");
        } catch (RefusedException e) {
            narrator.say("Asked for production at once. Refused, on record as entry " + e.auditPosition() + ":");
            e.reasons().forEach(reason -> narrator.say("  " + reason));
        }
    }

    void describe() {
        new Register(governance, narrator).declare();
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
    }

    /** A finding blocks until somebody else than its owner closes it. */
    void object(VersionId version) {
        LocalDate dueOn = LocalDate.now(ZoneOffset.UTC).plusDays(30);
        Finding finding = governance
                .risk()
                .open(BEN, version, Finding.Severity.HIGH, "missing assets are not explained", "ana", dueOn);
        try {
            governance.registry().request(ANA, version, "production", "ready");
        } catch (RefusedException e) {
            e.reasons().forEach(reason -> narrator.say("Refused: " + reason));
        }
        governance.risk().close(BEN, MODEL, finding.id(), "documented: the applicant did not say");
        narrator.say("Finding " + finding.id() + " closed by Ben, who does not own it.");
    }
}
