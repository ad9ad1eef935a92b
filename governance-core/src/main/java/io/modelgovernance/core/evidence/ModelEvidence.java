package io.modelgovernance.core.evidence;

import io.modelgovernance.AsOf;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.FeatureDrift;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.model.Feature;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
        Html html = new Html("Evidence for " + id);
        html.muted("Compiled from the records of the audit log " + governance.audit().checkpoint().origin()
                + ". It is evidence for a review, not a statement of compliance.");
        identity(html, governance, version);
        card(html, governance, id);
        risk(html, governance, id);
        validation(html, governance, id);
        approvals(html, governance, id);
        lineage(html, governance, id);
        drift(html, governance, id);
        reasons(html, decisions);
        audit(html, governance);
        return html.page();
    }

    private static void identity(Html html, Governance governance, ModelVersion version) {
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
        html.section("Identity").table(List.of("What", "On record"), rows);
    }

    private static void card(Html html, Governance governance, VersionId id) {
        html.section("Model card");
        governance
                .registry()
                .card(id.model(), AsOf.now())
                .ifPresentOrElse(
                        card -> html.text(card.overview())
                                .text("Owner: " + card.owner())
                                .text("Uses")
                                .list(card.uses())
                                .text("Limitations")
                                .list(card.limitations())
                                .text("Considerations")
                                .list(card.considerations()),
                        () -> html.text("Missing: no card is on record."));
    }

    private static void risk(Html html, Governance governance, VersionId id) {
        html.section("Model risk");
        governance.risk().assessment(id, AsOf.now()).ifPresentOrElse(
                found -> {
                    var rating = found.rating();
                    html.text("Tier " + rating.tier().number() + " under " + rating.scheme() + ": materiality "
                            + rating.materialitySum() + " (band " + rating.materialityBand() + "), inherent risk "
                            + rating.inherentSum() + " (band " + rating.inherentBand() + ")"
                            + (rating.provisional() ? ", provisional." : "."));
                    html.list(rating.floors());
                    html.table(
                            List.of("Axis", "Factor", "Weight", "Score", "Rests on"),
                            rating.factors().stream()
                                    .map(factor -> List.of(
                                            factor.axis(), factor.id(), factor.weight() + "%",
                                            Integer.toString(factor.score()), factor.source()))
                                    .toList());
                },
                () -> html.text("Missing: no assessment is on record."));
    }

    private static void validation(Html html, Governance governance, VersionId id) {
        html.section("Validation");
        governance.risk().validation(id, AsOf.now()).ifPresentOrElse(
                report -> html.text(report.verdict() + " by " + report.validator() + " at " + report.validatedAt() + ": "
                                + report.comment())
                        .table(
                                List.of("Test", "Measured", "Verdict"),
                                report.results().stream()
                                        .map(result -> List.of(
                                                result.test().toString(), result.measured().toString(),
                                                result.verdict().toString()))
                                        .toList()),
                () -> html.text("Missing: no validation is on record."));
        html.table(
                List.of("Finding", "Severity", "What", "State"),
                governance.risk().findings(id.model(), AsOf.now()).stream()
                        .filter(finding -> finding.version().equals(id))
                        .map(finding -> List.of(
                                finding.id(), finding.severity().toString(), finding.text(),
                                finding.open() ? "open" : finding.closure()))
                        .toList());
    }

    private static void approvals(Html html, Governance governance, VersionId id) {
        List<List<String>> rows = new ArrayList<>();
        governance.registry().requests(id.model()).stream()
                .filter(request -> request.version().equals(id))
                .forEach(request -> {
                    rows.add(List.of(
                            request.id(), request.requestedBy() + " asked for " + request.to(), request.comment(),
                            request.status().toString()));
                    request.votes()
                            .forEach(vote -> rows.add(List.of(
                                    request.id(), vote.voter() + (vote.approve() ? " approved" : " rejected"),
                                    vote.comment(), vote.at().toString())));
                });
        html.section("Approvals").table(List.of("Request", "Who", "Why", "State or time"), rows);
    }

    private static void lineage(Html html, Governance governance, VersionId id) {
        Lineage up = governance.lineage().ancestors(Node.of(id), 20, AsOf.now());
        Lineage down = governance.lineage().descendants(Node.of(id), 20, AsOf.now());
        List<String[]> edges = new ArrayList<>();
        up.edges().forEach(edge -> edges.add(new String[] {edge.from().toString(), edge.to().toString()}));
        down.edges().forEach(edge -> edges.add(new String[] {edge.from().toString(), edge.to().toString()}));
        html.section("Lineage")
                .figure(Svg.graph("From the source to the deployment", edges), "Arrows point where data flows.");
    }

    private static void drift(Html html, Governance governance, VersionId id) {
        html.section("Drift");
        List<DriftReport> reports = governance.drift().reports(id, AsOf.now());
        Profile reference = governance.drift().reference(id).orElse(null);
        if (reference == null || reports.isEmpty()) {
            html.text("Missing: no window was compared with a frozen reference.");
            return;
        }
        for (DriftReport report : reports) {
            html.text(report.explanation()).muted(report.method());
            html.table(
                    List.of("Feature", "Verdict", "Why"),
                    report.features().stream()
                            .map(one -> List.of(one.feature(), one.verdict().toString(), one.reason()))
                            .toList());
            for (int f = 0; f < report.features().size(); f++) {
                FeatureDrift one = report.features().get(f);
                if (one.verdict() == DriftVerdict.DRIFT || one.verdict() == DriftVerdict.WARNING) {
                    html.figure(
                            picture(reference.features().get(f), one),
                            one.feature() + ": grey is the reference, outlined is the window; share of values.");
                }
            }
        }
    }

    private static String picture(FeatureProfile reference, FeatureDrift now) {
        List<String> bins = new ArrayList<>();
        if (reference.feature().type() == Feature.Type.CATEGORICAL) {
            bins.addAll(reference.feature().categories());
            bins.add("unknown");
        } else {
            for (int i = 0; i <= reference.edges().size(); i++) {
                bins.add(i < reference.edges().size() ? "\u2264 " + shortNumber(reference.edges().get(i)) : "more");
            }
        }
        return Svg.histogram(
                reference.feature().name(), bins, shares(reference.binCounts()), shares(now.currentBins()));
    }

    private static String shortNumber(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e7
                ? Long.toString((long) value)
                : String.format(Locale.ROOT, "%.3g", value);
    }

    private static double[] shares(List<Long> counts) {
        double all = Math.max(1, counts.stream().mapToLong(Long::longValue).sum());
        return counts.stream().mapToDouble(count -> count / all).toArray();
    }

    private static void reasons(Html html, List<Decision> decisions) {
        html.section("Reasons given");
        if (decisions.isEmpty()) {
            html.text("No adverse decision was handed to this page.");
        }
        for (Decision decision : decisions.subList(0, Math.min(MOST_REASONED, decisions.size()))) {
            Map<String, Double> pulls = new LinkedHashMap<>();
            for (ReasonCode reason : decision.reasons()) {
                pulls.put(reason.code() + " " + reason.text(), reason.contribution());
            }
            html.figure(
                    Svg.bars("Decision " + decision.id(), pulls),
                    String.format(
                            Locale.ROOT, "%s by %s at score %.3f. What moved it most towards the refusal.",
                            decision.outcome(), decision.version(), decision.score()));
        }
    }

    private static void audit(Html html, Governance governance) {
        Checkpoint checkpoint = governance.audit().checkpoint();
        html.section("Audit log")
                .text(checkpoint.size() + " entries, Merkle root " + checkpoint.root() + ".");
        List<AuditEntry> last =
                governance.audit().entries(Math.max(0, checkpoint.size() - LAST_ENTRIES), LAST_ENTRIES);
        html.table(
                List.of("Entry", "When", "What", "Who", "Subject", "Details"),
                last.stream()
                        .map(entry -> List.of(
                                Long.toString(entry.position()), entry.recordedAt().toString(),
                                entry.type().toString(), entry.actor(), entry.subject(),
                                details(entry)))
                        .toList());
    }

    private static String details(AuditEntry entry) {
        Map<String, String> shown = new TreeMap<>(entry.details());
        shown.keySet().removeIf(name -> name.startsWith("gate."));
        return shown.isEmpty() ? entry.reason() : shown + " " + entry.reason();
    }
}
