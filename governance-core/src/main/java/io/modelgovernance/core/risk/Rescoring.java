package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskScorer;
import io.modelgovernance.spi.RecordKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Rates a version inside an act of others, so that what they record and the tier that rests on it are one commit.
 *
 * <p>Immutable and thread-safe.
 */
public final class Rescoring {
    private final RiskScorer scorer;

    /**
     * Creates it.
     *
     * @param scorer the scheme in force
     */
    public Rescoring(RiskScorer scorer) {
        this.scorer = scorer;
    }

    /**
     * Rates a version again with one figure, if it was ever rated and the scheme knows the measure.
     *
     * @param act the act
     * @param actor who
     * @param version the version
     * @param measure the measure
     * @param figure the figure
     * @param trigger what happened, in a few words
     */
    public void note(Act act, Actor actor, VersionId version, String measure, Estimate figure, String trigger) {
        if (scorer.measures(measure)) {
            act.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT))
                    .ifPresent(before -> rate(
                            act,
                            actor,
                            version,
                            before.answers().measured(measure, figure),
                            trigger,
                            Findings.of(act, version.model())));
        }
    }

    /** Rates again with new figures, all of which the scheme must know; empty if the version was never rated. */
    Optional<RiskAssessment> measured(
            Act act, Actor actor, VersionId version, Map<String, Estimate> figures, String trigger) {
        return act.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT)).map(before -> {
            RiskAnswers answers = before.answers();
            for (Map.Entry<String, Estimate> figure : figures.entrySet()) {
                answers = answers.measured(figure.getKey(), figure.getValue());
            }
            return rate(act, actor, version, answers, trigger, Findings.of(act, version.model()));
        });
    }

    /** Rates again in somebody else's act, if the version was ever rated. */
    void follow(Act act, Actor actor, VersionId version, String trigger, List<Finding> findings) {
        act.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT))
                .filter(before -> !flagged(before.answers(), version, findings).equals(before.answers()))
                .ifPresent(before -> rate(act, actor, version, before.answers(), trigger, findings));
    }

    RiskAssessment rate(
            Act act, Actor actor, VersionId version, RiskAnswers answers, String trigger, List<Finding> findings) {
        RiskAnswers all = flagged(answers, version, findings);
        scorer.data().ifPresent(scheme -> keep(act, scheme));
        RiskAssessment assessment = new RiskAssessment(version, scorer.rate(all), all, trigger, actor.id(), act.now());
        act.put(Keys.of(version, Keys.ASSESSMENT), assessment);
        act.detail("scheme", assessment.rating().scheme());
        act.detail("tier", assessment.rating().tier().number());
        return assessment;
    }

    private RiskAnswers flagged(RiskAnswers answers, VersionId version, List<Finding> findings) {
        boolean critical = scorer.reads(Scorecard.CRITICAL_FINDING)
                && findings.stream()
                        .anyMatch(finding -> finding.open()
                                && finding.version().equals(version)
                                && finding.severity() == Finding.Severity.CRITICAL);
        return critical ? answers.flagged(Scorecard.CRITICAL_FINDING) : answers.unflagged(Scorecard.CRITICAL_FINDING);
    }

    /** The scheme lies beside the ratings that name it; under one id there is only ever one. */
    private static void keep(Act act, RiskScheme scheme) {
        RecordKey key = schemeKey(scheme.id());
        Optional<RiskScheme> kept = act.find(RiskScheme.class, key);
        if (kept.isEmpty()) {
            act.put(key, scheme);
        } else if (!kept.get().equals(scheme)) {
            throw new ConflictException(
                    "risk scheme " + scheme.id(),
                    "The risk scheme (" + scheme.id() + ") must be the one on record under its id. Maybe give the"
                            + " changed scheme a new version.");
        }
    }

    static RecordKey schemeKey(String id) {
        return new RecordKey(Keys.RISK_SCHEME, Keys.RISK_SCHEME, id);
    }
}
