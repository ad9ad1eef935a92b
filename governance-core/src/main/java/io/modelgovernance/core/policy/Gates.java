package io.modelgovernance.core.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.lineage.Completeness;
import io.modelgovernance.lineage.Label;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.policy.Checklist;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.Gate;
import io.modelgovernance.policy.GateResult;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.ValidationOpinion;
import io.modelgovernance.risk.ValidationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The standard gates, each one question to the records. */
public final class Gates {
    private static final Duration FOR_EVER = Duration.ofDays(1_000_000);

    private Gates() {}

    private record NamedGate(String id, Function<Evidence, GateResult> question) implements Gate {
        @Override
        public GateResult evaluate(Evidence evidence) {
            return question.apply(evidence);
        }
    }

    private static Gate gate(String id, Function<Evidence, GateResult> question) {
        return new NamedGate(id, question);
    }

    private static GateResult result(String id, Verdict verdict, String reason, String... evidence) {
        return new GateResult(id, verdict, reason, List.of(evidence));
    }

    /**
     * The version's risk is assessed, with nothing unknown.
     *
     * @return the gate {@code risk-assessed}
     */
    public static Gate riskAssessed() {
        return gate("risk-assessed", evidence -> {
            Optional<RiskAssessment> risk = evidence.risk();
            if (risk.isEmpty()) {
                return result("risk-assessed", Verdict.NOT_EVIDENCED, "No risk assessment is on record.");
            }
            RiskAssessment found = risk.get();
            return found.rating().provisional()
                    ? result(
                            "risk-assessed",
                            Verdict.NOT_EVIDENCED,
                            "The rating is provisional: something was unknown.",
                            found.rating().scheme())
                    : result(
                            "risk-assessed",
                            Verdict.PASSED,
                            "Rated tier " + found.rating().tier().number() + " under "
                                    + found.rating().scheme() + ".",
                            found.rating().scheme());
        });
    }

    /**
     * An independent validation passed, was not rejected and is young enough.
     *
     * @param maxAge how old it may be
     * @return the gate {@code validated}
     */
    public static Gate validated(Duration maxAge) {
        if (maxAge.isNegative() || maxAge.isZero()) {
            throw InvalidInputException.of("age of a validation", "is " + maxAge, "longer than zero");
        }
        return gate("validated", evidence -> {
            Optional<ValidationReport> validation = evidence.validation();
            if (validation.isEmpty()) {
                return result("validated", Verdict.NOT_EVIDENCED, "No validation is on record.");
            }
            ValidationReport report = validation.get();
            Instant limit = report.validatedAt().plus(maxAge);
            if (!evidence.now().isBefore(limit)) {
                return result("validated", Verdict.FAILED, "The validation lapsed at " + limit + ".", report.id());
            }
            List<String> missed = report.results().stream()
                    .filter(one -> one.verdict() != Verdict.PASSED)
                    .map(one -> one.test() + " was " + one.measured())
                    .toList();
            if (report.opinion() == ValidationOpinion.REJECTED) {
                String words = "Rejected by " + report.validator() + ": " + report.comment() + ".";
                return result("validated", Verdict.FAILED, words, report.id());
            }
            return missed.isEmpty()
                    ? result("validated", Verdict.PASSED, "Validated by " + report.validator() + ".", report.id())
                    : result("validated", report.verdict(), String.join("; ", missed) + ".", report.id());
        });
    }

    /**
     * An independent validation passed and is as young as the version's tier demands.
     *
     * @param tiers what each tier demands; a version that is not rated is of the strictest
     * @return the gate {@code validated}
     */
    public static Gate validatedInTime(Map<RiskTier, TierRule> tiers) {
        return gate("validated", evidence -> {
            TierRule rule = tiers.get(evidence.tier().orElse(RiskTier.TIER_1));
            Optional<Duration> within = rule == null ? Optional.empty() : rule.revalidateWithin();
            return validated(within.orElse(FOR_EVER)).evaluate(evidence);
        });
    }

    /**
     * The latest validation is signed with its validator's key.
     *
     * @param validators the keys, by the id of the person whose it is
     * @return the gate {@code validation-signed}
     */
    public static Gate validationSigned(Map<String, VerifierKey> validators) {
        return new SignedValidationGate(validators);
    }

    /**
     * What a checklist asks at the version's tier is done.
     *
     * @param checklist the checklist
     * @return a gate of the checklist's name
     */
    public static Gate checklist(Checklist checklist) {
        return new ChecklistGate(checklist);
    }

    /**
     * The version gives reasons like those of the version before it, on rows fixed beforehand.
     *
     * @param most the greatest share of attribution moved, by the upper end of the interval that the latest validation
     *     measured as {@link io.modelgovernance.explain.AttributionShift#MEASURE}; at least 0
     * @return the gate {@code attribution-shift}; a first version passes
     * @throws InvalidInputException if negative or not finite
     */
    public static Gate explainedAlike(double most) {
        return new AttributionShiftGate(most);
    }

