package io.modelgovernance.policy;

import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.lineage.Completeness;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.ModelCard;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.ValidationReport;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is on record about a version, read inside the act that a gate guards.
 */
public interface Evidence {
    /**
     * The version in question.
     *
     * @return its content
     */
    ModelVersion version();

    /**
     * The time of the act.
     *
     * @return now, by the engine's clock
     */
    Instant now();

    /**
     * The latest risk assessment.
     *
     * @return it, or empty
     */
    Optional<RiskAssessment> risk();

    /**
     * The tier in force: the computed one, or the override beside it.
     *
     * @return it, or empty if the version is not rated
     */
    default Optional<RiskTier> tier() {
        return risk().map(assessment -> assessment.rating().tier());
    }

    /**
     * The latest validation.
     *
     * @return it, or empty
     */
    Optional<ValidationReport> validation();

    /**
     * The findings on the version that are open.
     *
     * @return open findings
     */
    List<Finding> openFindings();

    /**
     * The model's card.
     *
     * @return it, or empty
     */
    Optional<ModelCard> card();

    /**
     * The latest drift report of the version.
     *
     * @return it, or empty
     */
    Optional<DriftReport> drift();

    /**
     * Inputs without a recorded origin.
     *
     * @return the nodes, empty if the lineage is complete
     */
    List<Node> withoutOrigin();

    /**
     * How complete the recorded origins are.
     *
     * @return the share of nodes with an origin, and what is missing
     */
    Completeness completeness();

    /**
     * What was answered to checklists about the version.
     *
     * @return the answers, at most one an item
     */
    List<ChecklistAnswer> checklistAnswers();

    /**
     * The rule set in force under a name.
     *
     * @param name its name
     * @return it, or empty if none was adopted
     */
    Optional<RuleSet> rules(String name);

    /**
     * The exemptions from a rule set, also those that have lapsed.
     *
     * @param ruleSet its name
     * @return the exemptions
     */
    List<RuleExemption> exemptions(String ruleSet);

    /**
     * The labels that the version bears from what it was made from.
     *
     * @return each label with the nodes it came from
     */
    Map<String, List<Node>> labels();
}
