package io.modelgovernance.core.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.risk.Rescoring;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.FigureLook;
import io.modelgovernance.monitoring.FigureRule;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Judges windows, each in one act with its alerts and what they do. Thread-safe. */
final class Judging {
    private static final int MOST_DUE = 1_000;
    private static final Duration YEAR = Duration.ofDays(365);

    private final Ledger ledger;
    private final ObservationStore observations;
    private final References references;
    private final Fallback fallback;
    private final Rescoring rescoring;

    Judging(
            Ledger ledger,
            ObservationStore observations,
            References references,
            Fallback fallback,
            Rescoring rescoring) {
        this.ledger = ledger;
        this.observations = observations;
        this.references = references;
        this.fallback = fallback;
        this.rescoring = rescoring;
    }

    Look judge(Actor actor, MonitorRecord watched, TimeWindow window) {
        MonitorDefinition definition = watched.definition();
        requireOver(definition, window);
        return judge(actor, watched, TimeCut.of(observations, definition, window));
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

    List<Look> due(Actor actor, MonitorRecord watched) {
        return watched.definition().windows().byRows() ? dueByRows(actor, watched) : dueByTime(actor, watched);
    }

    private List<Look> dueByTime(Actor actor, MonitorRecord watched) {
        VersionId version = watched.definition().version();
        WindowPlan plan = watched.definition().windows();
        List<Look> looks = new ArrayList<>();
        TimeWindow window = next(watched, ledger.find(Judged.class, Keys.of(version, Keys.JUDGED), AsOf.now()));
        while (looks.size() < MOST_DUE && !ledger.now().isBefore(window.to().plus(plan.grace()))) {
            if (ledger.find(Look.class, LookKeys.of(version, window), AsOf.now())
                    .isEmpty()) {
                looks.add(judge(actor, watched, window));
            }
            window = plan.at(window.to());
        }
        return looks;
    }

    /** While a year has had all its windows, rows gather for the next one. */
    private List<Look> dueByRows(Actor actor, MonitorRecord watched) {
        MonitorDefinition definition = watched.definition();
        VersionId version = definition.version();
        FrozenReference reference = FrozenReference.of(references.load(references.record(version)));
        List<Look> looks = new ArrayList<>();
        while (looks.size() < MOST_DUE) {
            long first =
                    RowCut.count(ledger, version) + 1 - definition.windows().most();
            Optional<Look> yearAgo = first < 1 ? Optional.empty() : RowCut.look(ledger, version, first);
            if (yearAgo.filter(one -> ledger.now().isBefore(one.at().plus(YEAR)))
                    .isPresent()) {
                return looks;
            }
            Optional<Cut> next = RowCut.next(ledger, observations, definition, reference);
            if (next.isEmpty()) {
                return looks;
            }
            looks.add(judge(actor, watched, next.get()));
        }
        return looks;
    }

    private Look judge(Actor actor, MonitorRecord watched, Cut cut) {
        MonitorDefinition definition = watched.definition();
        VersionId version = definition.version();
        ReferenceRecord record = references.record(version);
        Parts parts = references.parts(record, definition);
        Optional<Look> earlier = cut.before().flatMap(key -> ledger.find(Look.class, key, AsOf.now()));
        InForce before = InForce.after(earlier);
        CutCounts counts = new CutCounts(cut);
        List<FeatureLook> features = new ArrayList<>();
        for (Part part : parts.all()) {
            features.addAll(new WindowJudge(definition, part.reference(), before)
                    .judge(part.name(), counts.of(part, 0).profile()));
        }
        List<FigureLook> figures = new ArrayList<>();
        FigureJudge judge = new FigureJudge(definition, before);
        for (FigureRule rule : definition.rules().all()) {
            Part part = parts.named(rule.segment());
            figures.add(judge.judge(rule, cut.window(rule.late()), part, counts.of(part, rule.late())));
        }
        Contributions counted = counts.of(parts.all().get(0), 0);
        return ledger.act(actor, EventType.WINDOW_JUDGED, version.toString(), "", act -> {
            requireUnchanged(act, record, watched, cut, earlier);
            Look look = new Look(
                    version,
                    cut.window(),
                    cut.number(),
                    cut.upTo(),
                    definition.span(),
                    definition.revision(),
                    WindowJudge.worst(Stream.concat(
                                    features.stream().map(FeatureLook::verdict),
                                    figures.stream().map(FigureLook::verdict))
                            .toList()),
                    counted.profile().rows(),
                    counted.processes(),
                    definition.level(),
                    features,
                    figures,
                    actor.id(),
                    act.now());
            record(act, look, cut.key(), counted.foreign());
            if (!definition.windows().byRows()) {
                advance(act, watched);
            }
            if (new AlertBook(act, look, definition).open()) {
                fallback.of(act, actor, version);
            }
            rescoring.note(act, actor, version, LookRisk.of(look, definition), "window " + cut.window());
            return look;
        });
    }

    /** What was read outside the act must be what stands inside it. */
    private static void requireUnchanged(
            Act act, ReferenceRecord record, MonitorRecord watched, Cut cut, Optional<Look> earlier) {
        VersionId version = record.version();
        if (!act.find(ReferenceRecord.class, Keys.of(version, Keys.REFERENCE)).equals(Optional.of(record))
                || !act.find(MonitorRecord.class, Keys.of(version, Keys.MONITOR))
                        .equals(Optional.of(watched))
                || !cut.before().flatMap(key -> act.find(Look.class, key)).equals(earlier)) {
            throw new ConflictException(
                    version.toString(),
                    "The reference and the monitor of " + version
                            + " must stay as they are while a window is judged. Maybe judge it again.");
        }
    }

    private static void record(Act act, Look look, RecordKey key, long foreign) {
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
        while (act.find(Look.class, LookKeys.of(version, next)).isPresent()) {
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
}
