package io.modelgovernance.core.exchange;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An OpenLineage event of a run or a job: what it read and what it wrote.
 *
 * <p>Everything an event says is kept, facets that nobody here knows included, and written again. Source: OpenLineage
 * specification 2-0-2. Immutable and thread-safe.
 */
public final class OpenLineageEvent {
    private final Map<String, Object> members;
    private final Instant time;
    private final List<OpenLineageDataset> inputs;
    private final List<OpenLineageDataset> outputs;

    OpenLineageEvent(Map<String, Object> members) {
        this.members = members;
        this.time = time(Json.text(members, "event", "eventTime"));
        Json.text(members, "event", "producer");
        Json.text(members, "event", "schemaURL");
        Json.text(Json.object(members, "event", "job"), "job", "namespace");
        Json.text(Json.object(members, "event", "job"), "job", "name");
        if (members.containsKey("run")) {
            Json.text(Json.object(members, "event", "run"), "run", "runId");
        }
        this.inputs = datasets(members, "inputs");
        this.outputs = datasets(members, "outputs");
    }

    /**
     * Reads an event.
     *
     * @param json the event in UTF-8
     * @return the event
     * @throws InvalidInputException if it is not strict JSON, or lacks what a run event or job event must have
     */
    public static OpenLineageEvent parse(byte[] json) {
        return new OpenLineageEvent(PlainJson.object(json));
    }

    private static Instant time(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw InvalidInputException.of(
                    "eventTime of event", "reads " + Names.printable(text), "like 2026-01-31T12:00:00Z");
        }
    }

    private static List<OpenLineageDataset> datasets(Map<String, Object> members, String name) {
        return Json.objects(members, "event", name).stream()
                .map(OpenLineageDataset::of)
                .toList();
    }

    /**
     * Writes it.
     *
     * @return canonical JSON
     */
    public byte[] toJson() {
        return RecordCodec.write(members);
    }

    /**
     * When it happened.
     *
     * @return the event's time
     */
    public Instant time() {
        return time;
    }

    /**
     * What happened.
     *
     * @return such as {@code COMPLETE}; empty for a job event
     */
    public Optional<String> type() {
        return Json.optionalText(members, "eventType");
    }

    /**
     * Which run.
     *
     * @return its id; empty for a job event
     */
    public Optional<String> run() {
        return members.containsKey("run")
                ? Optional.of(Json.text(Json.object(members, "event", "run"), "run", "runId"))
                : Optional.empty();
    }

    /**
     * Which job.
     *
     * @return namespace and name, joined with a slash
     */
    public String job() {
        Map<String, Object> job = Json.object(members, "event", "job");
        return Json.text(job, "job", "namespace") + "/" + Json.text(job, "job", "name");
    }

    /**
     * What was read.
     *
     * @return the datasets
     */
    public List<OpenLineageDataset> inputs() {
        return inputs;
    }

    /**
     * What was written.
     *
     * @return the datasets
     */
    public List<OpenLineageDataset> outputs() {
        return outputs;
    }

    /**
     * What the event says, as edges to {@linkplain io.modelgovernance.lineage.LineageGraph#declare declare}: from what
     * was read to the run, or to the job if it names no run, and from there to what was written. A dataset that was
     * both read and written is left out as output, because data that goes in a circle has no origin. The
     * {@linkplain #columnEdges edges between columns} follow.
     *
     * @return the edges
     */
    public List<Edge> edges() {
        List<Edge> edges = new ArrayList<>(betweenDatasets());
        edges.addAll(columnEdges());
        return List.copyOf(edges);
    }

    /**
     * How columns came of columns, by the {@code columnLineage} facets of what was written.
     *
     * @return edges between columns, with their transformations
     */
    public List<Edge> columnEdges() {
        ColumnLineage facets = new ColumnLineage(time, Json.text(members, "event", "producer"), inputs);
        return Json.objects(members, "event", "outputs").stream()
                .flatMap(output -> facets.edges(output).stream())
                .toList();
    }

    private List<Edge> betweenDatasets() {
        Node work = run().map(id -> OpenLineageDataset.node(Node.RUN, id))
                .orElseGet(() -> OpenLineageDataset.node("job", job()));
        String producer = Json.text(members, "event", "producer");
        List<Edge> edges = new ArrayList<>();
        List<Node> read =
                inputs.stream().map(OpenLineageDataset::node).distinct().toList();
        read.forEach(from -> edges.add(new Edge(from, work, "reads", producer, time, Edge.Confidence.DECLARED)));
        outputs.stream()
                .map(OpenLineageDataset::node)
                .distinct()
                .filter(to -> !read.contains(to))
                .forEach(to -> edges.add(new Edge(work, to, "produces", producer, time, Edge.Confidence.DECLARED)));
        return List.copyOf(edges);
    }
}
