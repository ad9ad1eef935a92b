package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScheme;
import io.modelgovernance.risk.RiskScorer;
import io.modelgovernance.risk.RiskShift;
import io.modelgovernance.spi.RecordKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rates versions, again whenever what a rating rests on changes, and derives past ratings again. */
final class Assessments {
    private final Ledger ledger;
    private final RiskScorer scorer;

    Assessments(Ledger ledger, RiskScorer scorer) {
        this.ledger = ledger;
        this.scorer = scorer;
    }

    RiskAssessment assess(Actor actor, VersionId version, RiskAnswers answers) {
        return ledger.act(actor, EventType.RISK_ASSESSED, version.toString(), "", act -> {
            People.requireVersion(act, version);
            return rate(act, actor, version, answers, "assessed", Findings.of(act, version.model()));
        });
    }

    RiskAssessment rescore(Actor actor, VersionId version, Map<String, Estimate> figures, String trigger) {
        if (figures.isEmpty()) {
            throw InvalidInputException.of("figures", "are none", "at least one measured figure");
        }
        return ledger.act(actor, EventType.RISK_RESCORED, version.toString(), trigger, act -> {
            People.requireVersion(act, version);
            RiskAssessment before =
                    act.find(RiskAssessment.class, key(version)).orElseThrow(() -> notAssessed(version));
            RiskAnswers answers = before.answers();
            for (Map.Entry<String, Estimate> figure : figures.entrySet()) {
                answers = answers.measured(figure.getKey(), figure.getValue());
            }
            act.detail(
                    "measured",
                    String.join(", ", figures.keySet().stream().sorted().toList()));
            return rate(act, actor, version, answers, trigger, Findings.of(act, version.model()));
        });
    }

    /** Rates again in somebody else's act, if the version was ever rated. */
    void follow(Act act, Actor actor, VersionId version, String trigger, List<Finding> findings) {
        act.find(RiskAssessment.class, key(version))
                .filter(before -> !flagged(before.answers(), version, findings).equals(before.answers()))
                .ifPresent(before -> rate(act, actor, version, before.answers(), trigger, findings));
    }

    private RiskAssessment rate(
            Act act, Actor actor, VersionId version, RiskAnswers answers, String trigger, List<Finding> findings) {
        RiskAnswers all = flagged(answers, version, findings);
        scorer.data().ifPresent(scheme -> keep(act, scheme));
        RiskAssessment assessment = new RiskAssessment(version, scorer.rate(all), all, trigger, actor.id(), act.now());
        act.put(key(version), assessment);
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

    Optional<RiskAssessment> find(VersionId version, AsOf asOf) {
        return ledger.find(RiskAssessment.class, key(version), asOf);
    }

    List<RiskAssessment> history(VersionId version) {
        return ledger.history(RiskAssessment.class, key(version));
    }

    RiskRating derive(VersionId version, AsOf asOf) {
        RiskAssessment then = require(version, asOf);
        return scorerOf(then, asOf).rate(then.answers());
    }

    RiskShift replay(VersionId version, AsOf asOf, RiskScorer other) {
        RiskAssessment then = require(version, asOf);
        return Shifts.between(scorerOf(then, asOf), then.answers(), other, then.answers());
    }

    RiskShift shift(VersionId version, AsOf from, AsOf to) {
        RiskAssessment before = require(version, from);
        RiskAssessment after = require(version, to);
        return Shifts.between(scorerOf(before, from), before.answers(), scorerOf(after, to), after.answers());
    }

    private RiskAssessment require(VersionId version, AsOf asOf) {
        return find(version, asOf).orElseThrow(() -> notAssessed(version));
    }

    private RiskScorer scorerOf(RiskAssessment assessment, AsOf asOf) {
        String id = assessment.rating().scheme();
        Optional<RiskScorer> stored =
                ledger.find(RiskScheme.class, schemeKey(id), asOf).map(Scorecard::of);
        return stored.or(() -> Optional.of(scorer).filter(now -> now.scheme().equals(id)))
                .orElseThrow(() -> new NotFoundException("risk scheme", id, "Maybe wire the scorer of that name."));
    }

    private static NotFoundException notAssessed(VersionId version) {
        return new NotFoundException("assessment of", version.toString(), "Maybe assess it first.");
    }

    private static RecordKey key(VersionId version) {
        return Keys.of(version, Keys.ASSESSMENT);
    }

    private static RecordKey schemeKey(String id) {
        return new RecordKey(Keys.RISK_SCHEME, Keys.RISK_SCHEME, id);
    }
}
