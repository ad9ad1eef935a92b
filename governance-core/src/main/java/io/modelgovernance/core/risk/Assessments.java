package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
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
    private final Rescoring rescoring;

    Assessments(Ledger ledger, RiskScorer scorer) {
        this.ledger = ledger;
        this.scorer = scorer;
        this.rescoring = new Rescoring(scorer);
    }

    Rescoring rescoring() {
        return rescoring;
    }

    RiskAssessment assess(Actor actor, VersionId version, RiskAnswers answers) {
        return ledger.act(actor, EventType.RISK_ASSESSED, version.toString(), "", act -> {
            People.requireVersion(act, version);
            List<Finding> findings = Findings.of(act, version.model());
            return rescoring.rate(act, actor, Optional.empty(), version, answers, "assessed", findings);
        });
    }

    RiskAssessment rescore(Actor actor, VersionId version, Map<String, Estimate> figures, String trigger) {
        if (figures.isEmpty()) {
            throw InvalidInputException.of("figures", "are none", "at least one measured figure");
        }
        return ledger.act(actor, EventType.RISK_RESCORED, version.toString(), trigger, act -> {
            act.detail(
                    "measured",
                    String.join(", ", figures.keySet().stream().sorted().toList()));
            return rescoring.measured(act, actor, version, figures, trigger).orElseThrow(() -> {
                People.requireVersion(act, version);
                return notAssessed(version);
            });
        });
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

    Optional<RiskScheme> scheme(String id) {
        return ledger.find(RiskScheme.class, Rescoring.schemeKey(id), AsOf.now());
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
                ledger.find(RiskScheme.class, Rescoring.schemeKey(id), asOf).map(Scorecard::of);
        return stored.or(() -> Optional.of(scorer).filter(now -> now.scheme().equals(id)))
                .orElseThrow(() -> new NotFoundException("risk scheme", id, "Maybe wire the scorer of that name."));
    }

    private static NotFoundException notAssessed(VersionId version) {
        return new NotFoundException("assessment of", version.toString(), "Maybe assess it first.");
    }

    private static RecordKey key(VersionId version) {
        return Keys.of(version, Keys.ASSESSMENT);
    }
}
