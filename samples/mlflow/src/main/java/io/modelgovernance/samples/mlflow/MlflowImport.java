package io.modelgovernance.samples.mlflow;

import io.modelgovernance.Actor;
import io.modelgovernance.Estimate;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.exchange.MlflowModel;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.model.Feature;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.mlflow.api.proto.ModelRegistry;
import org.mlflow.api.proto.Service;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.ModelVersionsPage;

/**
 * Takes the versions of a registered model over from an MLflow tracking server, which is only read.
 *
 * <p>A version becomes a version here in the first stage, labelled {@code mlflow-<number>}; one that has its label is
 * passed over, so that the same import twice changes nothing. Parameters, metrics and tags come along. MLflow's stages
 * and aliases become tags and move nothing: what may decide is decided here. The run, its datasets and its commit become
 * declared edges, for nobody here saw them happen.
 */
public final class MlflowImport {
    private static final String RUN = "mlflow-run";
    private static final int PAGE = 100;
    private static final int LONGEST = 100;

    private final Governance governance;
    private final MlflowClient client;
    private final Download download;

    /**
     * Creates it.
     *
     * @param governance where to
     * @param client where from
     * @param download brings the files
     */
    public MlflowImport(Governance governance, MlflowClient client, Download download) {
        this.governance = governance;
        this.client = client;
        this.download = download;
    }

    /**
     * Takes over every ready version that is not here yet, oldest first.
     *
     * @param actor who
     * @param registered the registered model's name there
     * @param model its name here
     * @param known what MLflow does not say of the inputs, see {@link MlflowModel#schema}
     * @return the new versions
     * @throws IOException if files cannot be read or written
     */
    public List<VersionId> take(Actor actor, String registered, String model, Feature... known) throws IOException {
        List<VersionId> taken = new ArrayList<>();
        for (ModelRegistry.ModelVersion version : versions(registered)) {
            String label = "mlflow-" + version.getVersion();
            if (version.getStatus() == ModelRegistry.ModelVersionStatus.READY && !isHere(model, label)) {
                // A search leaves the aliases out.
                ModelRegistry.ModelVersion whole = client.getModelVersion(registered, version.getVersion());
                VersionId id = register(actor, whole, model, label, known);
                tag(actor, id, whole);
                taken.add(id);
            }
        }
        return taken;
    }

    private boolean isHere(String model, String label) {
        return governance.catalogue().byLabel(model, label).isPresent();
    }

    private List<ModelRegistry.ModelVersion> versions(String registered) {
        if (registered.indexOf('\'') >= 0) {
            throw InvalidInputException.of("name of the registered model", "has a quote", "without quotes");
        }
        List<ModelRegistry.ModelVersion> all = new ArrayList<>();
        ModelVersionsPage page = client.searchModelVersions("name='" + registered + "'", PAGE, List.of());
        all.addAll(page.getItems());
        while (page.hasNextPage()) {
            page = (ModelVersionsPage) page.getNextPage();
            all.addAll(page.getItems());
        }
        all.sort(Comparator.comparingInt(version -> Integer.parseInt(version.getVersion())));
        return all;
    }

    private VersionId register(
            Actor actor, ModelRegistry.ModelVersion version, String model, String label, Feature... known)
            throws IOException {
        Path files = Files.createTempDirectory("mlflow");
        try {
            download.fetch(version, files);
            MlflowModel saved = MlflowModel.read(files);
            Candidate candidate = saved.candidate().withParameter("mlflow.source", version.getSource());
            if (!version.getRunId().isEmpty()) {
                Service.Run run = client.getRun(version.getRunId());
                candidate = lineage(actor, describe(candidate, run), run);
            }
            return governance
                    .registry()
                    .register(actor, model, candidate.named(label), saved.schema(known))
                    .id();
        } finally {
            delete(files);
        }
    }

    /**
     * A metric comes as one number: how sure it is, MLflow does not say, and neither do we. The greatest number there is
     * stands for infinity, which MLflow's database cannot keep.
     */
    private static Candidate describe(Candidate candidate, Service.Run run) {
        Candidate described = candidate;
        for (Service.Param param : run.getData().getParamsList()) {
            described = described.withParameter(param.getKey(), param.getValue());
        }
        for (Service.Metric metric : run.getData().getMetricsList()) {
            double value = metric.getValue();
            Estimate figure = Math.abs(value) < Double.MAX_VALUE
                    ? Estimate.of(
                            value,
                            Double.NEGATIVE_INFINITY,
                            Double.POSITIVE_INFINITY,
                            0.95,
                            0,
                            "as MLflow has it, without an interval")
                    : Estimate.notEnoughData(0, "not a finite number in MLflow");
            described = described.withMetric(safe(metric.getKey()), figure);
        }
        return described;
    }

    private Candidate lineage(Actor actor, Candidate candidate, Service.Run run) {
        Node node = new Node(RUN, run.getInfo().getRunId());
        long ended = run.getInfo().getEndTime();
        Instant at = Instant.ofEpochMilli(ended == 0 ? run.getInfo().getStartTime() : ended);
        List<Edge> edges = new ArrayList<>();
        for (Service.DatasetInput input : run.getInputs().getDatasetInputsList()) {
            String name =
                    input.getDataset().getName() + "@" + input.getDataset().getDigest();
            edges.add(edge(new Node("mlflow-dataset", safe(name)), node, "reads", run, at));
        }
        run.getData().getTagsList().stream()
                .filter(tag -> tag.getKey().equals("mlflow.source.git.commit"))
                .forEach(tag -> edges.add(edge(new Node(Node.CODE, safe(tag.getValue())), node, "executes", run, at)));
        if (!edges.isEmpty()) {
            governance.lineage().declare(actor, edges);
        }
        return candidate.withOrigin(node, "produces");
    }

    private static Edge edge(Node from, Node to, String role, Service.Run run, Instant at) {
        String producer = safe("mlflow:" + run.getInfo().getUserId());
        return new Edge(from, to, role, producer, at, Edge.Confidence.DECLARED);
    }

    private void tag(Actor actor, VersionId id, ModelRegistry.ModelVersion version) {
        for (ModelRegistry.ModelVersionTag tag : version.getTagsList()) {
            set(actor, id, "mlflow.tag." + tag.getKey(), tag.getValue());
        }
        set(actor, id, "mlflow.aliases", String.join(" ", version.getAliasesList()));
        set(actor, id, "mlflow.stage", version.getCurrentStage());
        set(actor, id, "mlflow.run", version.getRunId());
    }

    private void set(Actor actor, VersionId id, String name, String value) {
        if (!value.isBlank() && !value.equals("None")) {
            governance.catalogue().tag(actor, id, safe(name), safe(value));
        }
    }

    /** Names there may hold what names here may not. */
    private static String safe(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9._@+:/ -]", "_").replace("..", "__");
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST);
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            all.sorted(Comparator.reverseOrder()).forEach(path -> {
                try {
                    Files.delete(path);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
