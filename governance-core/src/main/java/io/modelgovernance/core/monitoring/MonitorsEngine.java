package io.modelgovernance.core.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.risk.Rescoring;
import io.modelgovernance.drift.FeatureProfile;
import io.modelgovernance.monitoring.Alerts;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.MonitorPower;
import io.modelgovernance.monitoring.Monitors;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Monitors over the ledger and the observations. Thread-safe. */
public final class MonitorsEngine implements Monitors {
    private static final double POWER = 0.8;
    private static final int MOST_DUE = 1_000;

    private final Ledger ledger;
    private final ObservationStore observations;
    private final References references;
    private final Fallback fallback;
    private final Rescoring rescoring;
    private final RandomGenerator random;
    private final Alerts alerts;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param observations where processes hand over their counts
     * @param references where profiles are
     * @param fallback what an alert does
     * @param rescoring rates a version again by what was found
     * @param random tells processes apart
     */
    public MonitorsEngine(
            Ledger ledger,
            ObservationStore observations,
            References references,
            Fallback fallback,
            Rescoring rescoring,
            RandomGenerator random) {
        this.ledger = ledger;
        this.observations = observations;
        this.references = references;
        this.fallback = fallback;
        this.rescoring = rescoring;
        this.random = random;
        this.alerts = new AlertsEngine(ledger);
    }

    @Override
    public MonitorDefinition define(Actor actor, MonitorDefinition definition) {
        VersionId version = definition.version();
        return ledger.act(actor, EventType.MONITOR_DEFINED, version.toString(), "", act -> {
            if (act.find(ReferenceRecord.class, Keys.of(version, Keys.REFERENCE))
                    .isEmpty()) {
                throw new NotFoundException(
                        "drift reference", version.toString(), "Maybe freeze one with drift().freeze.");
            }
            RecordKey key = Keys.of(version, Keys.MONITOR);
            int revision = act.find(MonitorRecord.class, key)
                            .map(known -> known.definition().revision())
                            .orElse(0)
                    + 1;
            MonitorDefinition revised = new MonitorDefinition(
                    version,
                    definition.windows(),
                    definition.minimum(),
                    definition.chance(),
                    definition.warning(),
                    definition.alarm(),
                    definition.confirm(),
                    revision);
            act.put(key, new MonitorRecord(revised, actor.id(), act.now()));
            act.detail("revision", revision);
            return revised;
        });
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
        int tests = WindowJudge.TESTS * features.size();
        long least = features.stream().mapToLong(FeatureProfile::count).min().orElse(0);
        double level = definition.level() / tests;
        if (rows < definition.minimum() || least < definition.minimum()) {
            Estimate none = Estimate.notEnoughData(
                    Math.min(rows, least), "needs " + definition.minimum() + " values on both sides");
            return new MonitorPower(level, tests, none, none, none);
        }
        Detectable detectable = new Detectable(least, rows, level, POWER);
        return new MonitorPower(level, tests, detectable.meanShift(), detectable.ksDistance(), detectable.rise(0));
    }

    @Override
    public RowObserver observe(VersionId version) {
        MonitorDefinition definition = watched(version).definition();
        byte[] id = new byte[8];
        random.nextBytes(id);
        return new CountingObserver(
                version,
                definition.windows(),
                FrozenReference.of(references.load(references.record(version))),
                observations,
                "process-" + HexFormat.of().formatHex(id));
    }

    @Override
    public Look judge(Actor actor, VersionId version, TimeWindow window) {
        MonitorRecord watched = watched(version);
        MonitorDefinition definition = watched.definition();
        requireOver(definition, window);
        ReferenceRecord record = references.record(version);
        FrozenReference reference = FrozenReference.of(references.load(record));
        Contributions counted = Contributions.read(observations, version, window, reference);
        List<FeatureLook> features = new WindowJudge(definition, reference).judge(counted.profile());
        return ledger.act(actor, EventType.WINDOW_JUDGED, version.toString(), "", act -> {
            if (!act.find(ReferenceRecord.class, Keys.of(version, Keys.REFERENCE))
                            .equals(Optional.of(record))
                    || !act.find(MonitorRecord.class, Keys.of(version, Keys.MONITOR))
                            .equals(Optional.of(watched))) {
                throw new ConflictException(
                        version.toString(),
                        "The reference and the monitor of " + version
                                + " must stay as they are while a window is judged. Maybe judge it again.");
            }
            Look look = new Look(
                    version,
                    window,
                    definition.revision(),
                    WindowJudge.worst(
                            features.stream().map(FeatureLook::verdict).toList()),
                    counted.profile().rows(),
                    counted.processes(),
                    definition.level(),
                    features,
                    actor.id(),
                    act.now());
            record(act, look, counted.foreign());
            advance(act, watched);
            if (new AlertBook(act, look, definition).open()) {
                fallback.of(act, actor, version);
            }
            worst(features).ifPresent(psi -> rescoring.note(act, actor, version, "psi", psi, "window " + window));
            return look;
        });
    }

