package io.modelgovernance.core.policy;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.lineage.Labels;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.lineage.Completeness;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Lineage;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Evidence read through an act, so that the act fails if any of it changes before it is committed. */
public final class StoredEvidence implements Evidence {
    private final Act act;
    private final ModelVersion version;
    private final Provenance provenance;
    private final Labels labels;
    private @Nullable Lineage above;

    /**
     * Evidence about a version.
     *
     * @param act the act
     * @param version the version
     * @param provenance where it came from
     * @param labels what it bears from there
     */
    public StoredEvidence(Act act, ModelVersion version, Provenance provenance, Labels labels) {
        this.act = act;
        this.version = version;
        this.provenance = provenance;
        this.labels = labels;
    }

    @Override
    public ModelVersion version() {
        return version;
    }

    @Override
    public Instant now() {
        return act.now();
    }

    @Override
    public Optional<RiskAssessment> risk() {
        return act.find(RiskAssessment.class, Keys.of(version.id(), Keys.ASSESSMENT));
    }

    @Override
    public Optional<RiskTier> tier() {
        Optional<RiskOverride> override = act.find(RiskOverride.class, Keys.of(version.id(), Keys.RISK_OVERRIDE));
        return TierInForce.of(risk(), override, act.now()).map(TierInForce::tier);
    }

    @Override
    public Optional<ValidationReport> validation() {
        return act.find(ValidationReport.class, Keys.of(version.id(), Keys.VALIDATION));
    }

    @Override
    public List<Finding> openFindings() {
        return act.list(Finding.class, Keys.FINDING, Keys.scope(version.id().model())).stream()
                .filter(finding -> finding.open() && finding.version().equals(version.id()))
                .toList();
    }

    @Override
    public Optional<ModelCard> card() {
        return act.find(ModelCard.class, Keys.of(version.id().model(), "card", "card"));
    }

    @Override
    public Optional<DriftReport> drift() {
        List<DriftReport> reports = act.list(
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
        return provenance.completeness(version.id(), above());
    }

    /** Both gates that look upstream see the same, and it is walked once. */
    private Lineage above() {
        Lineage found = above == null ? provenance.all(Node.of(version.id()), true, AsOf.now()) : above;
        above = found;
        return found;
    }

    @Override
    public List<ChecklistAnswer> checklistAnswers() {
        String scope = Keys.scope(version.id().model());
        return ChecklistsEngine.of(version.id(), act.list(ChecklistAnswer.class, Keys.CHECKLIST_ANSWER, scope));
    }

    @Override
    public Optional<RuleSet> rules(String name) {
        return act.find(RuleSet.class, Keys.ruleSet(name));
    }

    @Override
    public List<RuleExemption> exemptions(String ruleSet) {
        return act.list(RuleExemption.class, Keys.RULE_EXEMPTION, Keys.rules(ruleSet));
    }

    @Override
    public Map<String, List<Node>> labels() {
        List<Label> set = act.list(Label.class, Keys.NODE_LABEL, Keys.NODE_LABEL);
        return labels.of(Node.of(version.id()), set, AsOf.now(), above());
    }
}
