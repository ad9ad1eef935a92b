package io.modelgovernance.core.lineage;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Estimate;
import io.modelgovernance.Names;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.DatasetVersion;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Run;
import io.modelgovernance.lineage.RunRecord;
import io.modelgovernance.registry.Candidate;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/** Records a run: its start at once, everything else when it is closed. */
final class RunRecorder implements Run {
    private final Ledger ledger;
    private final Declarations declarations;
    private final Actor actor;
    private final String id;
    private final String name;
    private final Instant startedAt;
    private final Set<DatasetVersion> inputs = new LinkedHashSet<>();
    private final Set<DatasetVersion> outputs = new LinkedHashSet<>();
    private final Map<String, String> parameters = new TreeMap<>();
    private final Map<String, Estimate> metrics = new TreeMap<>();
    private Optional<String> code = Optional.empty();
    private RunRecord.Status status = RunRecord.Status.COMPLETED;
    private String note = "";
    private boolean closed;

    private RunRecorder(
            Ledger ledger, Declarations declarations, Actor actor, String id, String name, Instant startedAt) {
        this.ledger = ledger;
        this.declarations = declarations;
        this.actor = actor;
        this.id = id;
        this.name = name;
        this.startedAt = startedAt;
    }

    static Run start(Ledger ledger, Declarations declarations, Actor actor, String name) {
        RunRecorder run =
                new RunRecorder(ledger, declarations, actor, UUID.randomUUID().toString(), name, ledger.now());
        ledger.act(actor, EventType.RUN_STARTED, "run/" + run.id, name, act -> {
            act.put(Keys.run(run.id), run.record(RunRecord.Status.STARTED, Optional.empty()));
            return run;
        });
        return run;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Run reads(DatasetVersion dataset) {
        requireOpen();
        inputs.add(dataset);
        return this;
    }

    @Override
    public Run writes(DatasetVersion dataset) {
        requireOpen();
        outputs.add(dataset);
        return this;
    }

    @Override
    public Run code(String commit) {
        requireOpen();
        code = Optional.of(Names.requireLabel("code", commit));
        return this;
    }

    @Override
    public Run parameter(String parameter, Object value) {
        requireOpen();
        parameters.put(Names.requireLabel("parameter", parameter), String.valueOf(value));
        return this;
    }

    @Override
    public Run metric(String metric, Estimate value) {
        requireOpen();
        metrics.put(Names.requireLabel("metric", metric), value);
        return this;
    }

    @Override
    public Candidate produced(Path... files) {
        requireOpen();
        return new Candidate(
                List.of(files), Optional.of(id), Optional.empty(), Optional.empty(), Set.of(), parameters, metrics);
    }

    @Override
    public void fail(String why) {
        requireOpen();
        status = RunRecord.Status.FAILED;
        note = why;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        ledger.act(actor, EventType.RUN_FINISHED, "run/" + id, note, act -> {
            act.put(Keys.run(id), record(status, Optional.of(act.now())));
            link(act);
            act.detail("status", status);
            return id;
        });
        closed = true;
    }

    /** What comes into a new run closes no circle; what comes out of it can. */
    private void link(Act act) {
        List<Edge> edges = new ArrayList<>();
        Node run = new Node(Node.RUN, id);
        inputs.forEach(
                input -> edges.add(edge(act, Datasets.recorded(act, input).node(), run, "reads")));
        code.ifPresent(commit -> edges.add(edge(act, new Node(Node.CODE, commit), run, "executes")));
        if (outputs.isEmpty()) {
            edges.forEach(edge -> Edges.put(act, "run/" + id, edge));
            return;
        }
        for (DatasetVersion output : outputs) {
            Datasets.put(act, output);
            edges.add(edge(act, run, output.node(), "produces"));
        }
        declarations.put(act, "run/" + id, edges);
    }

    private Edge edge(Act act, Node from, Node to, String role) {
        return new Edge(from, to, role, actor.id(), act.now(), Edge.Confidence.OBSERVED);
    }

    private RunRecord record(RunRecord.Status now, Optional<Instant> finishedAt) {
        return new RunRecord(
                id,
                name,
                actor.id(),
                startedAt,
                finishedAt,
                now,
                new ArrayList<>(inputs)
                        .stream().map(input -> input.node().toString()).toList(),
                code,
                environment(),
                parameters,
                metrics,
                note);
    }

    private static Map<String, String> environment() {
        Map<String, String> environment = new TreeMap<>();
        for (String property : List.of("java.version", "java.vendor", "os.name", "os.arch")) {
            environment.put(property, System.getProperty(property, "unknown"));
        }
        return environment;
    }

    private void requireOpen() {
        if (closed) {
            throw new ConflictException(
                    "run " + id, "The run (" + id + ") must be open to be added to. Maybe start a new one.");
        }
    }
}
