package io.modelgovernance.core.inventory;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.inventory.Duty;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.policy.TierRule;
import io.modelgovernance.policy.Verdict;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.ConditionsOnRecord;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.risk.RiskAssessment;
import io.modelgovernance.risk.RiskOverride;
import io.modelgovernance.risk.TierInForce;
import io.modelgovernance.risk.ValidationKind;
import io.modelgovernance.risk.ValidationReport;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What has to be done about one version, from its records and the rule of its tier. Used once, by one thread. */
final class Duties {
    private final Ledger ledger;
    private final AsOf view;
    private final Instant now;
    private final VersionId version;
    private final Optional<Instant> usedSince;
    private final Optional<TierInForce> tier;
    private final TierRule rule;
    private final List<Duty> found = new ArrayList<>();

    Duties(Ledger ledger, Policy policy, VersionId version, Optional<Alias> champion, AsOf view, Instant now) {
        this.ledger = ledger;
        this.view = view;
        this.now = now;
        this.version = version;
        this.usedSince =
                champion.filter(alias -> alias.version().equals(version)).map(Alias::movedAt);
        this.tier = TierInForce.of(
                ledger.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT), view),
                ledger.find(RiskOverride.class, Keys.of(version, Keys.RISK_OVERRIDE), view),
                now);
        this.rule = policy.ruleFor(tier.map(TierInForce::tier));
    }

    List<Duty> of(Optional<InventoryEntry> entry) {
        rate();
        validate(entry);
        monitor();
        findings();
        ends();
        entry.flatMap(declared -> review(declared, Optional.of(version))).ifPresent(found::add);
        return found;
    }

    /** The review of a model's entry, if a day was set by hand. */
    static Optional<Duty> review(InventoryEntry entry, Optional<VersionId> version) {
        return entry.nextReviewOn()
                .map(day -> new Duty(
                        entry.model(),
                        version,
                        Duty.Kind.REVIEW,
                        Optional.empty(),
                        "Its next review was set to " + day + ".",
                        Optional.of(day.atStartOfDay(ZoneOffset.UTC).toInstant())));
    }

    private void add(Duty.Kind kind, String reason, Optional<Instant> dueAt) {
        found.add(new Duty(version.model(), Optional.of(version), kind, Optional.empty(), reason, dueAt));
    }

    private void rate() {
        Optional<RiskAssessment> assessment =
                ledger.find(RiskAssessment.class, Keys.of(version, Keys.ASSESSMENT), view);
        if (assessment.isEmpty()) {
            add(Duty.Kind.RATE, "It was never rated and counts as tier 1.", usedSince);
        } else if (assessment.get().rating().provisional()) {
            add(Duty.Kind.RATE, "Something in its rating is unknown and counts as the worst.", usedSince);
        }
    }

    private void validate(Optional<InventoryEntry> entry) {
        Optional<ValidationReport> report =
                ledger.find(ValidationReport.class, Keys.of(version, Keys.VALIDATION), view);
        if (report.isEmpty()) {
            boolean first = ledger.list(
                            ValidationReport.class, RecordQuery.in(Keys.VALIDATION, Keys.scope(version.model())), view)
                    .isEmpty();
            validate(
                    first ? ValidationKind.INITIAL : ValidationKind.CHANGE,
                    first ? "No version of it was ever validated." : "It differs from the version validated before.",
                    usedSince);
            return;
        }
        Instant at = report.get().validatedAt();
        if (report.get().standing() != Verdict.PASSED) {
            validate(
                    ValidationKind.TRIGGERED,
                    "Its last validation was " + report.get().standing() + ".",
                    usedSince.map(since -> later(since, at)));
        } else {
            new Triggers(ledger, version, report.get(), view)
                    .find(entry, tier.map(TierInForce::tier))
                    .ifPresent(trigger -> validate(
                            ValidationKind.TRIGGERED,
                            trigger.reason(),
                            usedSince.map(since -> later(since, trigger.at()))));
        }
        rule.revalidateWithin()
                .ifPresent(within -> validate(
                        ValidationKind.PERIODIC,
                        "Its tier demands a validation every " + within.toDays() + " days; the last was at " + at + ".",
                        Optional.of(at.plus(within))));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void validate(ValidationKind why, String reason, Optional<Instant> dueAt) {
        found.add(new Duty(version.model(), Optional.of(version), Duty.Kind.VALIDATE, Optional.of(why), reason, dueAt));
    }

    /** Only what is in use can see anything. */
    private void monitor() {
        usedSince.ifPresent(since -> {
            Optional<Instant> last = lastChecked();
            String when = last.map(at -> "the last was at " + at).orElse("there was none");
            add(
                    Duty.Kind.MONITOR,
                    "Its tier demands a check every " + rule.monitorWithin().toDays() + " days; " + when + ".",
                    Optional.of(last.orElse(since).plus(rule.monitorWithin())));
        });
    }

    private Optional<Instant> lastChecked() {
        String scope = Keys.scope(version.model());
        int checks = ledger.list(DriftReport.class, RecordQuery.in(Keys.driftKind(version), scope), view)
                .size();
        Stream<Instant> check = checks == 0
                ? Stream.of()
                : Stream.of(ledger.instant(AsOf.position(
                        ledger.positions(Keys.of(version.model(), Keys.driftKind(version), Keys.number(checks)))
                                .get(0))));
        Stream<Instant> looks = ledger.list(Look.class, RecordQuery.in(Keys.lookKind(version), scope), view).stream()
                .map(Look::at);
        return Stream.concat(check, looks).max(Comparator.naturalOrder());
    }

    private void findings() {
        ledger.list(Finding.class, RecordQuery.in(Keys.FINDING, Keys.scope(version.model())), view).stream()
                .filter(finding -> finding.open() && finding.version().equals(version))
                .forEach(finding -> add(
                        Duty.Kind.CLOSE_FINDING,
                        finding.severity() + " finding " + finding.id() + " of " + finding.owner() + ": "
                                + finding.text() + ".",
                        Optional.of(finding.dueOn()
                                .plusDays(1)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant())));
    }

    private void ends() {
        tier.flatMap(TierInForce::override)
                .filter(set ->
                        tier.filter(one -> set.holds(one.computed(), now)).isPresent())
                .ifPresent(set -> add(
                        Duty.Kind.RENEW_OVERRIDE,
                        "The override to tier " + set.tier().number() + " ends: " + set.reason() + ".",
                        Optional.of(set.until())));
        ledger.find(ConditionsOnRecord.class, Keys.of(version, Keys.CONDITIONS), view)
                .flatMap(record -> record.conditions().until())
                .ifPresent(
                        until -> add(Duty.Kind.RENEW_CONDITIONS, "The approval of its use ends.", Optional.of(until)));
    }
}
