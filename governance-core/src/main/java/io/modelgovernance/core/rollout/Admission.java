package io.modelgovernance.core.rollout;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.registry.Lifecycles;
import io.modelgovernance.core.registry.Transitions;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.rollout.RolloutPlan;
import java.util.ArrayList;
import java.util.List;

/** Which versions may be tried, and which of them may get subjects. */
final class Admission {
    private static final String CHAMPION = "champion";

    private final Lifecycles lifecycles;
    private final Transitions transitions;

    Admission(Lifecycles lifecycles, Transitions transitions) {
        this.lifecycles = lifecycles;
        this.transitions = transitions;
    }

    /** The alias that the move into the plan's stage carries along. */
    String championAlias(RolloutPlan plan) {
        return lifecycles.of(plan.challenger().model()).transitions().stream()
                .filter(move -> move.to().equals(plan.stage()))
                .flatMap(move -> move.alias().stream())
                .findFirst()
                .orElse(CHAMPION);
    }

    VersionId champion(Act act, RolloutPlan plan) {
        String model = plan.challenger().model();
        String alias = championAlias(plan);
        return act.find(Alias.class, Keys.of(model, Keys.ALIAS, alias))
                .map(Alias::version)
                .orElseThrow(
                        () -> new NotFoundException("alias", alias + " of " + model, "Maybe promote a version first."));
    }

    static ModelVersion version(Act act, VersionId id) {
        return act.find(ModelVersion.class, Keys.of(id, Keys.VERSION))
                .orElseThrow(() -> new NotFoundException("version", id.toString(), "Maybe register it first."));
    }

    void requireComparable(Act act, RolloutPlan plan, VersionId champion) {
        List<String> stages = lifecycles.of(plan.challenger().model()).stages();
        if (!stages.contains(plan.stage())) {
            throw new NotFoundException("stage", plan.stage(), "Maybe one of " + stages + ".");
        }
        if (plan.alias().equals(championAlias(plan))) {
            throw InvalidInputException.of("alias of the challenger", "is " + plan.alias(), "not the champion's");
        }
        if (champion.equals(plan.challenger())) {
            throw InvalidInputException.of("challenger", "is the champion " + champion, "another version");
        }
        if (!version(act, champion)
                .schema()
                .equals(version(act, plan.challenger()).schema())) {
            throw InvalidInputException.of(
                    "schema of " + plan.challenger(), "is not that of the champion " + champion, "the same");
        }
    }

    /** Why the challenger may get no subjects, read in the act that would give it some. */
    List<String> obstacles(Act act, RolloutPlan plan) {
        VersionId id = plan.challenger();
        List<String> obstacles = new ArrayList<>();
        String stage = act.find(Listing.class, Keys.of(id, Keys.LISTING))
                .map(Listing::stage)
                .orElse("none");
        List<String> servable = lifecycles.of(id.model()).servable();
        if (!servable.contains(stage)) {
            obstacles.add("The stage of " + id + " is " + stage + " but must be one of " + servable + ".");
        }
        boolean points = act.find(Alias.class, Keys.of(id.model(), Keys.ALIAS, plan.alias()))
                .filter(alias -> alias.version().equals(id))
                .isPresent();
        if (!points) {
            obstacles.add("The alias " + plan.alias() + " does not point to " + id + ".");
        }
        for (GateResult gate : transitions.gates(act, version(act, id), plan.stage())) {
            if (!gate.passed()) {
                obstacles.add("Gate " + gate.gate() + " of " + plan.stage() + " did not pass: " + gate.reason());
            }
        }
        return obstacles;
    }
}
