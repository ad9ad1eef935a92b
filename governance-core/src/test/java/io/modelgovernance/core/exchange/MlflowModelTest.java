package io.modelgovernance.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.registry.Candidate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlflowModelTest {
    /** Written after the fields that MLflow 2.14 writes for a scikit-learn model; the values are made up. */
    static final String DESCRIPTION = """
            artifact_path: model
            flavors:
              python_function:
                env:
                  conda: conda.yaml
                  virtualenv: python_env.yaml
                loader_module: mlflow.sklearn
                model_path: model.pkl
                predict_fn: predict
                python_version: 3.11.4
              sklearn:
                code: null
                pickled_model: model.pkl
                serialization_format: cloudpickle
                sklearn_version: 1.4.2
            metadata:
              team: retail
              reviewed: true
            mlflow_version: 2.14.2
            model_size_bytes: 35836
            model_uuid: 0badaf06aa254da9811188d6c060a176
            run_id: 8f61417c580541cb84d88586a3a1a44a
            saved_input_example_info:
              artifact_path: input_example.json
              pandas_orient: split
              type: dataframe
            signature:
              inputs: '[{"type": "double", "name": "income", "required": true}, {"type": "integer",
                "name": "late payments", "required": true}, {"type": "string", "name": "region",
                "required": false}, {"type": "boolean", "name": "owner"}]'
              outputs: '[{"type": "tensor", "tensor-spec": {"dtype": "float64", "shape": [-1]}}]'
              params: null
            utc_time_created: '2026-03-01 09:29:00.995838'
            """;

    @TempDir
    private Path directory;

    private MlflowModel read(String text) throws IOException {
        Files.writeString(directory.resolve("MLmodel"), text);
        return MlflowModel.read(directory);
    }

    @Test
    void whatItSaysIsRead() throws IOException {
        MlflowModel model = read(DESCRIPTION);
        assertEquals(Optional.of("8f61417c580541cb84d88586a3a1a44a"), model.runId());
        assertEquals(Optional.of("2.14.2"), model.mlflowVersion());
        assertEquals(Optional.of("input_example.json"), model.inputExample());
        assertEquals(Map.of("team", "retail", "reviewed", "true"), model.metadata());
        assertEquals("1.4.2", model.flavors().get("sklearn").get("sklearn_version"));
        assertEquals("mlflow.sklearn", model.flavors().get("python_function").get("loader_module"));
        assertEquals(
                List.of(
                        new MlflowModel.Column("income", "double", true),
                        new MlflowModel.Column("late payments", "integer", true),
                        new MlflowModel.Column("region", "string", false),
                        new MlflowModel.Column("owner", "boolean", true)),
                model.inputs());
        assertEquals(List.of(), model.outputs());
        Candidate candidate = model.candidate();
        assertEquals(List.of(directory), candidate.files());
        assertEquals("python_function,sklearn", candidate.parameters().get("mlflow.flavors"));
    }

    @Test
    void columnsBecomeFeatures() throws IOException {
        MlflowModel model = read(DESCRIPTION);
        FeatureSchema schema = model.schema(
                Feature.categorical("region", "north", "south").orMissing(),
                Feature.numeric("income", 0, 1e7).in("EUR"));
        assertEquals(List.of("income", "late payments", "region", "owner"), schema.names());
        assertEquals("EUR", schema.features().get(0).unit());
        assertEquals(Integer.MIN_VALUE, schema.features().get(1).min());
        assertEquals(Integer.MAX_VALUE, schema.features().get(1).max());
        assertEquals(1, schema.features().get(3).max());
    }

    @Test
    void whatIsNotSaidIsAskedFor() throws IOException {
        MlflowModel model = read(DESCRIPTION);
        assertEquals(
                "input region",
                assertThrows(InvalidInputException.class, model::schema).field());
        assertThrows(InvalidInputException.class, () -> model.schema(Feature.numeric("nowhere")));
        MlflowModel tensors = read("flavors: {onnx: {data: m.onnx}}\nsignature:\n  inputs: '[{\"type\": \"tensor\", "
                + "\"tensor-spec\": {\"dtype\": \"float32\", \"shape\": [-1, 3]}}]'\n");
        assertThrows(InvalidInputException.class, tensors::schema);
        assertThrows(InvalidInputException.class, read("flavors: {onnx: {}}")::schema);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "just text",
                "[1, 2]",
                "flavors: {}",
                "flavors: text",
                "run_id: 1",
                "flavors: {a: {}}\nflavors: {b: {}}",
                "flavors: {a: {}}\nsignature: {inputs: 'no json'}",
                "flavors: {a: {}}\nsignature: {inputs: '{}'}",
                "flavors: {a: [}",
                "\tflavors: {a: {}}"
            })
    void whatIsNoDescriptionIsRefused(String text) {
        assertThrows(InvalidInputException.class, () -> read(text));
    }

    @Test
    void hostileDocumentsAreRefused() throws IOException {
        String deep = "flavors: " + "[".repeat(5_000) + "]".repeat(5_000);
        assertThrows(InvalidInputException.class, () -> read(deep));
        assertThrows(InvalidInputException.class, () -> read("flavors: {a: {}}\nx: " + "y".repeat(2_000_000)));
        MlflowModel tagged = read("flavors:\n  a: !!javax.script.ScriptEngineManager {x: y}\n");
        assertEquals(Map.of("x", "y"), tagged.flavors().get("a"), "a type named by the document is only a name");
        Files.delete(directory.resolve("MLmodel"));
        assertThrows(NotFoundException.class, () -> MlflowModel.read(directory));
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), DESCRIPTION);
        Files.createSymbolicLink(directory.resolve("MLmodel"), elsewhere);
        assertThrows(NotFoundException.class, () -> MlflowModel.read(directory));
        assertTrue(Files.exists(elsewhere));
    }
}
