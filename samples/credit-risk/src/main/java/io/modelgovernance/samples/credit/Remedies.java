package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.RULE;

import io.modelgovernance.core.counterfactual.Actions;
import io.modelgovernance.core.counterfactual.Counterfactuals;
import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What declined applicants could do: one cheap change of what is in their hands, checked against the model that decides. */
final class Remedies {
    private final Counterfactuals search;
    private final Narrator narrator;
    private int asked;
    private int found;
    private int refused;
    private Optional<Counterfactual> example = Optional.empty();

    Remedies(Rows background, Narrator narrator) {
        this.search = Counterfactuals.of(Actions.of(background)
                .fixed("seniority", "home", "records", "job", "price")
                .onlyFalls("expenses")
                .onlyRises("income")
                .onlyRises("assets")
                .onlyFalls("debt")
                .onlyFalls("amount")
                .withMostChanges(2));
        this.narrator = narrator;
    }

    /** Looks for a remedy under the model that declined and checks it with the one that decides now. */
    void look(double[] applicant, Scorer declined, Scorer live) {
        asked++;
        ScoreGoal goal = ScoreGoal.below(RULE.declineFrom());
        CounterfactualReport report = search.find(declined, applicant, goal, 1);
        if (report.found().isEmpty()) {
            return;
        }
        Counterfactual one = report.found().get(0);
        double[] changed = one.row().stream().mapToDouble(value -> value).toArray();
        if (goal.met(live.score(changed))) {
            found++;
            example = Optional.of(one);
        } else {
            refused++;
        }
    }

    void tell() {
        narrator.say("Of " + asked + " declined applicants " + found
                + " get one change that is in their hands and holds under the live champion; "
                + (asked - found - refused)
                + " have none within two changes"
                + (refused == 0 ? "." : "; for " + refused + " the live champion would still decline."));
        example.ifPresent(one -> narrator.say(String.format(
                Locale.ROOT,
                "  for instance %s: score %.3f in place of %.2f and more",
                words(one.changes()),
                one.score(),
                RULE.declineFrom())));
    }

    private static String words(List<Counterfactual.FeatureChange> changes) {
        return String.join(
                ", ",
                changes.stream()
                        .map(change -> String.format(
                                Locale.ROOT, "%s %.0f -> %.0f", change.feature(), change.from(), change.to()))
                        .toList());
    }
}
