package io.modelgovernance.core.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.drift.ReferenceDriftMonitor;
import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.monitoring.ReferenceRecord.FrozenSegment;
import io.modelgovernance.core.risk.Rescoring;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.DriftWatch;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The drift watch over the ledger. Thread-safe. */
public final class DriftEngine implements DriftWatch {
    private final Ledger ledger;
    private final References references;
    private final Fallback fallback;
    private final Rescoring rescoring;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param references where profiles are
     * @param fallback what an alarm does
     * @param rescoring rates a version again by what was found
     */
    public DriftEngine(Ledger ledger, References references, Fallback fallback, Rescoring rescoring) {
        this.ledger = ledger;
        this.references = references;
        this.fallback = fallback;
        this.rescoring = rescoring;
    }

    @Override
    public Profile freeze(Actor actor, VersionId version, Rows reference) {
        return freeze(actor, version, reference, List.of());
    }

    @Override
    public Profile freeze(Actor actor, VersionId version, Rows reference, List<Segment> segments) {
        if (segments.stream().map(Segment::name).distinct().count() != segments.size()) {
            throw InvalidInputException.of("segments", "repeat a name", "distinct names");
        }
        Profile profile = ReferenceProfiler.withDefaults().profile(reference);
        Digest digest = references.store(profile);
        List<FrozenSegment> frozen = new ArrayList<>();
        for (Segment segment : segments) {
            Rows part = part(reference, segment);
            frozen.add(new FrozenSegment(
                    segment, references.store(ReferenceProfiler.withDefaults().profile(part)), part.count()));
        }
        return ledger.act(actor, EventType.REFERENCE_FROZEN, version.toString(), "", act -> {
            requireSchema(act, version, reference);
            act.put(Keys.of(version, Keys.REFERENCE), new ReferenceRecord(version, digest, reference.count(), frozen));
            act.detail("profile", digest);
            frozen.forEach(one -> act.detail("segment." + one.segment().name(), one.profile()));
            return profile;
        });
    }

    private static Rows part(Rows rows, Segment segment) {
        int at = rows.schema().indexOf(segment.feature());
        double[] data = new double[rows.count() * rows.schema().size()];
        int taken = 0;
        for (int i = 0; i < rows.count(); i++) {
            if (segment.holds(rows.get(i, at))) {
                double[] row = rows.row(i);
                System.arraycopy(row, 0, data, taken, row.length);
                taken += row.length;
            }
        }
        if (taken == 0) {
            throw InvalidInputException.of("segment " + segment.name(), "has no rows", "at least one row");
        }
        return Rows.of(rows.schema(), Arrays.copyOf(data, taken));
    }

    @Override
    public Optional<Profile> reference(VersionId version) {
        return references.of(version);
    }

    @Override
    public Checked check(Actor actor, VersionId version, Rows window) {
        RecordKey key = Keys.of(version, Keys.REFERENCE);
        ReferenceRecord reference = references.record(version);
        DriftReport report =
                ReferenceDriftMonitor.of(references.load(reference)).check(window);
        return ledger.act(actor, EventType.DRIFT_CHECKED, version.toString(), report.explanation(), act -> {
            requireSchema(act, version, window);
            if (!act.find(ReferenceRecord.class, key).equals(Optional.of(reference))) {
                throw new ConflictException(
                        "drift reference of " + version,
                        "The drift reference of " + version + " was frozen anew during the check. Maybe check again.");
            }
            act.detail("reference", reference.profile());
            String kind = Keys.driftKind(version);
            int number = act.list(DriftReport.class, kind, Keys.scope(version.model()))
                            .size()
                    + 1;
            act.put(Keys.of(version.model(), kind, Keys.number(number)), report);
            act.detail("verdict", report.verdict());
            act.detail("rows", report.rows());
            StabilityIndex.worst(report)
                    .ifPresent(psi -> rescoring.note(act, actor, version, Map.of("psi", psi), "drift check " + number));
            Optional<Alias> moved =
                    report.verdict() == DriftVerdict.DRIFT ? fallback.of(act, actor, version) : Optional.empty();
            return new Checked(report, moved);
        });
    }

    @Override
    public List<DriftReport> reports(VersionId version, AsOf asOf) {
        RecordQuery query = RecordQuery.in(Keys.driftKind(version), Keys.scope(version.model()));
        return ledger.list(DriftReport.class, query, asOf);
    }

    private static void requireSchema(Act act, VersionId version, Rows rows) {
        ModelVersion known = act.find(ModelVersion.class, Keys.of(version, Keys.VERSION))
                .orElseThrow(() -> new NotFoundException("version", version.toString(), "Maybe register it first."));
        if (!known.schema().equals(rows.schema())) {
            throw InvalidInputException.of(
                    "schema of the rows",
                    "is not that of " + version,
                    "the version's own: " + known.schema().names());
        }
    }
}
