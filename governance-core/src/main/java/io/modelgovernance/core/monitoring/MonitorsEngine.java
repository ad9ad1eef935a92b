package io.modelgovernance.core.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.risk.Rescoring;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.drift.Profile;
import io.modelgovernance.lineage.LineageQuestions;
import io.modelgovernance.monitoring.Alerts;
import io.modelgovernance.monitoring.GroupUses;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.MonitorPower;
import io.modelgovernance.monitoring.Monitors;
import io.modelgovernance.monitoring.Outcomes;
import io.modelgovernance.monitoring.Retraining;
import io.modelgovernance.monitoring.RootCause;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Monitors over the ledger and the observations. Thread-safe. */
public final class MonitorsEngine implements Monitors {
    private static final double POWER = 0.8;

    private final Ledger ledger;
    private final ObservationStore observations;
    private final References references;
    private final Judging judging;
    private final RandomGenerator random;
    private final Alerts alerts;
    private final Retraining retraining;
    private final Outcomes outcomes;
    private final GroupUses groupUses;
    private final RootCauses rootCauses;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param observations where processes hand over their counts
     * @param references where profiles are
     * @param fallback what an alert does
     * @param rescoring rates a version again by what was found
     * @param lineage where what a version sees comes from
     * @param outcomes how decisions turned out
     * @param random tells processes apart
     */
    public MonitorsEngine(
            Ledger ledger,
            ObservationStore observations,
            References references,
            Fallback fallback,
            Rescoring rescoring,
            LineageQuestions lineage,
            Outcomes outcomes,
            RandomGenerator random) {
        this.ledger = ledger;
        this.observations = observations;
        this.references = references;
        this.judging = new Judging(ledger, observations, references, fallback, rescoring);
        this.random = random;
        this.alerts = new AlertsEngine(ledger);
        this.retraining = new RetrainingEngine(ledger);
        this.outcomes = outcomes;
        this.groupUses = new GroupUsesEngine(ledger);
        this.rootCauses = new RootCauses(ledger, lineage);
    }

    @Override
    public MonitorDefinition define(Actor actor, MonitorDefinition definition) {
        VersionId version = definition.version();
        return ledger.act(actor, EventType.MONITOR_DEFINED, version.toString(), "", act -> {
            ReferenceRecord reference = act.find(ReferenceRecord.class, Keys.of(version, Keys.REFERENCE))
                    .orElseThrow(() -> new NotFoundException(
                            "drift reference", version.toString(), "Maybe freeze one with drift().freeze."));
            Profile profile = references.load(reference);
            definition.rules().quality().stream()
                    .filter(rule -> !rule.feature().isEmpty())
                    .forEach(rule -> profile.schema().indexOf(rule.feature()));
            for (Segment segment : definition.segments()) {
                requireFits(reference, definition, segment, act.now());
            }
            RecordKey key = Keys.of(version, Keys.MONITOR);
            int revision = act.find(MonitorRecord.class, key)
                            .map(known -> known.definition().revision())
                            .orElse(0)
                    + 1;
            MonitorDefinition revised = new MonitorDefinition(
                    version,
                    definition.windows(),
                    definition.span(),
                    definition.segments(),
                    definition.minimum(),
                    definition.chance(),
                    definition.sizing(),
                    definition.rules(),
                    definition.confirm(),
                    revision);
            act.put(key, new MonitorRecord(revised, actor.id(), act.now()));
            act.detail("revision", revision);
            return revised;
        });
    }

    private static void requireFits(
            ReferenceRecord reference, MonitorDefinition definition, Segment segment, Instant now) {
        if (reference.of(segment).isEmpty()) {
            throw new NotFoundException(
                    "drift reference",
                    segment.name() + " of " + reference.version(),
                    "Maybe freeze it with drift().freeze and its segments.");
        }
        TimeWindow today = WindowPlan.daily("UTC").at(now);
        if (Contribution.stream(definition.version(), today, segment.name()).length() > RecordKey.MAX_LENGTH) {
            throw InvalidInputException.of(
                    "name of segment " + segment.name(), "is too long for " + definition.version(), "shorter");
        }
    }

    @Override
    public Optional<MonitorDefinition> definition(VersionId version, AsOf asOf) {
        return ledger.find(MonitorRecord.class, Keys.of(version, Keys.MONITOR), asOf)
                .map(MonitorRecord::definition);
    }

