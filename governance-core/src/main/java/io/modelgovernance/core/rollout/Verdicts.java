package io.modelgovernance.core.rollout;

import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.rollout.Comparison;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.rollout.Rollout.Status;
import io.modelgovernance.rollout.RolloutEvidence;
import java.util.Locale;
import java.util.Optional;

/** What a look means for a roll-out. */
final class Verdicts {
    /**
     * How it ends.
     *
     * @param status as what
     * @param reason why
     */
    record Ending(Status status, String reason) {}

    private Verdicts() {}

    /** Harm first, whatever the goal says. */
    static Optional<Ending> of(Rollout rollout, VersionId champion, RolloutEvidence evidence) {
        Optional<Comparison> harm =
                evidence.harms().stream().filter(Comparison::shown).findFirst();
        if (harm.isPresent()) {
            return Optional.of(new Ending(Status.ROLLED_BACK, "Harm is shown: " + say(harm.get())));
        }
        if (!champion.equals(rollout.champion())) {
            return Optional.of(new Ending(
                    Status.ROLLED_BACK,
                    "The champion is " + champion + " now, and no longer " + rollout.champion() + "."));
        }
        return evidence.goal().shown()
                ? Optional.of(new Ending(Status.CONCLUDED, "The goal is shown: " + say(evidence.goal())))
                : Optional.empty();
    }

    private static String say(Comparison one) {
        return String.format(
                Locale.ROOT,
                "%s %d of %d with the challenger, %d of %d with the champion; evidence %.3g, needed %.3g.",
                one.metric(),
                one.challengerHits(),
                one.challengerCases(),
                one.championHits(),
                one.championCases(),
                Math.exp(Math.min(one.logEvidence(), 700)),
                Math.exp(one.needed()));
    }

    static void describe(Act act, RolloutEvidence evidence) {
        describe(act, "goal", evidence.goal());
        evidence.harms().forEach(harm -> describe(act, "harm." + harm.metric(), harm));
        act.detail("outcomes", evidence.outcomes());
        act.detail("outcomes.digest", evidence.digest());
    }

    private static void describe(Act act, String name, Comparison one) {
        act.detail(name + ".logEvidence", one.logEvidence());
        act.detail(name + ".difference", one.difference());
    }
}
