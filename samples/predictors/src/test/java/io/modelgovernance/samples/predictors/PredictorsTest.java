package io.modelgovernance.samples.predictors;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.core.policy.Gates;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.Candidate;
import io.modelgovernance.registry.DecisionRule;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.Call;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.tck.GovernanceExtension;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Model;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LogisticRegressionTrainer;
import org.tribuo.impl.ArrayExample;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** A model of each library: registered, promoted, deciding through the guard, its scores those of its own library. */
class PredictorsTest {
    private static final Path TREES = Path.of("../../governance-core/src/test/resources/io/modelgovernance/core/tree");
    private static final Actor ANA = Actor.human("ana");
    private static final Call CALL = new Call(Actor.service("loan-desk"), "credit");

    @RegisterExtension
    static final GovernanceExtension FRESH = GovernanceExtension.of(() -> GovernanceEngine.builder()
            .store(new InMemoryGovernanceStore())
            .policy(new Policy(
                    "sample/1", Map.of("production", List.of(Gates.fitToDecide())), Gates.standardTiers(), true))
            .build());

    @TempDir
    Path directory;

    /** Rows with their inputs and what the model said elsewhere. */
    private record Table(FeatureSchema schema, double[][] rows, double[] expected) {
        static Table read(Path file, int inputs) throws IOException {
            List<String> lines = Files.readAllLines(file);
            String[] names = lines.get(0).split(",", -1);
            FeatureSchema schema = FeatureSchema.of(Arrays.stream(names)
                    .limit(inputs)
                    .map(name -> Feature.numeric(name).orMissing())
                    .toArray(Feature[]::new));
            double[][] rows = new double[lines.size() - 1][inputs];
            double[] expected = new double[rows.length];
            for (int i = 0; i < rows.length; i++) {
                String[] cells = lines.get(i + 1).split(",", -1);
                for (int j = 0; j < inputs; j++) {
                    rows[i][j] = cells[j].isEmpty() ? Double.NaN : Double.parseDouble(cells[j]);
                }
                expected[i] = Double.parseDouble(cells[inputs]);
            }
            return new Table(schema, rows, expected);
        }
    }

    private static void promote(Governance governance, Path file, FeatureSchema schema) {
        Candidate candidate =
                Candidate.of(file).withRule(DecisionRule.declineFrom(0.5)).withPurposes("credit");
        VersionId version =
                governance.registry().register(ANA, "credit", candidate, schema).id();
        governance.registry().request(ANA, version, "production", "please");
        for (String voter : List.of("ben", "cleo", "dora")) {
            governance.registry().approve(Actor.human(voter), version, "yes");
        }
        assertEquals("production", governance.registry().stage(version, AsOf.now()));
    }

    private static void decides(
            Governance governance, ModelLoader loader, Table table, DoubleUnaryOperator link, double tolerance) {
        try (var model = governance.govern("credit", loader)) {
            for (int i = 0; i < table.rows().length; i++) {
                Decision.Served decision = assertInstanceOf(Decision.Served.class, model.judge(CALL, table.rows()[i]));
                assertEquals(link.applyAsDouble(table.expected()[i]), decision.score(), tolerance);
            }
        }
    }

    /** One row alone, and the same among others in whatever order, has the same bits. */
    private static void sameBits(Scorer scorer, Table table) {
        int width = table.schema().size();
        int n = table.rows().length;
        double[] alone = new double[n];
        double[] data = new double[n * width];
        for (int i = 0; i < n; i++) {
            alone[i] = scorer.score(table.rows()[i]);
            System.arraycopy(table.rows()[i], 0, data, (n - 1 - i) * width, width);
        }
        double[] together = new double[n];
        scorer.score(data, n, together);
        double[] turned = new double[n];
        Arrays.setAll(turned, i -> together[n - 1 - i]);
        assertArrayEquals(alone, turned);
    }

    private static double logistic(double margin) {
        return 1 / (1 + Math.exp(-margin));
    }

    @Test
    void onnxRuntimeDecidesAsTheModelWasMade(Governance governance) throws IOException {
        Table table = Table.read(TREES.resolve("onnx_forest.csv"), 9);
        promote(governance, TREES.resolve("onnx_forest.onnx"), table.schema());
        try (OnnxLoader wrong = new OnnxLoader("onnx_forest.onnx", "Y")) {
            assertThrows(InvalidInputException.class, () -> load(governance, wrong));
        }
        try (OnnxLoader loader = new OnnxLoader("onnx_forest.onnx", "scores")) {
            decides(governance, loader, table, score -> score, 1e-6);
            sameBits(load(governance, loader), table);
        }
    }

    @Test
    void xgboostDecidesAsTheModelWasMade(Governance governance) throws IOException {
        Table table = Table.read(TREES.resolve("german_xgb.csv"), 7);
        promote(governance, TREES.resolve("german_xgb.ubj"), table.schema());
        try (XgboostLoader loader = new XgboostLoader("german_xgb.ubj")) {
            decides(governance, loader, table, PredictorsTest::logistic, 1e-6);
            sameBits(load(governance, loader), table);
        }
    }

    @Test
    void tribuoDecidesAsItDoesByItself(Governance governance) throws IOException {
        FeatureSchema schema = FeatureSchema.of(Feature.numeric("income"), Feature.numeric("debt"));
        MutableDataset<Label> data =
                new MutableDataset<>(new SimpleDataSourceProvenance("drawn", new LabelFactory()), new LabelFactory());
        Random random = new Random(1);
        double[][] rows = new double[200][2];
        for (double[] row : rows) {
            row[0] = random.nextDouble();
            row[1] = random.nextDouble();
            data.add(example(row, row[1] > row[0] ? "bad" : "good"));
        }
        Model<Label> trained = new LogisticRegressionTrainer().train(data);
        Path file = directory.resolve("model.tribuo");
        try (OutputStream out = Files.newOutputStream(file)) {
            trained.serializeToStream(out);
        }
        double[] expected = Arrays.stream(rows)
                .mapToDouble(row -> trained.predict(example(row, "good"))
                        .getOutputScores()
                        .get("bad")
                        .getScore())
                .toArray();
        Table table = new Table(schema, rows, expected);
        promote(governance, file, schema);
        TribuoLoader loader = new TribuoLoader("model.tribuo", "bad");
        decides(governance, loader, table, score -> score, 0);
        sameBits(load(governance, loader), table);
        assertTrue(Arrays.stream(expected).max().orElse(0) > 0.6);
    }

    private static ArrayExample<Label> example(double[] row, String label) {
        ArrayExample<Label> example = new ArrayExample<>(new Label(label));
        example.add("income", row[0]);
        example.add("debt", row[1]);
        return example;
    }

    @Test
    void aFileThatIsNoModelIsRefused(Governance governance) throws IOException {
        Path junk = Files.writeString(directory.resolve("junk"), "no model at all", StandardCharsets.UTF_8);
        FeatureSchema schema = FeatureSchema.of(Feature.numeric("x"));
        promote(governance, junk, schema);
        try (OnnxLoader onnx = new OnnxLoader("junk", "Y");
                XgboostLoader xgboost = new XgboostLoader("junk")) {
            for (ModelLoader loader : List.of(onnx, xgboost, new TribuoLoader("junk", "bad"))) {
                assertThrows(IntegrityException.class, () -> load(governance, loader));
            }
        }
    }

    private static Scorer load(Governance governance, ModelLoader loader) {
        var version = governance.registry().version(new VersionId("credit", 1));
        return loader.load(version, governance.registry().files(version.id()));
    }
}