    private void record(Act act, Look look, long foreign) {
        RecordKey key = key(look.version(), look.window());
        if (act.find(Look.class, key).isPresent()) {
            throw new ConflictException(
                    "window " + look.window(),
                    "The window (" + look.window() + ") of " + look.version()
                            + " must not be judged yet but was. Maybe read it from looks.");
        }
        act.put(key, look);
        act.detail("window", look.window());
        act.detail("verdict", look.verdict());
        act.detail("rows", look.rows());
        act.detail("writers", look.writers());
        if (foreign > 0) {
            act.detail("rows-of-another-reference", foreign);
        }
    }

    /** Moves the mark over every window that was judged without a gap, in whatever order. */
    private static void advance(Act act, MonitorRecord watched) {
        VersionId version = watched.definition().version();
        RecordKey mark = Keys.of(version, Keys.JUDGED);
        Optional<Judged> before = act.find(Judged.class, mark);
        Optional<Judged> after = before;
        TimeWindow next = next(watched, before);
        while (act.find(Look.class, key(version, next)).isPresent()) {
            after = Optional.of(new Judged(next));
            next = next(watched, after);
        }
        if (!after.equals(before)) {
            after.ifPresent(judged -> act.put(mark, judged));
        }
    }

    private static TimeWindow next(MonitorRecord watched, Optional<Judged> judged) {
        return watched.definition()
                .windows()
                .at(judged.map(one -> one.last().to()).orElse(watched.at()));
    }

    private void requireOver(MonitorDefinition definition, TimeWindow window) {
        if (!definition.windows().at(window.from()).equals(window)) {
            throw InvalidInputException.of(
                    "window",
                    "is " + window,
                    "one of the monitor's, such as " + definition.windows().at(window.from()));
        }
        Instant ready = window.to().plus(definition.windows().grace());
        if (ledger.now().isBefore(ready)) {
            throw InvalidInputException.of("window", "is waited for until " + ready, "over");
        }
    }

    @Override
    public List<Look> judgeDue(Actor actor, VersionId version) {
        MonitorRecord watched = watched(version);
        WindowPlan plan = watched.definition().windows();
        List<Look> looks = new ArrayList<>();
        TimeWindow window = next(watched, ledger.find(Judged.class, Keys.of(version, Keys.JUDGED), AsOf.now()));
        while (looks.size() < MOST_DUE && !ledger.now().isBefore(window.to().plus(plan.grace()))) {
            if (ledger.find(Look.class, key(version, window), AsOf.now()).isEmpty()) {
                looks.add(judge(actor, version, window));
            }
            window = plan.at(window.to());
        }
        return looks;
    }

    @Override
    public List<Look> looks(VersionId version, AsOf asOf) {
        return ledger.list(Look.class, RecordQuery.in(Keys.lookKind(version), Keys.scope(version.model())), asOf);
    }

    @Override
    public Alerts alerts() {
        return alerts;
    }

    @Override
    public long late(Look look) {
        VersionId version = look.version();
        FrozenReference reference = FrozenReference.of(references.load(references.record(version)));
        Contributions all = Contributions.read(observations, version, look.window(), reference);
        return Math.max(0, all.profile().rows() - look.rows());
    }

    static RecordKey key(VersionId version, TimeWindow window) {
        long second = window.from().getEpochSecond();
        return Keys.of(version.model(), Keys.lookKind(version), String.format(Locale.ROOT, "%015d", second));
    }

    private static Optional<Estimate> worst(List<FeatureLook> features) {
        return features.stream()
                .map(FeatureLook::stability)
                .filter(Estimate::known)
                .max(Comparator.comparingDouble(Estimate::high));
    }
}
