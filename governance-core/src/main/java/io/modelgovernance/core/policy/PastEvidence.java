package io.modelgovernance.core.policy;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Labels;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.lineage.Completeness;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.policy.ChecklistAnswer;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.RuleExemption;
import io.modelgovernance.policy.RuleSet;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskOverride;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.risk.ValidationReport;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What was on record about a version at a past moment. */
public final class PastEvidence implements Evidence {
    private final Ledger ledger;
    private final Provenance provenance;
    private final ModelVersion version;
    private final AsOf asOf;
    private final Instant now;

    /**
     * Evidence of a moment.
     *
     * @param ledger where it is
     * @param provenance where the version came from
     * @param version the version
     * @param asOf the moment
     * @param now the time then
     */
    public PastEvidence(Ledger ledger, Provenance provenance, ModelVersion version, AsOf asOf, Instant now) {
        this.ledger = ledger;
        this.provenance = provenance;
        this.version = version;
        this.asOf = asOf;
        this.now = now;
    }

    private <T> Optional<T> find(Class<T> type, RecordKey key) {
        return ledger.find(type, key, asOf);
    }

    private <T> List<T> list(Class<T> type, String kind, String scope) {
        return ledger.list(type, RecordQuery.in(kind, scope), asOf);
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<RiskAssessment> risk() {
        return find(RiskAssessment.class, Keys.of(version.id(), Keys.ASSESSMENT));
    }

    @Override
    public Optional<RiskTier> tier() {
        Optional<RiskOverride> override = find(RiskOverride.class, Keys.of(version.id(), Keys.RISK_OVERRIDE));
        return TierInForce.of(risk(), override, now).map(TierInForce::tier);
    }

    @Override
    public Optional<ValidationReport> validation() {
        return find(ValidationReport.class, Keys.of(version.id(), Keys.VALIDATION));
    }

    @Override
    public List<Finding> openFindings() {
        return list(Finding.class, Keys.FINDING, Keys.scope(version.id().model())).stream()
                .filter(finding -> finding.open() && finding.version().equals(version.id()))
                .toList();
    }

    @Override
    public Optional<ModelCard> card() {
        return find(ModelCard.class, Keys.of(version.id().model(), "card", "card"));
    }

    @Override
    public Optional<DriftReport> drift() {
        List<DriftReport> reports = list(
                DriftReport.class,
                Keys.driftKind(version.id()),
                Keys.scope(version.id().model()));
        return reports.isEmpty() ? Optional.empty() : Optional.of(reports.get(reports.size() - 1));
    }

    @Override
    public List<Node> withoutOrigin() {
        return completeness().missing();
    }

    @Override
    public Completeness completeness() {
        return provenance.completeness(version.id(), asOf);
    }

    @Override
    public List<ChecklistAnswer> checklistAnswers() {
        String scope = Keys.scope(version.id().model());
        return ChecklistsEngine.of(version.id(), list(ChecklistAnswer.class, Keys.CHECKLIST_ANSWER, scope));
    }

    @Override
    public Optional<RuleSet> rules(String name) {
        return find(RuleSet.class, Keys.ruleSet(name));
    }

    @Override
    public List<RuleExemption> exemptions(String ruleSet) {
        return list(RuleExemption.class, Keys.RULE_EXEMPTION, Keys.rules(ruleSet));
    }

    @Override
    public Map<String, List<Node>> labels() {
        return new Labels(ledger, provenance)
                .of(Node.of(version.id()), list(Label.class, Keys.NODE_LABEL, Keys.NODE_LABEL), asOf);
    }
}
