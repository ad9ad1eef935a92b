package io.modelgovernance.core.monitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.performance.ExpectedPerformance;
import io.modelgovernance.core.performance.IsotonicCalibration;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.stats.Auc;
import io.modelgovernance.core.stats.Binomial;
import io.modelgovernance.drift.DriftVerdict;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.FeatureLook;
import io.modelgovernance.monitoring.MonitorDefinition;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * California housing (StatLib, as NannyML hands it out): the model learnt on some districts and then decides on those of
 * other places, month by month. Its rows lie in the order of the districts, so the clean part is the reference shuffled.
 */
class CaliforniaTest {
    private static final Path HOME = Path.of(System.getProperty("reference.data", "../../shared/data/reference"));
    private static final String[] INPUTS = {
        "MedInc", "HouseAge", "AveRooms", "AveBedrms", "Population", "AveOccup", "Latitude", "Longitude"
    };
    private static final FeatureSchema SCHEMA =
            FeatureSchema.of(Arrays.stream(INPUTS).map(Feature::numeric).toArray(Feature[]::new));
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final MonitorDefinition MONTHLY = MonitorDefinition.of(
            new VersionId("california", 1), new WindowPlan(WindowPlan.Unit.MONTH, 1, "UTC", Duration.ofDays(1)));

    /** One district: its inputs, when the model decided, its probability, and what was true. */
    private record Case(double[] inputs, Instant at, double probability, boolean positive) {}

    private static List<Case> reference = List.of();
    private static List<Case> analysis = List.of();

    @BeforeAll
    static void read() throws IOException {
        Path file = HOME.resolve("california_housing_reference.csv.gz");
        assumeTrue(Files.exists(file), () -> "the reference data is not at " + HOME.toAbsolutePath());
        reference = cases(table(file), Map.of());
        Map<String, String> truth = new TreeMap<>();
        table(HOME.resolve("california_housing_analysis_gt.csv.gz"))
                .forEach(row -> truth.put(row.getOrDefault("id", ""), row.getOrDefault("clf_target", "")));
        analysis = cases(table(HOME.resolve("california_housing_analysis.csv.gz")), truth);
    }

    private static List<Map<String, String>> table(Path file) throws IOException {
        try (BufferedReader in = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            String[] names = in.readLine().split(",", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new TreeMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static List<Case> cases(List<Map<String, String>> rows, Map<String, String> truth) {
        return rows.stream()
                .map(row -> {
                    double[] inputs = Arrays.stream(INPUTS)
                            .mapToDouble(name -> Double.parseDouble(row.getOrDefault(name, "NaN")))
                            .toArray();
                    String label = row.getOrDefault("clf_target", truth.getOrDefault(row.get("id"), ""));
                    return new Case(
                            inputs,
                            LocalDateTime.parse(row.getOrDefault("timestamp", ""), TIME)
                                    .toInstant(ZoneOffset.UTC),
                            Double.parseDouble(row.getOrDefault("y_pred_proba", "NaN")),
                            label.equals("1"));
                })
                .toList();
    }

    private static FrozenReference freeze(List<Case> cases) {
        double[] data = cases.stream()
                .flatMapToDouble(one -> Arrays.stream(one.inputs()))
                .toArray();
        return FrozenReference.of(ReferenceProfiler.withDefaults().profile(Rows.of(SCHEMA, data)));
    }

    private static List<FeatureLook> judge(FrozenReference frozen, List<Case> window) {
        WindowCounter counter = frozen.counter();
        window.forEach(one -> counter.add(one.inputs()));
        return new WindowJudge(MONTHLY, frozen).judge(counter.profile());
    }

    private static List<String> drifting(List<FeatureLook> looks) {
        return looks.stream()
                .filter(one -> one.verdict() == DriftVerdict.DRIFT)
                .map(FeatureLook::feature)
                .toList();
    }

    @Test
    void theCleanPartRaisesNoAlarm() {
        List<Case> shuffled = new ArrayList<>(reference);
        Collections.shuffle(shuffled, new Random(5));
        FrozenReference frozen = freeze(shuffled.subList(0, 2_832));
        for (List<Case> window : chunks(shuffled.subList(2_832, shuffled.size()), 250)) {
            for (FeatureLook look : judge(frozen, window)) {
                assertEquals(DriftVerdict.STABLE, look.verdict(), look::toString);
            }
        }
    }

    @Test
    void driftIsFoundInEveryMonthAndIsOfPlace() {
        FrozenReference frozen = freeze(reference);
        Map<Instant, List<Case>> months = new TreeMap<>();
        for (Case one : analysis) {
            Instant from = MONTHLY.windows().at(one.at()).from();
            months.computeIfAbsent(from, any -> new ArrayList<>()).add(one);
        }
        assertEquals(12, months.size());
        for (List<Case> month : months.values()) {
            if (month.size() < 300) {
                continue;
            }
            List<FeatureLook> looks = judge(frozen, month);
            assertTrue(drifting(looks).contains("Latitude") || drifting(looks).contains("Longitude"), looks::toString);
            String first = looks.stream()
                    .max(Comparator.comparingDouble(one -> one.stability().value()))
                    .map(FeatureLook::feature)
                    .orElseThrow();
            assertTrue(first.endsWith("itude"), first);
        }
    }

    /**
     * The expected AUC of a window, with the interval that earlier windows' errors give: those of the reference, and those
     * whose labels have come, two windows late. It misses no more often than its level says.
     */
    @Test
    void theExpectedAucTracksTheRealised() {
        double level = 0.9;
        double[] scores = reference.stream().mapToDouble(Case::probability).toArray();
        boolean[] labels = new boolean[reference.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = reference.get(i).positive();
        }
        IsotonicCalibration calibration = IsotonicCalibration.fit(labels, scores);
        List<Double> errors = new ArrayList<>();
        for (List<Case> window : chunks(reference, 300)) {
            if (realised(window).known()) {
                errors.add(
                        realised(window).value() - expected(calibration, window).value());
            }
        }
        List<Double> late = new ArrayList<>();
        int missed = 0;
        int windows = 0;
        for (List<Case> window : chunks(analysis, 300)) {
            Estimate interval = ExpectedPerformance.withTrackRecord(
                    expected(calibration, window),
                    errors.stream().mapToDouble(Double::doubleValue).toArray(),
                    level);
            double truth = realised(window).value();
            missed += truth < interval.low() || truth > interval.high() ? 1 : 0;
            windows++;
            late.add(truth - expected(calibration, window).value());
            if (late.size() > 2) {
                errors.add(late.remove(0));
            }
        }
        assertEquals(27, windows);
        assertTrue(Binomial.atLeast(missed, windows, 1 - level) > 0.05, missed + " of " + windows + " were missed");
        assertTrue(missed <= 5, missed + " of " + windows + " were missed");
    }

    private static Estimate expected(IsotonicCalibration calibration, List<Case> window) {
        double[] scores = window.stream().mapToDouble(Case::probability).toArray();
        return ExpectedPerformance.of(calibration.apply(scores), 0.5).auc();
    }

    private static Estimate realised(List<Case> window) {
        boolean[] positive = new boolean[window.size()];
        double[] score = new double[window.size()];
        for (int i = 0; i < score.length; i++) {
            positive[i] = window.get(i).positive();
            score[i] = window.get(i).probability();
        }
        return Auc.of(positive, score);
    }

    private static List<List<Case>> chunks(List<Case> cases, int size) {
        List<List<Case>> chunks = new ArrayList<>();
        for (int i = 0; i + size <= cases.size(); i += size) {
            chunks.add(cases.subList(i, i + size));
        }
        return chunks;
    }
}
