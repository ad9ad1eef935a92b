package io.modelgovernance.samples.credit;

import static io.modelgovernance.samples.credit.Roles.RULE;

import io.modelgovernance.core.counterfactual.Actions;
import io.modelgovernance.core.counterfactual.Counterfactuals;
import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.CounterfactualReport;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.explain.ScoreGoal;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What declined applicants could do: the cheapest change of what is in their hands, of two features if two are enough, with
 * cheaper goods or what was left blank stated if nothing else is, checked against the model that decides now.
 */
final class Remedies {
    /**
     * What a declined applicant was told.
     *
     * @param decision id of the decision
     * @param reasons the reasons given
     * @param row the applicant
     * @param report the remedy
     */
    record Told(String decision, List<ReasonCode> reasons, double[] row, CounterfactualReport report) {}

    private final Counterfactuals few;
    private final Counterfactuals any;
    private final Narrator narrator;
    private int asked;
    private int found;
    private int many;
    private int blank;
    private int refused;
    private Optional<Counterfactual> example = Optional.empty();

    Remedies(Rows background, Narrator narrator) {
        Actions actions = Actions.of(background)
                .fixed("seniority", "home", "records", "job")
                .onlyFalls("expenses")
                .onlyRises("income")
                .onlyRises("assets")
                .onlyFalls("debt")
                .onlyFalls("amount");
        this.few = Counterfactuals.of(actions.fixed("price").withMostChanges(2));
        this.any = Counterfactuals.of(actions.onlyFalls("price").statable("income", "assets", "debt"));
        this.narrator = narrator;
    }

    /**
     * Looks for a remedy under the model that declined and checks it with the one that decides now.
     *
     * @return the report with the remedy, if there is one and it still holds
     */
    Optional<CounterfactualReport> look(double[] applicant, Scorer declined, Scorer live) {
        asked++;
        ScoreGoal goal = ScoreGoal.below(RULE.declineFrom());
        CounterfactualReport report = few.find(declined, applicant, goal, 1);
        if (report.found().isEmpty()) {
            report = any.find(declined, applicant, goal, 1);
        }
        if (report.found().isEmpty()) {
            return Optional.empty();
        }
        Counterfactual one = report.found().get(0);
        double[] changed = one.row().stream().mapToDouble(value -> value).toArray();
        if (!goal.met(live.score(changed))) {
            refused++;
            return Optional.empty();
        }
        found++;
        many += one.changes().size() > 2 ? 1 : 0;
        blank += one.changes().stream().anyMatch(change -> Double.isNaN(change.from())) ? 1 : 0;
        example = Optional.of(one);
        return Optional.of(report);
    }

    void tell() {
        narrator.say("Of " + asked + " declined applicants " + found
                + " get one change that is in their hands and holds under the live champion, " + many
                + " of them one of more than two features; "
                + blank + " one of stating what they left blank; "
                + (asked - found - refused) + " have none"
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
                                Locale.ROOT,
                                "%s %s -> %.0f",
                                change.feature(),
                                Double.isNaN(change.from())
                                        ? "blank"
                                        : String.format(Locale.ROOT, "%.0f", change.from()),
                                change.to()))
                        .toList());
    }
}
