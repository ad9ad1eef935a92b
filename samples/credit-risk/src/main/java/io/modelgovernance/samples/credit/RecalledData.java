package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.ANA;
import static io.modelgovernance.samples.credit.Roles.BEN;
import static io.modelgovernance.samples.credit.Roles.CLEO;
import static io.modelgovernance.samples.credit.Roles.LOAN_DESK;
import static io.modelgovernance.samples.credit.Roles.MODEL;
import static io.modelgovernance.samples.credit.Roles.PURPOSE;

import io.modelgovernance.AsOf;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.RefusedException;
import io.modelgovernance.core.evidence.LineagePage;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Recall;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.ValidationPlan;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Optional;

/** Step 9: a partner's data turns out to be poisoned, and everything that came of it is found and stopped. */
final class RecalledData {
    private static final String NAME = "partner-data";
    private static final int SWAPPED = 50;
    private static final int APPLICANTS = 25;

    private final Governance governance;
    private final Desk desk;
    private final CreditData data;
    private final Committee committee;
    private final Narrator narrator;

    RecalledData(Governance governance, Desk desk, CreditData data, Committee committee, Narrator narrator) {
        this.governance = governance;
        this.desk = desk;
        this.data = data.withSwappedLabels(SWAPPED);
        this.committee = committee;
        this.narrator = narrator;
    }

    /** A run of the sample that was killed after its recall left the model stopped. */
    void settle() {
        if (governance.registry().models(AsOf.now()).contains(MODEL)
                && governance.registry().suspension(MODEL).isPresent()) {
            governance.registry().resume(BEN, MODEL, "a new version is on its way");
            narrator.say("The model was stopped when this began; Ben resumed it.");
        }
    }

    void tell(ValidationPlan plan, VersionId good) throws IOException {
        narrator.section("9. Recall");
        DatasetVersion delivery = deliver();
        Workshop.Delivered made = new Workshop(governance, desk, data, narrator)
                .make("on data of a partner", Training.simpleTerms(), delivery);
        committee.validate(made, plan);
        committee.approve(made.version());
        try (GovernedModel model = governance.govern(
                MODEL,
                (version, files) -> CreditModel.of(files.bytes("model.json")).scorer())) {
            for (int i = 0; i < APPLICANTS; i++) {
                model.decide(LOAN_DESK, PURPOSE, data.test().rows().row(i));
            }
            model.flush();
            recall(delivery.node());
            model.refresh();
            model.decide(LOAN_DESK, PURPOSE, data.test().rows().row(0));
        } catch (RefusedException e) {
            narrator.say("The next applicant: " + e.reasons());
        }
        recover(made.version(), good);
    }

    private DatasetVersion deliver() {
        int number = 1;
        while (governance.lineage().dataset(NAME, Integer.toString(number)).isPresent()) {
            number++;
        }
        return governance
                .lineage()
                .recordDataset(
                        ANA,
                        new DatasetVersion(
                                NAME,
                                Integer.toString(number),
                                data.digest(),
                                data.size(),
                                CreditData.SCHEMA.names(),
                                "a partner's copy of credit_data",
                                "MIT",
                                DatasetVersion.PersonalData.PERSONAL),
                        new Node(Node.SOURCE, "partner"));
    }

    private void recall(Node delivery) {
        Recall recall = governance
                .recalls()
                .recall(CLEO, delivery, "the partner swapped one label in " + SWAPPED, Recall.Response.SUSPEND);
        narrator.say("Recall of " + delivery + ", one act: " + recall.affected().size() + " version affected, "
                + recall.decisions() + " decisions, stopped: " + recall.suspended());
        for (Recall.Affected affected : recall.affected()) {
            narrator.say("  " + affected.version() + " behind " + affected.aliases() + ", deployed to "
                    + affected.environments() + ", by " + affected.path());
            var page = governance.recalls().decisions(affected.version(), Optional.empty(), 10);
            narrator.say("  to be looked at again, first page: " + page.items().size() + " decisions, "
                    + (page.next().isPresent() ? "more follow" : "no more"));
        }
    }

    private void recover(VersionId bad, VersionId good) throws IOException {
        governance.gates(bad, "production").stream()
                .filter(gate -> gate.gate().equals("not-tainted"))
                .forEach(gate -> narrator.say(gate.gate() + " " + gate.verdict() + ": " + gate.reason()));
        var champion =
                governance.registry().alias(MODEL, "champion", AsOf.now()).orElseThrow();
        governance.registry().moveAlias(CLEO, MODEL, "champion", good, champion.revision(), "away from recalled data");
        governance.registry().resume(BEN, MODEL, "back on " + good);
        narrator.say("Champion is " + good + " again, and Ben, who did not stop the model, resumed it.");
        Node node = Node.of(bad);
        var page = desk.home().resolve("lineage.html");
        Files.writeString(
                page,
                LineagePage.of(
                        governance.lineage().ancestors(node, 20, AsOf.now()),
                        governance.lineage().descendants(node, 20, AsOf.now())),
                StandardCharsets.UTF_8);
        narrator.say("Its lineage, one file: " + page);
    }
}
