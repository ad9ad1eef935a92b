package io.modelgovernance.core.evidence;

import io.modelgovernance.AsOf;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.html.HtmlPage;
import io.modelgovernance.core.html.LayeredGraph;
import io.modelgovernance.core.risk.Derivation;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureDrift;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.ValidationReport;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * One self-contained page of evidence about a version: card, risk, validation, approvals, lineage, drift, reasons and
 * the end of the audit log. It needs no network and runs no script. Stateless and thread-safe.
 */
public final class ModelEvidence {
    private static final int LAST_ENTRIES = 25;
    private static final int MOST_REASONED = 5;

    private ModelEvidence() {}

    /**
     * Writes the page.
     *
     * @param governance where the records are
     * @param id the version
     * @param decisions decisions whose reasons are shown, the first five of them
     * @return HTML
     */
    public static String page(Governance governance, VersionId id, List<Decision> decisions) {
        ModelVersion version = governance.registry().version(id);
        HtmlPage html = HtmlPage.titled("Evidence for " + id)
                .paragraph("Compiled from the records of the audit log "
                        + governance.audit().checkpoint().origin()
                        + ". It is evidence for a review, not a statement of compliance.");
        html = identity(html, governance, version);
        html = card(html, governance, id);
        html = risk(html, governance, id);
        html = validation(html, governance, id);
        html = approvals(html, governance, id);
        html = lineage(html, governance, id);
        html = drift(html, governance, id);
        html = reasons(html, decisions);
        return audit(html, governance).html();
    }

