package io.modelgovernance.core.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.StoreException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.drift.ReferenceDriftMonitor;
import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Labels;
import io.modelgovernance.core.registry.Lifecycles;
import io.modelgovernance.core.registry.Shelf;
import io.modelgovernance.core.risk.Rescoring;
import io.modelgovernance.drift.DriftReport;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.drift.DriftWatch;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.model.Rows;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** The drift watch over the ledger. Thread-safe. */
public final class DriftEngine implements DriftWatch {
    private static final String CHAMPION = "champion";

    private final Ledger ledger;
    private final ContentStore content;
    private final Lifecycles lifecycles;
    private final Labels labels;
    private final Policy policy;
    private final Rescoring rescoring;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param content where profiles go
     * @param lifecycles the stages in force
     * @param labels what versions bear from their lineage
     * @param policy says what an alarm does
     * @param rescoring rates a version again by what was found
     */
    public DriftEngine(
            Ledger ledger,
            ContentStore content,
            Lifecycles lifecycles,
            Labels labels,
            Policy policy,
            Rescoring rescoring) {
        this.rescoring = rescoring;
        this.labels = labels;
        this.ledger = ledger;
        this.content = content;
        this.lifecycles = lifecycles;
        this.policy = policy;
    }

    @Override
    public Profile freeze(Actor actor, VersionId version, Rows reference) {
        Profile profile = ReferenceProfiler.withDefaults().profile(reference);
        Digest digest = store(RecordCodec.write(profile));
        return ledger.act(actor, EventType.REFERENCE_FROZEN, version.toString(), "", act -> {
            requireSchema(act, version, reference);
            act.put(Keys.of(version, Keys.REFERENCE), new ReferenceRecord(version, digest, reference.count()));
            act.detail("profile", digest);
            return profile;
        });
    }

    @Override
    public Optional<Profile> reference(VersionId version) {
        return ledger.find(ReferenceRecord.class, Keys.of(version, Keys.REFERENCE), AsOf.now())
                .map(this::load);
    }

    @Override
    public Checked check(Actor actor, VersionId version, Rows window) {
        RecordKey key = Keys.of(version, Keys.REFERENCE);
        ReferenceRecord reference = ledger.find(ReferenceRecord.class, key, AsOf.now())
                .orElseThrow(() -> new NotFoundException(
                        "drift reference", version.toString(), "Maybe freeze one with drift().freeze."));
        DriftReport report = ReferenceDriftMonitor.of(load(reference)).check(window);
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
                    .ifPresent(psi -> rescoring.note(act, actor, version, "psi", psi, "drift check " + number));
            Optional<Alias> fallback = report.verdict() == DriftVerdict.DRIFT && policy.fallBackOnDrift()
                    ? fallBack(act, actor, version)
                    : Optional.empty();
            return new Checked(report, fallback);
        });
    }

    private Optional<Alias> fallBack(Act act, Actor actor, VersionId drifted) {
        var key = Keys.of(drifted.model(), Keys.ALIAS, CHAMPION);
        Optional<Alias> current =
                act.find(Alias.class, key).filter(alias -> alias.version().equals(drifted));
        if (current.isEmpty()) {
            return Optional.empty();
        }
        Shelf shelf = new Shelf(act, lifecycles);
        List<Alias> before = act.history(Alias.class, key);
        for (int i = before.size() - 1; i >= 0; i--) {
            VersionId candidate = before.get(i).version();
            if (!candidate.equals(drifted) && shelf.obstacles(candidate, labels).isEmpty()) {
                return Optional.of(shelf.move(CHAMPION, candidate, current.get().revision(), actor.id()));
            }
        }
        act.detail("fallback", "none: no earlier champion may serve");
        return Optional.empty();
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

    private Digest store(byte[] bytes) {
        try {
            return content.put(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new StoreException(StoreException.Outcome.NOT_WRITTEN, "The profile must be storable.", e);
        }
    }

    private Profile load(ReferenceRecord reference) {
        try (InputStream in = content.open(reference.profile()).orElseThrow(() -> broken(reference))) {
            byte[] bytes = in.readAllBytes();
            if (!Digest.of(bytes).equals(reference.profile())) {
                throw broken(reference);
            }
            return RecordCodec.read(Profile.class, bytes);
        } catch (IOException e) {
            throw new StoreException(StoreException.Outcome.NOT_WRITTEN, "The profile must be readable.", e);
        }
    }

    private static IntegrityException broken(ReferenceRecord reference) {
        return new IntegrityException(
                "drift reference of " + reference.version(),
                "The drift reference of " + reference.version() + " must have the digest " + reference.profile()
                        + ". Maybe it was changed outside governance.");
    }
}