    private MonitorRecord watched(VersionId version) {
        return ledger.find(MonitorRecord.class, Keys.of(version, Keys.MONITOR), AsOf.now())
                .orElseThrow(() -> new NotFoundException(
                        "monitor", version.toString(), "Maybe define it with monitors().define."));
    }

    @Override
    public MonitorPower power(MonitorDefinition definition, long rows) {
        List<FeatureProfile> features =
                references.load(references.record(definition.version())).features();
        int tests =
                WindowJudge.TESTS * features.size() * (1 + definition.segments().size());
        int ofPart = WindowJudge.TESTS * features.size();
        long least = features.stream().mapToLong(FeatureProfile::count).min().orElse(0);
        double level = definition.levelOfPart() / ofPart;
        if (rows < definition.minimum() || least < definition.minimum()) {
            Estimate none = Estimate.notEnoughData(
                    Math.min(rows, least), "needs " + definition.minimum() + " values on both sides");
            return new MonitorPower(level, tests, none, none, none);
        }
        Detectable detectable = new Detectable(least, rows, level, POWER);
        return new MonitorPower(level, tests, detectable.meanShift(), detectable.ksDistance(), detectable.rise(0));
    }

    /**
     * What an observer of a version depends on; while it is the same, so is the observer.
     *
     * @param version the version
     * @param asOf when
     * @return the monitor and the reference, or empty if the version is not watched
     */
    public Optional<List<Record>> basis(VersionId version, AsOf asOf) {
        Optional<Record> reference = ledger.find(ReferenceRecord.class, Keys.of(version, Keys.REFERENCE), asOf)
                .map(found -> found);
        return ledger.find(MonitorRecord.class, Keys.of(version, Keys.MONITOR), asOf)
                .flatMap(monitor -> reference.map(found -> List.of(monitor, found)));
    }

    @Override
    public RowObserver observe(VersionId version) {
        MonitorDefinition definition = watched(version).definition();
        byte[] id = new byte[8];
        random.nextBytes(id);
        ReferenceRecord record = references.record(version);
        return new CountingObserver(
                definition,
                references.parts(record, definition),
                observations,
                "process-" + HexFormat.of().formatHex(id));
    }

    @Override
    public Look judge(Actor actor, VersionId version, TimeWindow window) {
        return judging.judge(actor, watched(version), window);
    }

    @Override
    public List<Look> judgeDue(Actor actor, VersionId version) {
        return judging.due(actor, watched(version));
    }

    @Override
    public List<Look> looks(VersionId version, AsOf asOf) {
        RecordQuery query = RecordQuery.in(Keys.lookKind(version), Keys.scope(version.model()));
        return ledger.list(Look.class, query, asOf).stream()
                .sorted(Comparator.comparing((Look look) -> look.window().from())
                        .thenComparing(Look::number))
                .toList();
    }

    @Override
    public Alerts alerts() {
        return alerts;
    }

    @Override
    public Outcomes outcomes() {
        return outcomes;
    }

    @Override
    public Retraining retraining() {
        return retraining;
    }

    @Override
    public GroupUses groupUses() {
        return groupUses;
    }

    @Override
    public List<RootCause> causes(Look look) {
        return rootCauses.of(look, since(look));
    }

    /** The start of the window before; of the first one its own. */
    private Instant since(Look look) {
        Optional<WindowPlan> plan = definition(look.version(), AsOf.now()).map(MonitorDefinition::windows);
        if (look.number() == 0) {
            WindowPlan byTime = plan.filter(one -> !one.byRows()).orElse(WindowPlan.daily("UTC"));
            return LookKeys.before(byTime, look.window()).from();
        }
        return RowCut.look(ledger, look.version(), look.number() - 1)
                .map(before -> before.window().from())
                .orElse(look.window().from());
    }

    @Override
    public long late(Look look) {
        if (look.number() > 0) {
            return 0;
        }
        VersionId version = look.version();
        Part whole =
                new Part(Optional.empty(), FrozenReference.of(references.load(references.record(version))), List.of());
        WindowPlan plan = watched(version).definition().windows();
        Contributions all = new TimeCut(observations, version, plan, look.span(), look.window()).read(whole, 0);
        return Math.max(0, all.profile().rows() - look.rows());
    }
}
