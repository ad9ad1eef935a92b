package io.modelgovernance.core.policy;

import io.modelgovernance.lineage.Label;
import io.modelgovernance.policy.Evidence;
import io.modelgovernance.policy.Fact;
import io.modelgovernance.risk.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The evidence about a version as facts for rules; what is not on record is unknown. */
public final class EvidenceFacts {
    /** The facts, with their types. */
    public static final List<Fact> FACTS = List.of(
            Fact.text("model"),
            Fact.number("version"),
            Fact.number("tier"),
            Fact.truth("rating-provisional"),
            Fact.text("risk-scheme"),
            Fact.text("validation"),
            Fact.text("validation-kind"),
            Fact.number("validation-age-days"),
            Fact.number("open-critical-findings"),
            Fact.number("open-high-findings"),
            Fact.text("validation-opinion"),
            Fact.number("open-findings"),
            Fact.number("overdue-findings"),
            Fact.number("origin-share"),
            Fact.truth("tainted"),
            Fact.truth("model-card"),
            Fact.text("drift"),
            Fact.truth("decision-rule"),
            Fact.number("purposes"));

    private EvidenceFacts() {}

    /**
     * Reads them.
     *
     * @param evidence the evidence
     * @return known facts by name: {@code Double}, {@code String} or {@code Boolean}
     */
    public static Map<String, Object> of(Evidence evidence) {
        Map<String, Object> facts = new TreeMap<>();
        facts.put("model", evidence.version().id().model());
        facts.put("version", (double) evidence.version().id().number());
        evidence.tier().ifPresent(tier -> facts.put("tier", (double) tier.number()));
        evidence.risk().ifPresent(risk -> {
            facts.put("rating-provisional", risk.rating().provisional());
            facts.put("risk-scheme", risk.rating().scheme());
        });
        evidence.validation().ifPresent(report -> {
            facts.put("validation", report.verdict().name());
            facts.put("validation-kind", report.kind().name());
            facts.put("validation-opinion", report.opinion().name());
            Duration age = Duration.between(report.validatedAt(), evidence.now());
            facts.put("validation-age-days", age.toMillis() / 86_400_000.0);
        });
        List<Finding> open = evidence.openFindings();
        facts.put("open-critical-findings", count(open, Finding.Severity.CRITICAL));
        facts.put("open-high-findings", count(open, Finding.Severity.HIGH));
        facts.put("open-findings", (double) open.size());
        facts.put("overdue-findings", (double) open.stream()
                .filter(finding -> finding.dueOn()
                        .isBefore(
                                evidence.now().atZone(java.time.ZoneOffset.UTC).toLocalDate()))
                .count());
        facts.put("origin-share", evidence.completeness().share());
        facts.put(
                "tainted",
                !evidence.labels().getOrDefault(Label.TAINTED, List.of()).isEmpty());
        facts.put("model-card", evidence.card().isPresent());
        evidence.drift().ifPresent(report -> facts.put("drift", report.verdict().name()));
        facts.put("decision-rule", evidence.version().rule().isPresent());
        facts.put("purposes", (double) evidence.version().purposes().size());
        return facts;
    }

    private static double count(List<Finding> open, Finding.Severity severity) {
        return open.stream().filter(finding -> finding.severity() == severity).count();
    }
}
