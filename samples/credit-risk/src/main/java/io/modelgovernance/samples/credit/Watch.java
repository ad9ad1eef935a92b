package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.LOAN_DESK;
import static io.modelgovernance.samples.credit.Roles.MODEL;
import static io.modelgovernance.samples.credit.Roles.PURPOSE;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.GovernedModel;
import io.modelgovernance.drift.DriftWatch;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Outcome;
import io.modelgovernance.serving.ServingOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Step 8: decisions, drift, alarm and fallback. */
final class Watch {
    private final Governance governance;
    private final CreditData data;
    private final Narrator narrator;
    private final List<Decision> declined = new ArrayList<>();
    private final Map<VersionId, Scorer> loaded = new ConcurrentHashMap<>();
    private final List<Decision> made = new ArrayList<>();
    private Optional<Remedies.Told> told = Optional.empty();

    Watch(Governance governance, CreditData data, Narrator narrator) {
        this.governance = governance;
        this.data = data;
        this.narrator = narrator;
    }

    /** The last declined applicant who was told what to do. */
    Optional<Remedies.Told> told() {
        return told;
    }

    Scorer loaded(VersionId version) {
        return Objects.requireNonNull(loaded.get(version));
    }

    List<Decision> declined() {
        return List.copyOf(declined);
    }

    List<Decision> made() {
        return List.copyOf(made);
    }

    void serveAndMonitor(VersionId baseline, VersionId challenger) {
        narrator.section("8. Monitor");
        try (GovernedModel model = governance.govern(
                MODEL,
                (version, files) -> {
                    Scorer scorer = CreditModel.of(files.bytes("model.json")).scorer();
                    loaded.put(version.id(), scorer);
                    return scorer;
                },
                options())) {
            serve(model, data.test().rows(), "ordinary applicants");
            report(governance.drift().check(LOAN_DESK, challenger, data.test().rows()));
            serve(model, data.unseen().rows(), "part-time workers, whom training never saw");
            report(governance.drift().check(LOAN_DESK, challenger, data.unseen().rows()));
            model.refresh();
            narrator.say("The next decision is by " + model.permitted() + "; it was " + challenger + " (baseline is "
                    + baseline + ").");
            narrator.say("Sealed into the audit log: decisions of both windows (" + model.flush() + " just now).");
        }
    }

    private ServingOptions options() {
        Explainer explainer = Reasons.explainer(data);
        return ServingOptions.defaults().withReasons(version -> explainer, Reasons.codes());
    }

    private void serve(GovernedModel model, Rows rows, String who) {
        int[] outcomes = new int[Outcome.values().length];
        Remedies remedies = new Remedies(data.calibration().rows(), narrator);
        for (int i = 0; i < rows.count(); i++) {
            double[] row = rows.row(i);
            Decision decision = model.decide(LOAN_DESK, PURPOSE, row);
            made.add(decision);
            outcomes[decision.outcome().ordinal()]++;
            if (decision.outcome() == Outcome.DECLINE) {
                declined.add(decision);
                remedies.look(
                                row,
                                Objects.requireNonNull(loaded.get(decision.version())),
                                Objects.requireNonNull(loaded.get(model.permitted())))
                        .ifPresent(report ->
                                told = Optional.of(new Remedies.Told(decision.id(), decision.reasons(), row, report)));
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
            remedies.tell();
        }
    }

    private void report(DriftWatch.Checked checked) {
        narrator.say("Drift: " + checked.report().explanation());
        checked.fallback()
                .ifPresent(alias -> narrator.say("ALARM: champion fell back to " + alias.version()
                        + " in the same act (alias revision " + alias.revision() + ")."));
    }
}
