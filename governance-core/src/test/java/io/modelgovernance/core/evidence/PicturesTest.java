package io.modelgovernance.core.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.evidence.PerformancePage.Window;
import io.modelgovernance.core.fairness.GroupCounts;
import io.modelgovernance.core.fairness.GroupRate;
import io.modelgovernance.core.html.TimeChart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Pages of performance and fairness; {@code -Dpages=DIRECTORY} keeps them to be looked at. */
class PicturesTest {
    private static List<Window> windows() {
        List<Window> windows = new ArrayList<>();
        for (int i = 0; i < 24; i++) {
            double value = 0.86 - (i > 15 ? 0.02 * (i - 15) : 0) + 0.01 * (i % 3);
            Estimate expected = Estimate.of(0.86, 0.82, 0.90, 0.9, 300, "expected from probabilities (CBPE)");
            Estimate realised = i > 21
                    ? Estimate.notEnoughData(40, "labels of 40 cases only")
                    : Estimate.of(value, value - 0.03, value + 0.03, 0.95, 280, "AUC, DeLong");
            windows.add(new Window(
                    "2026-W" + (10 + i),
                    i == 4 ? Estimate.notEnoughData(0, "no scores") : expected,
                    realised,
                    i > 21 ? 0.9 : 0.07));
        }
        return windows;
    }

    private static GroupCounts counts() {
        SplittableRandom random = new SplittableRandom(5);
        int n = 4_000;
        byte[] group = new byte[n];
        byte[] selected = new byte[n];
        byte[] positive = new byte[n];
        for (int i = 0; i < n; i++) {
            group[i] = (byte) (i < 6 ? 3 : random.nextInt(3));
            positive[i] = (byte) (random.nextDouble() < 0.5 ? 1 : 0);
            selected[i] = (byte) (random.nextDouble() < (group[i] == 2 ? 0.35 : 0.6) ? 1 : 0);
        }
        return GroupCounts.of(group, 4, selected, positive);
    }

    private static void keep(String name, String html) throws IOException {
        String directory = System.getProperty("pages", "");
        if (!directory.isEmpty()) {
            Files.writeString(Path.of(directory, name), html);
        }
    }

    @Test
    void performanceOverTime() throws IOException {
        String html = PerformancePage.of("Credit risk, <champion>", "AUC", windows(), OptionalDouble.of(0.84));
        keep("performance.html", html);
        assertTrue(html.contains("Credit risk, &lt;champion&gt;"));
        assertTrue(html.contains("Of 21 windows with both, 17"), html);
        assertTrue(html.contains("2026-W31: alarm") && !html.contains("2026-W20: alarm"));
        assertTrue(html.contains("0.860 [0.820, 0.900]") && html.contains("unknown"));
        assertEquals(html, PerformancePage.of("Credit risk, <champion>", "AUC", windows(), OptionalDouble.of(0.84)));
        assertThrows(
                InvalidInputException.class, () -> PerformancePage.of("x", "AUC", List.of(), OptionalDouble.empty()));
    }

    @Test
    void fairnessOfGroups() throws IOException {
        List<String> names = List.of("north", "south & east", "west", "isle");
        String html = FairnessPage.of(
                "Fairness by region",
                counts(),
                names,
                0,
                List.of(GroupRate.SELECTION, GroupRate.TRUE_POSITIVE, GroupRate.FALSE_POSITIVE),
                0.8);
        keep("fairness.html", html);
        assertTrue(html.contains("south &amp; east") && html.contains("OUTSIDE") && html.contains("too few"));
        assertTrue(html.contains("Four fifths, in whole numbers: no"), html);
        assertFalse(html.contains("<script") || html.contains("http://example"));
        assertThrows(
                InvalidInputException.class,
                () -> FairnessPage.of("x", counts(), List.of("a"), 0, List.of(GroupRate.SELECTION), 0.8));
    }

    @Test
    void aChartChecksWhatItIsGiven() {
        TimeChart.Series one = new TimeChart.Series("a", List.of(Estimate.exact(1, 1, "x")));
        assertThrows(
                InvalidInputException.class,
                () -> new TimeChart("t", "u", List.of(), List.of(one), List.of(), OptionalDouble.empty()));
        assertThrows(
                InvalidInputException.class,
                () -> new TimeChart("t", "u", List.of("w"), List.of(), List.of(true), OptionalDouble.empty()));
        assertThrows(
                InvalidInputException.class,
                () -> new TimeChart("t", "u", List.of("w"), List.of(one), List.of(), OptionalDouble.empty()));
        assertThrows(
                InvalidInputException.class,
                () -> new TimeChart(
                        "t", "u", List.of("w", "v"), List.of(one), List.of(true, true), OptionalDouble.empty()));
        TimeChart unknown = new TimeChart(
                "t",
                "u",
                List.of("w"),
                List.of(new TimeChart.Series("a", List.of(Estimate.notEnoughData(0, "none")))),
                List.of(false),
                OptionalDouble.empty());
        assertTrue(unknown.svg().startsWith("<svg"));
    }
}