    /**
     * No open finding of a severity or worse.
     *
     * @param severity the least severity that blocks
     * @return the gate {@code no-open-findings}
     */
    public static Gate noOpenFindings(Finding.Severity severity) {
        return gate("no-open-findings", evidence -> {
            List<Finding> blocking = evidence.openFindings().stream()
                    .filter(finding -> finding.severity().compareTo(severity) >= 0)
                    .toList();
            String[] ids = blocking.stream().map(Finding::id).toArray(String[]::new);
            return blocking.isEmpty()
                    ? result("no-open-findings", Verdict.PASSED, "No finding of " + severity + " or worse is open.")
                    : result(
                            "no-open-findings",
                            Verdict.FAILED,
                            "Open: "
                                    + String.join(
                                            ", ",
                                            blocking.stream().map(Gates::title).toList()) + ".",
                            ids);
        });
    }

    private static String title(Finding finding) {
        return finding.severity() + " " + finding.id() + " (" + finding.text() + ")";
    }

    /**
     * Every input has a recorded origin.
     *
     * @return the gate {@code lineage-complete}
     */
    public static Gate lineageComplete() {
        return gate("lineage-complete", evidence -> {
            List<Node> loose = evidence.withoutOrigin();
            return loose.isEmpty()
                    ? result("lineage-complete", Verdict.PASSED, "Every input has a recorded origin.")
                    : result("lineage-complete", Verdict.NOT_EVIDENCED, "Without recorded origin: " + loose + ".");
        });
    }

    /**
     * Enough of what the version was made from has its origin on record.
     *
     * @param share the least share of nodes with an origin, above 0 and at most 1
     * @return the gate {@code lineage-complete}
     * @throws InvalidInputException if the share is not such a number
     */
    public static Gate lineageComplete(double share) {
        if (!(share > 0 && share <= 1)) {
            throw InvalidInputException.of("share of origins", "is " + share, "above 0 and at most 1");
        }
        return gate("lineage-complete", evidence -> {
            Completeness found = evidence.completeness();
            String measured =
                    found.asked() - found.missing().size() + " of " + found.asked() + " origins are on record";
            return found.share() >= share
                    ? result("lineage-complete", Verdict.PASSED, measured + ".")
                    : result(
                            "lineage-complete",
                            Verdict.NOT_EVIDENCED,
                            measured + "; without: " + found.missing() + ".");
        });
    }

    /**
     * Nothing the version was made from lends it a label, such as {@link Label#TAINTED}.
     *
     * @param label the label
     * @return the gate {@code not-} and the label
     * @throws InvalidInputException if the label is not a name
     */
    public static Gate without(String label) {
        String id = "not-" + Names.require("label", label);
        return gate(id, evidence -> {
            List<Node> sources = evidence.labels().getOrDefault(label, List.of());
            return sources.isEmpty()
                    ? result(id, Verdict.PASSED, "It does not bear the label " + label + ".")
                    : result(id, Verdict.FAILED, "It bears the label " + label + " from " + sources + ".");
        });
    }

    /**
     * The model has a card.
     *
     * @return the gate {@code model-card}
     */
    public static Gate modelCard() {
        return gate(
                "model-card",
                evidence -> evidence.card().isPresent()
                        ? result("model-card", Verdict.PASSED, "A model card is on record.")
                        : result("model-card", Verdict.NOT_EVIDENCED, "No model card is on record."));
    }

    /**
     * The version says how it decides and what for.
     *
     * @return the gate {@code fit-to-decide}
     */
    public static Gate fitToDecide() {
        return gate("fit-to-decide", evidence -> {
            boolean fit = evidence.version().rule().isPresent()
                    && !evidence.version().purposes().isEmpty();
            return fit
                    ? result("fit-to-decide", Verdict.PASSED, "It has a decision rule and purposes.")
                    : result("fit-to-decide", Verdict.FAILED, "It lacks a decision rule or purposes.");
        });
    }

    /**
     * The policy used where none is given: risk assessed, validated within a year, no open finding of HIGH or worse,
     * lineage complete, nothing recalled in it, fit to decide; three, two, one and one votes by tier.
     *
     * @return the policy {@code standard/1}
     */
    public static Policy standardPolicy() {
        List<Gate> production = List.of(
                fitToDecide(),
                riskAssessed(),
                validated(Duration.ofDays(365)),
                noOpenFindings(Finding.Severity.HIGH),
                lineageComplete(),
                without(Label.TAINTED));
        return new Policy("standard/1", Map.of("production", production), standardTiers(), true);
    }

    /**
     * Three, two, one and one votes by tier, valid for 30 days; decisions of tiers 1 and 2 are durable before they
     * leave; validation every one, two and three years and after a change; a check every day, week, month and quarter;
     * decisions kept ten years. No regulator fixes these: they are defaults to change.
     *
     * @return rules by tier
     */
    public static Map<RiskTier, TierRule> standardTiers() {
        Duration day = Duration.ofDays(1);
        Duration month = Duration.ofDays(30);
        Duration year = Duration.ofDays(365);
        Duration kept = year.multipliedBy(10);
        return Map.of(
                RiskTier.TIER_1, new TierRule(3, month, true).every(Optional.of(year), day, kept),
                RiskTier.TIER_2,
                        new TierRule(2, month, true)
                                .every(Optional.of(year.multipliedBy(2)), day.multipliedBy(7), kept),
                RiskTier.TIER_3, new TierRule(1, month, false).every(Optional.of(year.multipliedBy(3)), month, kept),
                RiskTier.TIER_4, new TierRule(1, month, false).every(Optional.empty(), day.multipliedBy(91), kept));
    }
}