    private static HtmlPage identity(HtmlPage html, Governance governance, ModelVersion version) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Stage", governance.registry().stage(version.id(), AsOf.now())));
        rows.add(List.of(
                "Champion now",
                governance
                        .registry()
                        .alias(version.id().model(), "champion", AsOf.now())
                        .map(alias -> alias.version() + " since " + alias.movedAt() + ", moved by " + alias.movedBy())
                        .orElse("none")));
        rows.add(List.of("Manifest", version.manifest().digest().toString()));
        version.manifest()
                .artifacts()
                .forEach(file -> rows.add(List.of("File " + file.name(), file.size() + " bytes, " + file.digest())));
        rows.add(List.of("Image", version.image().orElse("none")));
        rows.add(List.of("Developers", String.join(", ", version.developers())));
        rows.add(List.of("Purposes", String.join(", ", version.purposes())));
        version.metrics().forEach((name, value) -> rows.add(List.of("Measured " + name, value.toString())));
        return html.section("Identity").table(List.of("What", "On record"), rows);
    }

    private static HtmlPage card(HtmlPage html, Governance governance, VersionId id) {
        HtmlPage section = html.section("Model card");
        return governance
                .registry()
                .card(id.model(), AsOf.now())
                .map(card -> section.paragraph(card.overview())
                        .paragraph("Owner: " + card.owner())
                        .paragraph("Uses")
                        .list(card.uses())
                        .paragraph("Limitations")
                        .list(card.limitations())
                        .paragraph("Considerations")
                        .list(card.considerations()))
                .orElseGet(() -> section.paragraph("Missing: no card is on record."));
    }

    private static HtmlPage risk(HtmlPage html, Governance governance, VersionId id) {
        HtmlPage section = html.section("Model risk");
        return governance
                .risk()
                .assessment(id, AsOf.now())
                .map(found -> derivation(section, found.rating()))
                .orElseGet(() -> section.paragraph("Missing: no assessment is on record."));
    }

    private static HtmlPage derivation(HtmlPage html, RiskRating rating) {
        return html.paragraph(Derivation.summary(rating) + ".")
                .list(rating.floors())
                .table(
                        List.of("Axis", "Factor", "Weight", "Score", "Rests on"),
                        rating.axes().stream()
                                .flatMap(axis -> axis.factors().stream()
                                        .map(factor -> List.of(
                                                axis.id(),
                                                factor.id(),
                                                Integer.toString(factor.weight()),
                                                factor.score().toString(),
                                                factor.source())))
                                .toList());
    }

    private static HtmlPage validation(HtmlPage html, Governance governance, VersionId id) {
        HtmlPage section = html.section("Validation");
        return governance
                .risk()
                .validation(id, AsOf.now())
                .map(report -> results(section, report))
                .orElseGet(() -> section.paragraph("Missing: no validation is on record."))
                .table(
                        List.of("Finding", "Severity", "What", "State"),
                        governance.risk().findings(id.model(), AsOf.now()).stream()
                                .filter(finding -> finding.version().equals(id))
                                .map(finding -> List.of(
                                        finding.id(),
                                        finding.severity().toString(),
                                        finding.text(),
                                        finding.open() ? "open" : finding.closure()))
                                .toList());
    }

    private static HtmlPage results(HtmlPage html, ValidationReport report) {
        return html.paragraph(report.verdict() + ", " + report.opinion() + " by " + report.validator()
                        + (report.signature().isPresent() ? ", signed, at " : " at ") + report.validatedAt() + ": "
                        + report.comment())
                .list(report.data().entrySet().stream()
                        .map(one -> "Computed on " + one.getKey() + ", " + one.getValue())
                        .toList())
                .table(
                        List.of("Test", "Measured", "Verdict"),
                        report.results().stream()
                                .map(result -> List.of(
                                        result.test().toString(),
                                        result.measured().toString(),
                                        result.verdict().toString()))
                                .toList());
    }

    private static HtmlPage approvals(HtmlPage html, Governance governance, VersionId id) {
        List<List<String>> rows = new ArrayList<>();
        governance.registry().requests(id.model()).stream()
                .filter(request -> request.version().equals(id))
                .forEach(request -> {
                    rows.add(List.of(
                            request.id(),
                            request.requestedBy() + " asked for " + request.to(),
                            request.comment(),
                            request.status().toString()));
                    request.votes()
                            .forEach(vote -> rows.add(List.of(
                                    request.id(),
                                    vote.voter() + (vote.approve() ? " approved" : " rejected"),
                                    vote.comment(),
                                    vote.at().toString())));
                });
        return html.section("Approvals").table(List.of("Request", "Who", "Why", "State or time"), rows);
    }

    private static HtmlPage lineage(HtmlPage html, Governance governance, VersionId id) {
        Lineage up = governance.lineage().ancestors(Node.of(id), 20, AsOf.now());
        Lineage down = governance.lineage().descendants(Node.of(id), 20, AsOf.now());
        Set<Node> nodes = new LinkedHashSet<>(up.nodes());
        nodes.add(Node.of(id));
        nodes.addAll(down.nodes());
        List<Edge> edges = new ArrayList<>(up.edges());
        edges.addAll(down.edges());
        return html.section("Lineage")
                .figure(new LayeredGraph(
                        "From the source to the deployment",
                        nodes.stream()
                                .map(node -> new LayeredGraph.Node(node.toString(), node.id(), node.kind()))
                                .toList(),
                        edges.stream()
                                .map(edge -> new LayeredGraph.Edge(
                                        edge.from().toString(), edge.to().toString(), edge.role()))
                                .toList()));
    }

    private static HtmlPage drift(HtmlPage html, Governance governance, VersionId id) {
        HtmlPage section = html.section("Drift");
        List<DriftReport> reports = governance.drift().reports(id, AsOf.now());
        Profile reference = governance.drift().reference(id).orElse(null);
        if (reference == null || reports.isEmpty()) {
            return section.paragraph("Missing: no window was compared with a frozen reference.");
        }
        for (DriftReport report : reports) {
            section = window(section, reference, report);
        }
        return section;
    }

    private static HtmlPage window(HtmlPage html, Profile reference, DriftReport report) {
        HtmlPage section = html.paragraph(report.explanation())
                .table(
                        List.of("Feature", "Verdict", "Why"),
                        report.features().stream()
                                .map(one -> List.of(one.feature(), one.verdict().toString(), one.reason()))
                                .toList());
        for (int f = 0; f < report.features().size(); f++) {
            FeatureDrift one = report.features().get(f);
            if (one.verdict() == DriftVerdict.DRIFT || one.verdict() == DriftVerdict.WARNING) {
                section = section.figure(DriftFigures.bins(reference.features().get(f), one.currentBins()));
            }
        }
        return section;
    }

    private static String score(Decision decision) {
        return decision instanceof Decision.Served
                ? String.format(Locale.ROOT, " at score %.3f", ((Decision.Served) decision).score())
                : "";
    }

    private static HtmlPage reasons(HtmlPage html, List<Decision> decisions) {
        HtmlPage section = html.section("Reasons given");
        if (decisions.isEmpty()) {
            section = section.paragraph("No adverse decision was handed to this page.");
        }
        for (Decision decision : decisions.subList(0, Math.min(MOST_REASONED, decisions.size()))) {
            section = section.paragraph(String.format(
                            Locale.ROOT,
                            "%s by %s%s; decision %s. What moved it most towards the refusal:",
                            decision.outcome(),
                            decision.version(),
                            score(decision),
                            decision.id()))
                    .table(
                            List.of("Rank", "Code", "What the applicant is told", "Moved the score by"),
                            decision.reasons().stream()
                                    .map(reason -> List.of(
                                            Integer.toString(reason.rank()),
                                            reason.code(),
                                            reason.text(),
                                            String.format(Locale.ROOT, "%+.4f", reason.contribution())))
                                    .toList());
        }
        return section;
    }

    private static HtmlPage audit(HtmlPage html, Governance governance) {
        Checkpoint checkpoint = governance.audit().checkpoint();
        List<AuditEntry> last = governance.audit().entries(Math.max(0, checkpoint.size() - LAST_ENTRIES), LAST_ENTRIES);
        return html.section("Audit log")
                .paragraph(checkpoint.size() + " entries, Merkle root " + checkpoint.root() + ".")
                .table(
                        List.of("Entry", "When", "What", "Who", "Subject", "Details"),
                        last.stream()
                                .map(entry -> List.of(
                                        Long.toString(entry.position()),
                                        entry.recordedAt().toString(),
                                        entry.type().toString(),
                                        entry.actor(),
                                        entry.subject(),
                                        details(entry)))
                                .toList());
    }

    private static String details(AuditEntry entry) {
        Map<String, String> shown = new TreeMap<>(entry.details());
        shown.keySet().removeIf(name -> name.startsWith("gate."));
        return shown.isEmpty() ? entry.reason() : shown + " " + entry.reason();
    }
}
