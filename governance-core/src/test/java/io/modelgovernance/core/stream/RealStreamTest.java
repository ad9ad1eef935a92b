package io.modelgovernance.core.stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Where detectors alarm on a real stream, against MOA 2024.07.0: whether the California model erred, district by district
 * in the order of the files (5,832 of the reference, then 8,232 whose labels came late; 38 % errors).
 *
 * <p>MOA's positions were made by feeding {@code y_pred == clf_target ? 0 : 1} to {@code input} of each class of
 * {@code moa.classifiers.core.driftdetection} with its defaults, and noting where {@code getChange} is true:
 * {@code java -cp moa-2024.07.0.jar:javacliparser-0.5.0.jar:. Positions}.
 */
class RealStreamTest {
    private static final Path HOME = Path.of(System.getProperty("reference.data", "../../shared/data/reference"));

    private static double[] errors = {};

    @BeforeAll
    static void read() throws IOException {
        assumeTrue(
                Files.exists(HOME.resolve("california_housing_reference.csv.gz")),
                () -> "the reference data is not at " + HOME.toAbsolutePath());
        Map<String, String> late = new HashMap<>();
        rows("california_housing_analysis_gt.csv.gz")
                .forEach(row -> late.put(row.getOrDefault("id", ""), row.getOrDefault("clf_target", "")));
        List<Map<String, String>> all = new ArrayList<>(rows("california_housing_reference.csv.gz"));
        all.addAll(rows("california_housing_analysis.csv.gz"));
        errors = all.stream()
                .mapToDouble(row -> {
                    String truth = row.getOrDefault("clf_target", late.getOrDefault(row.get("id"), ""));
                    return Double.parseDouble(truth) == Double.parseDouble(row.getOrDefault("y_pred", "")) ? 0 : 1;
                })
                .toArray();
        assertEquals(14_064, errors.length);
        assertEquals(5_308, Arrays.stream(errors).sum());
    }

    private static List<Map<String, String>> rows(String name) throws IOException {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(HOME.resolve(name))), StandardCharsets.UTF_8))) {
            String[] names = in.readLine().split(",", -1);
            List<Map<String, String>> rows = new ArrayList<>();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                Map<String, String> row = new HashMap<>();
                for (int i = 0; i < names.length; i++) {
                    row.put(names[i], cells[i]);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    private static int[] positions(StreamDetector detector) {
        int[] positions = new int[errors.length];
        int found = 0;
        for (int i = 0; i < errors.length; i++) {
            if (detector.update(errors[i]) == Signal.DRIFT) {
                positions[found++] = i;
            }
        }
        return Arrays.copyOf(positions, found);
    }

    private static void same(String expected, int[] ours) {
        int[] moa = Arrays.stream(expected.strip().split(",\\s*"))
                .mapToInt(Integer::parseInt)
                .toArray();
        assertEquals(Arrays.toString(moa), Arrays.toString(ours));
    }

    @Test
    void hddmAlarmsWhereMoaDoes() {
        same("""
                224, 567, 775, 1076, 1888, 2158, 2601, 3103, 3138, 3239, 3794, 4245, 4760, 5177, 5437, 5493, 5635,
                5818, 6118, 6148, 6371, 6593, 6671, 7194, 7443, 7510, 7579, 7715, 7765, 8238, 8353, 8473, 8579,
                8812, 9456, 10038, 10490, 10619, 10886, 11610, 11844, 12344, 12419, 12489, 13554, 13878
                """, positions(HddmA.of(HddmA.Settings.defaults())));
        same("""
                224, 569, 774, 1071, 1775, 1901, 2602, 2710, 3138, 3238, 3393, 3629, 3773, 4246, 4538, 5000, 5142,
                5435, 5520, 5640, 5818, 6148, 6367, 6589, 6786, 7437, 7764, 8137, 8237, 8359, 8472, 8576, 8818,
                9080, 9176, 9473, 9992, 10058, 10508, 10622, 10887, 11370, 11606, 11836, 12421, 12500, 13556
                """, positions(HddmW.of(HddmW.Settings.defaults())));
    }

    /** MOA's count begins with 1, so that its 30 values are 29. */
    @Test
    void ddmAlarmsWhereMoaDoes() {
        same("""
                62, 225, 305, 1160, 1894, 2594, 2701, 3166, 3228, 3812, 7852, 8653, 9340, 9587, 9985, 10041, 10683,
                10934, 11935, 12524, 13594
                """, positions(Ddm.of(new Ddm.Settings(29, 2, 3))));
    }

    /** What MOA calls CusumDM, with its delta of 0.005 and lambda of 50, is Page's and Hinkley's test without forgetting. */
    @Test
    void pageHinkleyAlarmsWhereMoasCusumDoes() {
        same("""
                562, 1250, 1971, 2729, 3250, 3860, 7839, 8708, 9370, 10162, 10730, 11006, 11976, 12607, 13628
                """, positions(PageHinkley.of(new PageHinkley.Settings(30, 0.005, 50))));
    }

    /** At each of MOA's places, or up to two values before: a long warning counts a value more there. */
    @Test
    void rddmAlarmsWhereMoaDoesOrTwoValuesBefore() {
        int[] moa = {
            223, 1141, 1824, 2604, 2740, 3148, 3800, 7821, 8633, 9269, 9385, 9586, 10044, 10660, 10929, 11652, 11845,
            12117, 12366, 12490, 13578
        };
        int[] ours = positions(Rddm.of(new Rddm.Settings(128, 1.773, 2.258, 40_000, 7_000, 1_400)));
        assertEquals(moa.length, ours.length);
        for (int i = 0; i < moa.length; i++) {
            assertTrue(moa[i] - ours[i] >= 0 && moa[i] - ours[i] <= 2, moa[i] + " is not " + ours[i]);
        }
    }

    /** MOA tells of rises alone and wants a little more of short parts; ours tells at each of its places or the next check. */
    @Test
    void adwinAlarmsWhereMoaDoesOrOneCheckLater() {
        List<Integer> ours = Arrays.stream(positions(Adwin.of(Adwin.Settings.defaults())))
                .boxed()
                .toList();
        int[] moa = {
            287, 319, 1119, 1919, 2623, 2751, 2783, 3167, 3263, 3807, 3839, 6687, 7455, 7807, 7839, 7871, 8383, 8639,
            8671, 9375, 9407, 10047, 10079, 10111, 10655, 10687, 10943, 11647, 11903, 11935, 12479, 12511, 12543, 13567,
            13599, 13663
        };
        int there = 0;
        int near = 0;
        for (int place : moa) {
            there += ours.contains(place) ? 1 : 0;
            near += ours.contains(place) || ours.contains(place + 32) || ours.contains(place - 32) ? 1 : 0;
        }
        assertEquals(31, there);
        assertEquals(moa.length - 1, near);
    }
}
