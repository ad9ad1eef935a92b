package io.modelgovernance.core.inventory;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskOverride;
import io.modelgovernance.risk.RiskTier;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.risk.ValidationReport;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What has happened to a version since its last validation that takes the ground from under it: drift, a grave finding, a
 * stricter tier, another use, another version of a model whose output it takes.
 */
final class Triggers {
    private static final String CHAMPION = "champion";

    private final Ledger ledger;
    private final VersionId version;
    private final ValidationReport report;
    private final AsOf view;
    private final long validated;

    /**
     * Something that happened.
     *
     * @param at when
     * @param reason what, in a sentence
     */
    record Trigger(Instant at, String reason) {}

    Triggers(Ledger ledger, VersionId version, ValidationReport report, AsOf view) {
        this.ledger = ledger;
        this.version = version;
        this.report = report;
        this.view = view;
        this.validated = last(Keys.of(version, Keys.VALIDATION));
    }

    /** The position of the last change that the view shows. */
    private long last(RecordKey key) {
        long upTo = ledger.position(view);
        return ledger.positions(key).stream()
                .filter(position -> position <= upTo)
                .max(Comparator.naturalOrder())
                .orElse(0L);
    }

    /** The first of them. */
    Optional<Trigger> find(Optional<InventoryEntry> entry, Optional<RiskTier> tier) {
        List<Trigger> all = new ArrayList<>();
        drift(all);
        findings(all);
        stricter(all, tier);
        entry.ifPresent(now -> declared(all, now));
        return all.stream().min(Comparator.comparing(Trigger::at));
    }

    private Instant instant(long position) {
        return ledger.instant(AsOf.position(position));
    }

    private void drift(List<Trigger> all) {
        String scope = Keys.scope(version.model());
        List<DriftReport> reports =
                ledger.list(DriftReport.class, RecordQuery.in(Keys.driftKind(version), scope), view);
        for (int i = reports.size() - 1; i >= 0; i--) {
            if (reports.get(i).verdict() == DriftVerdict.DRIFT) {
                long at = ledger.positions(Keys.of(version.model(), Keys.driftKind(version), Keys.number(i + 1)))
                        .get(0);
                if (at < validated) {
                    break;
                }
                all.add(new Trigger(instant(at), "Drift was found after its validation."));
            }
        }
        ledger.list(Look.class, RecordQuery.in(Keys.lookKind(version), scope), view).stream()
                .filter(look ->
                        look.verdict() == DriftVerdict.DRIFT && look.at().isAfter(report.validatedAt()))
                .forEach(look -> all.add(new Trigger(look.at(), "A window drifted after its validation.")));
    }

    private void findings(List<Trigger> all) {
        ledger.list(Finding.class, RecordQuery.in(Keys.FINDING, Keys.scope(version.model())), view).stream()
                .filter(finding -> finding.version().equals(version)
                        && finding.severity().compareTo(Finding.Severity.HIGH) >= 0
                        && ledger.positions(Keys.of(version.model(), Keys.FINDING, finding.id()))
                                        .get(0)
                                > validated)
                .forEach(finding -> all.add(new Trigger(
                        finding.openedAt(),
                        "Finding " + finding.id() + " (" + finding.severity() + ") was opened after its validation.")));
    }

    private void stricter(List<Trigger> all, Optional<RiskTier> tier) {
        AsOf then = AsOf.position(validated);
        Optional<RiskTier> before = TierInForce.of(
                        ledger.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT), then),
                        ledger.find(RiskOverride.class, Keys.of(version, Keys.RISK_OVERRIDE), then),
                        report.validatedAt())
                .map(TierInForce::tier);
        if (tier.isPresent()
                && before.isPresent()
                && tier.get().number() < before.get().number()) {
            long rated = last(Keys.of(version, Keys.ASSESSMENT));
            long set = last(Keys.of(version, Keys.RISK_OVERRIDE));
            all.add(new Trigger(
                    instant(Math.max(validated, Math.max(rated, set))),
                    "Its tier was " + before.get().number() + " when it was validated and is "
                            + tier.get().number() + " now."));
        }
    }

    private void declared(List<Trigger> all, InventoryEntry now) {
        RecordKey key = Keys.of(version.model(), Keys.INVENTORY, version.model());
        ledger.find(InventoryEntry.class, key, AsOf.position(validated))
                .filter(then -> !then.uses().equals(now.uses()))
                .ifPresent(then ->
                        all.add(new Trigger(instant(last(key)), "Its uses were declared anew after its validation.")));
        for (String other : now.dependsOn()) {
            ledger.find(Alias.class, Keys.of(other, Keys.ALIAS, CHAMPION), view)
                    .filter(alias -> alias.movedAt().isAfter(report.validatedAt()))
                    .ifPresent(alias -> all.add(new Trigger(
                            alias.movedAt(),
                            "The model " + other + " whose output it takes was changed to " + alias.version() + ".")));
        }
    }
}
