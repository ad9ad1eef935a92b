package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskScorer;
import io.modelgovernance.spi.RecordKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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
     * Rates a version again with those figures that are known and that the scheme reads, if there are any and the version
     * was ever rated: what was measured earlier stays until something is known that takes its place.
     *
     * @param act the act
     * @param actor who
     * @param version the version
     * @param figures the figures by measure
     * @param trigger what happened, in a few words
     */
    public void note(Act act, Actor actor, VersionId version, Map<String, Estimate> figures, String trigger) {
        Map<String, Estimate> read = new TreeMap<>(figures);
        read.entrySet().removeIf(one -> !one.getValue().known() || !scorer.measures(one.getKey()));
        if (!read.isEmpty()) {
            Optional<RiskAssessment> unused = measured(act, actor, version, read, trigger);
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
            return rate(act, actor, Optional.of(before), version, answers, trigger, Findings.of(act, version.model()));
        });
    }

    /** Rates again in somebody else's act, if the version was ever rated. */
    void follow(Act act, Actor actor, VersionId version, String trigger, List<Finding> findings) {
        act.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT))
                .filter(before -> !flagged(before.answers(), version, findings).equals(before.answers()))
                .ifPresent(
                        before -> rate(act, actor, Optional.of(before), version, before.answers(), trigger, findings));
    }

    /** Rates; what an earlier rating under the same scheme lies beside need not be looked up again. */
    RiskAssessment rate(
            Act act,
            Actor actor,
            Optional<RiskAssessment> before,
            VersionId version,
            RiskAnswers answers,
            String trigger,
            List<Finding> findings) {
        RiskAnswers all = flagged(answers, version, findings);
        RiskRating rating = scorer.rate(all);
        Optional<Digest> known = before.flatMap(earlier -> earlier.rating().schemeDigest());
        if (known.isEmpty() || !known.equals(rating.schemeDigest())) {
            scorer.data().ifPresent(scheme -> keep(act, scheme));
        }
        RiskAssessment assessment = new RiskAssessment(version, rating, all, trigger, actor.id(), act.now());
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
