package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.BEN;

import io.modelgovernance.Governance;
import io.modelgovernance.audit.AuditReport;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.ValidationPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The eight steps of delivering the model, in order, a recall, and the proof. */
final class Story {
    private final Governance governance;
    private final Desk desk;
    private final Narrator narrator;
    private final CreditData data = CreditData.load();
    private final Workshop workshop;
    private final Committee committee;
    private final Watch watch;
    private final RecalledData recalled;

    Story(Governance governance, Desk desk, Narrator narrator) {
        this.governance = governance;
        this.desk = desk;
        this.narrator = narrator;
        this.workshop = new Workshop(governance, desk, data, narrator);
        this.committee = new Committee(governance, data, narrator);
        this.watch = new Watch(governance, data, narrator);
        this.recalled = new RecalledData(governance, desk, data, committee, narrator);
    }

    void tell() throws IOException {
        Checkpoint before = governance.audit().checkpoint();
        narrator.say(
                "The audit log " + (before.size() == 0 ? "is new." : "goes on after " + before.size() + " entries."));
        recalled.settle();
        ValidationPlan plan = workshop.target();
        DatasetVersion dataset = workshop.prepare();
        VersionId baseline = deliver(plan, dataset);
        VersionId challenger = challenge(plan, dataset);
        watch.serveAndMonitor(baseline, challenger);
        new DraftRules(governance, narrator).tell(challenger, watch.made());
        new Register(governance, narrator).look(challenger);
        recalled.tell(plan, baseline);
        Checkpoint kept = prove(before);
        Path page = EvidencePage.write(governance, desk, challenger, watch.declined());
        narrator.say("Evidence for people, one file, no network: " + page);
        narrator.say("Why it decides as it does, in pictures: "
                + EvidencePage.explanations(desk, challenger, data, watch.loaded(challenger), watch.told()));
        narrator.say(
                "Audit log: " + kept.size() + " entries, root " + kept.root().shortHex() + "...");
    }

    private VersionId deliver(ValidationPlan plan, DatasetVersion dataset) throws IOException {
        Workshop.Delivered delivered = workshop.make("baseline", Training.simpleTerms(), dataset);
        committee.askTooEarly(delivered.version());
        committee.describe();
        committee.validate(delivered, plan);
        committee.approve(delivered.version());
        return delivered.version();
    }

    private VersionId challenge(ValidationPlan plan, DatasetVersion dataset) throws IOException {
        Workshop.Delivered delivered =
                workshop.make("challenger with logarithms and ratios", Training.richTerms(), dataset);
        committee.validate(delivered, plan);
        committee.object(delivered.version());
        committee.approve(delivered.version());
        governance.drift().freeze(BEN, delivered.version(), data.calibration().rows());
        return delivered.version();
    }

    private Checkpoint prove(Checkpoint before) throws IOException {
        narrator.section("Prove it");
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
