package io.modelgovernance.core.outcome;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.risk.Rescoring;
import io.modelgovernance.core.serving.StoredDecisions;
import io.modelgovernance.core.uncertainty.OutcomeMeasures;
import io.modelgovernance.core.uncertainty.UncertaintyMeasures;
import io.modelgovernance.monitoring.OutcomeObservation;
import io.modelgovernance.monitoring.Outcomes;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordQuery;
import java.util.List;
import java.util.Map;

/** Compares recorded decisions with what became of them; the rating follows in the same act. Thread-safe. */
public final class OutcomesEngine implements Outcomes {
    private final Ledger ledger;
    private final StoredDecisions decisions;
    private final Rescoring rescoring;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param decisions the decisions on record
     * @param rescoring rates a version again by what was found
     */
    public OutcomesEngine(Ledger ledger, StoredDecisions decisions, Rescoring rescoring) {
        this.ledger = ledger;
        this.decisions = decisions;
        this.rescoring = rescoring;
    }

    @Override
    public OutcomeObservation observe(
            Actor actor, VersionId version, TimeWindow window, Map<String, Boolean> happened, double promised) {
        if (!(promised >= 0 && promised < 1)) {
            throw InvalidInputException.of("promised coverage", "is " + promised, "from 0 to below 1");
        }
        Turned turned = Turned.of(decisions, version, window, happened);
        OutcomeMeasures measures = turned.measures();
        Estimate auc = measures.auc();
        Estimate calibration = measures.calibrationError();
        Estimate coverage = measures.coverage();
        UncertaintyMeasures calibrated = UncertaintyMeasures.none().withCalibration(calibration);
        UncertaintyMeasures figures = promised == 0 ? calibrated : calibrated.withCoverage(coverage, promised);
        return ledger.act(actor, EventType.OUTCOMES_OBSERVED, version.toString(), "", act -> {
            if (act.find(ModelVersion.class, Keys.of(version, Keys.VERSION)).isEmpty()) {
                throw new NotFoundException("version", version.toString(), "Maybe register it first.");
            }
            OutcomeObservation observed = new OutcomeObservation(
                    version,
                    window,
                    turned.decisions(),
                    measures.size(),
                    turned.unmatched(),
                    turned.digest(),
                    auc,
                    calibration,
                    promised,
                    coverage,
                    actor.id(),
                    act.now());
            String kind = Keys.outcomeKind(version);
            int number = act.list(OutcomeObservation.class, kind, Keys.scope(version.model()))
                            .size()
                    + 1;
            act.put(Keys.of(version.model(), kind, Keys.number(number)), observed);
            act.detail("known", measures.size());
            act.detail("data", turned.digest());
            rescoring.note(act, actor, version, figures.byName(), "outcomes of " + window);
            return observed;
        });
    }

    @Override
    public List<OutcomeObservation> of(VersionId version, AsOf asOf) {
        return ledger.list(
                OutcomeObservation.class, RecordQuery.in(Keys.outcomeKind(version), Keys.scope(version.model())), asOf);
    }
}
