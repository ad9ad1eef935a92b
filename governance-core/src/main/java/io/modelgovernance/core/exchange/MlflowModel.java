package io.modelgovernance.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A model as MLflow saves it: a directory of files with a description named {@code MLmodel} at its top.
 *
 * <p>Reads the format of MLflow 1.x to 3.x as its documentation describes it. Reading needs
 * {@code com.fasterxml.jackson.dataformat:jackson-dataformat-yaml} on the class path, which this library does not bring
 * along. No file of the model but {@code MLmodel} is opened, and no program of it is run. Immutable.
 *
 * @param directory where it lies
 * @param runId the MLflow run that logged it, if it says so
 * @param flavors name of each flavor and what it says of itself: name and value of its plain fields
 * @param inputs the columns it expects, in order; empty if it has no signature of columns
 * @param outputs the columns it gives, in order; empty if it does not say
 * @param inputExample the file of an example input, relative to the directory, if there is one
 * @param mlflowVersion the MLflow version that wrote it, if it says so
 * @param metadata what its authors added, names and values
 */
public record MlflowModel(
        Path directory,
        Optional<String> runId,
        Map<String, Map<String, String>> flavors,
        List<Column> inputs,
        List<Column> outputs,
        Optional<String> inputExample,
        Optional<String> mlflowVersion,
        Map<String, String> metadata) {
    /** The file that describes the model. */
    public static final String DESCRIPTION = "MLmodel";

    private static final double TWO_TO_31 = 0x1p31;

    /**
     * A column of a signature.
     *
     * @param name its name; outputs often have none, which is an empty text
     * @param type its type in MLflow's words, such as {@code double} or {@code string}
     * @param required whether it must be there
     */
    public record Column(String name, String type, boolean required) {}

    /** Copies the collections. */
    public MlflowModel {
        flavors = Collections.unmodifiableMap(new TreeMap<>(flavors));
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
        metadata = Collections.unmodifiableMap(new TreeMap<>(metadata));
    }

    /**
     * Reads a model directory.
     *
     * @param directory the directory
     * @return what its description says
     * @throws NotFoundException if there is no regular file {@code MLmodel} in it
     * @throws InvalidInputException if the description is not one, with the field
     * @throws IOException if it cannot be read
     */
    public static MlflowModel read(Path directory) throws IOException {
        JsonNode description = MlflowYaml.read(directory.resolve(DESCRIPTION));
        Map<String, Map<String, String>> flavors = new TreeMap<>();
        JsonNode its = description.path("flavors");
        if (!its.isObject() || its.isEmpty()) {
            throw InvalidInputException.of(
                    "flavors of " + DESCRIPTION, "are missing", "a mapping with at least one flavor");
        }
        its.fields().forEachRemaining(flavor -> flavors.put(flavor.getKey(), MlflowYaml.plain(flavor.getValue())));
        JsonNode signature = description.path("signature");
        return new MlflowModel(
                directory,
                MlflowYaml.text(description.path("run_id")),
                flavors,
                MlflowYaml.columns(signature.path("inputs"), "inputs"),
                MlflowYaml.columns(signature.path("outputs"), "outputs"),
                MlflowYaml.text(description.path("saved_input_example_info").path("artifact_path")),
                MlflowYaml.text(description.path("mlflow_version")),
                MlflowYaml.plain(description.path("metadata")));
    }

    /**
     * Its inputs as a schema: numbers with the range of their type, whole numbers and truth values among them; a column
     * that is not required may be missing.
     *
     * @param known what MLflow does not say: a text column's categories, or a narrower range, unit or protected mark; each
     *     stands in for the column of its name
     * @return the schema, in the signature's order
     * @throws InvalidInputException if there is no signature of named columns, a known feature is not in it, or a column
     *     has no numbers and is not among the known
     */
    public FeatureSchema schema(Feature... known) {
        Map<String, Feature> given = new HashMap<>();
        for (Feature feature : known) {
            given.put(feature.name(), feature);
        }
        if (inputs.isEmpty() || inputs.stream().anyMatch(column -> column.name().isEmpty())) {
            throw InvalidInputException.of(
                    "signature of " + DESCRIPTION, "has no named columns", "one of columns; else give a schema");
        }
        List<Feature> features = new ArrayList<>();
        for (Column column : inputs) {
            Feature feature = given.remove(column.name());
            features.add(feature == null ? feature(column) : feature);
        }
        if (!given.isEmpty()) {
            throw InvalidInputException.of(
                    "features " + given.keySet(), "are not in the signature", "columns of " + DESCRIPTION);
        }
        return FeatureSchema.of(features.toArray(Feature[]::new));
    }

    private static Feature feature(Column column) {
        Feature feature = switch (column.type()) {
            case "double", "long" -> Feature.numeric(column.name());
            case "float" -> Feature.numeric(column.name(), -Float.MAX_VALUE, Float.MAX_VALUE);
            case "integer" -> Feature.numeric(column.name(), -TWO_TO_31, TWO_TO_31 - 1);
            case "boolean" -> Feature.numeric(column.name(), 0, 1);
            default ->
                throw InvalidInputException.of(
                        "input " + column.name(),
                        "is of type " + column.type(),
                        "a number, or given as a feature with its categories");
        };
        return column.required() ? feature : feature.orMissing();
    }

    /**
     * A candidate of the whole directory that names its flavors, run and MLflow version as parameters.
     *
     * @return a candidate, with neither run of ours nor rule nor purpose
     */
    public Candidate candidate() {
        Candidate candidate =
                Candidate.of(directory).withParameter("mlflow.flavors", String.join(",", flavors.keySet()));
        candidate = runId.isPresent() ? candidate.withParameter("mlflow.run", runId.get()) : candidate;
        return mlflowVersion.isPresent() ? candidate.withParameter("mlflow.version", mlflowVersion.get()) : candidate;
    }
}
