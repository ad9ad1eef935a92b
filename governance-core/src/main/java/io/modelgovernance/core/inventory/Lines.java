package io.modelgovernance.core.inventory;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftWatch;
import io.modelgovernance.inventory.Duty;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.InventoryLine;
import io.modelgovernance.lineage.LineageGraph;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Deployment;
import io.modelgovernance.registry.Deployments;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.registry.Vote;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskRegister;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.risk.ValidationReport;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads a model's line from the records that others keep. Thread-safe. */
public final class Lines {
    private static final String CHAMPION = "champion";
    private static final int DEPTH = 50;

    private final ModelRegistry registry;
    private final RiskRegister risk;
    private final LineageGraph lineage;
    private final DriftWatch drift;
    private final Deployments deployments;
    private final Policy policy;

    /**
     * Creates it.
     *
     * @param registry what is registered
     * @param risk ratings, validations, findings
     * @param lineage where data came from
     * @param drift what monitoring found
     * @param deployments where versions run
     * @param policy what a tier demands
     */
    public Lines(
            ModelRegistry registry,
            RiskRegister risk,
            LineageGraph lineage,
            DriftWatch drift,
            Deployments deployments,
            Policy policy) {
        this.deployments = deployments;
        this.registry = registry;
        this.risk = risk;
        this.lineage = lineage;
        this.drift = drift;
        this.policy = policy;
    }

    List<Duty> duties(Ledger ledger, VersionId version, Optional<InventoryEntry> entry, AsOf view, Instant now) {
        Optional<Alias> champion = registry.alias(version.model(), CHAMPION, view);
        return new Duties(ledger, policy, version, champion, view, now).of(entry);
    }

    InventoryLine of(
            String model, Optional<InventoryEntry> declared, boolean registered, Set<String> known, AsOf asOf) {
        InventoryEntry entry = declared.orElseGet(() -> InventoryEntry.of(model, "", "", ""));
        Optional<VersionId> version = registered ? version(model, asOf) : Optional.empty();
        Optional<RiskTier> tier = version.flatMap(id -> risk.tier(id, asOf)).map(TierInForce::tier);
        Optional<ValidationReport> validation = version.flatMap(id -> risk.validation(id, asOf));
        Set<String> data = new TreeSet<>(entry.dataSources());
        version.ifPresent(id -> data.addAll(data(id, asOf)));
        Optional<LocalDate> last = validation.map(report -> day(report.validatedAt()));
        Optional<LocalDate> next = entry.nextReviewOn()
                .or(() -> last.flatMap(
                        day -> policy.ruleFor(tier).revalidateWithin().map(within -> day.plusDays(within.toDays()))));
        InventoryLine line = new InventoryLine(
                entry,
                tier,
                version.map(VersionId::toString),
                registered ? version.flatMap(id -> deployed(model, id, asOf)) : Optional.empty(),
                validation.map(ValidationReport::validator),
                version.map(id -> approvers(id, asOf)).orElse(List.of()),
                List.copyOf(data),
                version.map(id -> exceptions(id, asOf)).orElse(List.of()),
                last,
                version.map(id -> monitoring(id, asOf)).orElse(""),
                next,
                List.of());
        return RequiredFields.check(line, declared.isPresent(), known);
    }

    /** The version in use, else the latest. */
    Optional<VersionId> version(String model, AsOf asOf) {
        List<ModelVersion> versions = registry.versions(model, asOf);
        return registry.alias(model, CHAMPION, asOf)
                .map(Alias::version)
                .or(() -> versions.isEmpty()
                        ? Optional.empty()
                        : Optional.of(versions.get(versions.size() - 1).id()));
    }

    private Optional<LocalDate> deployed(String model, VersionId version, AsOf asOf) {
        Optional<Alias> champion = registry.alias(model, CHAMPION, asOf);
        return deployments.of(model, asOf).stream()
                .flatMap(deployment -> since(deployment, version, champion).stream())
                .min(Instant::compareTo)
                .map(Lines::day);
    }

    /** Since when a deployment runs a version, if it does. */
    private static Optional<Instant> since(Deployment deployment, VersionId version, Optional<Alias> champion) {
        if (deployment.version().equals(version)) {
            return Optional.of(deployment.at());
        }
        return champion.filter(alias -> deployment.alias().equals(Optional.of(alias.name()))
                        && alias.version().equals(version))
                .map(Alias::movedAt);
    }

    /** Votes are kept in requests, which are read as they are now; later ones than the moment are left out. */
    private List<String> approvers(VersionId version, AsOf asOf) {
        if (registry.alias(version.model(), CHAMPION, asOf)
                .filter(alias -> alias.version().equals(version))
                .isEmpty()) {
            return List.of();
        }
        return registry.requests(version.model()).stream()
                .filter(request -> request.version().equals(version))
                .flatMap(request -> request.votes().stream())
                .filter(Vote::approve)
                .map(Vote::voter)
                .distinct()
                .sorted()
                .toList();
    }

    private List<String> data(VersionId version, AsOf asOf) {
        return lineage.ancestors(Node.of(version), DEPTH, asOf).nodes().stream()
                .filter(node -> node.kind().equals(Node.DATASET) || node.kind().equals(Node.SOURCE))
                .map(Node::id)
                .toList();
    }

    private List<String> exceptions(VersionId version, AsOf asOf) {
        return risk.findings(version.model(), asOf).stream()
                .filter(finding -> finding.open() && finding.version().equals(version))
                .map((Finding finding) -> finding.severity() + " " + finding.id() + ": " + finding.text())
                .toList();
    }

    private String monitoring(VersionId version, AsOf asOf) {
        List<DriftReport> reports = drift.reports(version, asOf);
        return reports.isEmpty()
                ? ""
                : reports.get(reports.size() - 1).verdict().name();
    }

    private static LocalDate day(Instant instant) {
        return instant.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
