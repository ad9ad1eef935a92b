package io.modelgovernance.rollout;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.registry.VersionId;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How a challenger is tried, settled before it begins.
 *
 * @param challenger the version
 * @param steps shares of the subjects that it gets, one after the other; above 0, at most 1, each above the one before;
 *     empty for a shadow only
 * @param goal what it has to show
 * @param guardrails what must not happen; their metrics differ
 * @param alias the alias that the challenger decides by; it must point to it before a share is given
 * @param stage the stage that is asked for once the goal is shown; its gates guard every share
 */
public record RolloutPlan(
        VersionId challenger, List<Double> steps, Goal goal, List<Guardrail> guardrails, String alias, String stage) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the steps do not rise within (0, 1], or two guardrails watch the same
     */
    public RolloutPlan {
        steps = List.copyOf(steps);
        guardrails = List.copyOf(guardrails);
        Names.require("alias", alias);
        Names.require("stage", stage);
        double last = 0;
        for (double step : steps) {
            if (!(step > last && step <= 1)) {
                throw InvalidInputException.of("steps of the roll-out", "are " + steps, "rising, above 0, at most 1");
            }
            last = step;
        }
        Set<String> metrics = new HashSet<>();
        for (Guardrail guardrail : guardrails) {
            if (!metrics.add(guardrail.metric())) {
                throw InvalidInputException.of("guardrails", "name " + guardrail.metric() + " twice", "one a metric");
            }
        }
    }

    /**
     * A plan without guardrails, by the alias canary, that ends in production.
     *
     * @param challenger the version
     * @param goal what it has to show
     * @param steps shares, rising
     * @return the plan
     */
    public static RolloutPlan of(VersionId challenger, Goal goal, Double... steps) {
        return new RolloutPlan(challenger, List.of(steps), goal, List.of(), "canary", "production");
    }

    /**
     * With guardrails.
     *
     * @param bounds the guardrails
     * @return a copy
     */
    public RolloutPlan guarded(Guardrail... bounds) {
        return new RolloutPlan(challenger, steps, goal, List.of(bounds), alias, stage);
    }

    /**
     * Ending in another stage.
     *
     * @param name the stage
     * @return a copy
     */
    public RolloutPlan into(String name) {
        return new RolloutPlan(challenger, steps, goal, guardrails, alias, name);
    }

    /**
     * Whether outcomes of this kind are looked at.
     *
     * @param metric the name
     * @return true if the goal or a guardrail names it
     */
    public boolean watches(String metric) {
        return goal.metric().equals(metric)
                || guardrails.stream().anyMatch(guardrail -> guardrail.metric().equals(metric));
    }
}
