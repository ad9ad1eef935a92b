package io.modelgovernance.core.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;

class FigureTest {
    private static final double TWO_DECIMALS = 0.011;

    private static List<Element> bars(String svg) {
        List<Element> bars = new ArrayList<>(Drawings.elements(svg, "rect"));
        bars.remove(0); // the paper
        return bars;
    }

    @Test
    void barsAreAsLongAsTheirFigures() {
        BarChart chart = new BarChart(
                "importance",
                List.of(
                        new BarChart.Bar("a", Estimate.of(4, 3, 5, 0.95, 9, "m")),
                        new BarChart.Bar("b", Estimate.exact(-1, 9, "m")),
                        new BarChart.Bar("c", Estimate.notEnoughData(3, "30 rows"))));
        List<Element> bars = bars(chart.svg());
        assertEquals(2, bars.size(), "an unknown figure has no bar");
        double four = Drawings.attribute(bars.get(0), "width");
        double one = Drawings.attribute(bars.get(1), "width");
        assertEquals(four / 4, one, TWO_DECIMALS);
        double zero = Drawings.attribute(bars.get(0), "x");
        assertEquals(zero, Drawings.attribute(bars.get(1), "x") + one, TWO_DECIMALS, "both start at zero");
        assertTrue(Drawings.texts(chart.svg())
                .containsAll(List.of("a", "4 [3, 5]", "b", "-1", "c", "not enough data: 30 rows")));
    }

    @Test
    void anIntervalSaysHowManyDigitsAreKnown() {
        BarChart chart = new BarChart(
                "importance",
                List.of(
                        new BarChart.Bar("a", Estimate.of(0.00319876, 0.0023732, 0.0040243, 0.95, 9, "m")),
                        new BarChart.Bar("b", Estimate.of(1234.567, 1200.1, 1269.034, 0.95, 9, "m")),
                        new BarChart.Bar("c", Estimate.of(-0.0021, -0.0041, -0.0001, 0.95, 9, "m"))));
        assertTrue(Drawings.texts(chart.svg())
                .containsAll(List.of("0.0032 [0.0024, 0.004]", "1230 [1200, 1270]", "-0.002 [-0.004, 0]")));
    }

    @Test
    void stepsStartWhereTheLastOneEnded() {
        String svg =
                new Waterfall("why", 1, List.of(new Waterfall.Step("up", 2), new Waterfall.Step("down", -1))).svg();
        List<Element> bars = bars(svg);
        double upEnd = Drawings.attribute(bars.get(0), "x") + Drawings.attribute(bars.get(0), "width");
        double downEnd = Drawings.attribute(bars.get(1), "x") + Drawings.attribute(bars.get(1), "width");
        assertEquals(upEnd, downEnd, TWO_DECIMALS);
        assertEquals(
                Drawings.attribute(bars.get(0), "width") / 2, Drawings.attribute(bars.get(1), "width"), TWO_DECIMALS);
        assertTrue(Drawings.texts(svg).containsAll(List.of("average", "+2", "-1", "score", "2")));
    }

    @Test
    void binsShowBothShares() {
        String svg = new Histogram(
                        "h", List.of(new Histogram.Bin("low", 0.2, 0.8), new Histogram.Bin("high", 0.8, 0.2)))
                .svg();
        List<Element> bars = bars(svg).subList(2, 6); // after the two of the legend
        assertEquals(Drawings.attribute(bars.get(0), "height") * 4, Drawings.attribute(bars.get(1), "height"), 0.05);
        assertEquals(bars.get(0).getAttribute("height"), bars.get(3).getAttribute("height"));
        assertThrows(InvalidInputException.class, () -> new Histogram("h", List.of()));
        assertThrows(InvalidInputException.class, () -> new Histogram.Bin("b", 0, Double.NaN));
        assertThrows(InvalidInputException.class, () -> new Histogram.Bin("b", 1.1, 0));
    }

    @Test
    void aRightModelLiesOnTheDiagonal() {
        Estimate half = Estimate.of(0.5, 0.4, 0.6, 0.95, 100, "Wilson");
        String svg = new ReliabilityCurve(
                        "r",
                        List.of(
                                new ReliabilityCurve.Point(0.5, half),
                                new ReliabilityCurve.Point(0.9, Estimate.notEnoughData(2, "few"))))
                .svg();
        List<Element> dots = Drawings.elements(svg, "circle");
        assertEquals(1, dots.size());
        Element diagonal = Drawings.elements(svg, "line").stream()
                .filter(line -> line.getAttribute("stroke-dasharray").equals("5 4"))
                .findFirst()
                .orElseThrow();
        assertEquals(
                (Drawings.attribute(diagonal, "x1") + Drawings.attribute(diagonal, "x2")) / 2,
                Drawings.attribute(dots.get(0), "cx"),
                TWO_DECIMALS);
        assertEquals(
                (Drawings.attribute(diagonal, "y1") + Drawings.attribute(diagonal, "y2")) / 2,
                Drawings.attribute(dots.get(0), "cy"),
                TWO_DECIMALS);
        assertThrows(InvalidInputException.class, () -> new ReliabilityCurve.Point(-0.1, half));
    }

    @Test
    void chartsOfNothingAreDrawn() {
        List<Figure> figures = List.of(
                new BarChart("b", List.of()),
                new BarChart("z", List.of(new BarChart.Bar("zero", Estimate.exact(0, 1, "m")))),
                new Waterfall("w", 0, List.of()),
                new ReliabilityCurve("r", List.of()),
                new LayeredGraph("g", List.of(), List.of()));
        figures.forEach(figure ->
                assertEquals(figure.title(), Drawings.texts(figure.svg()).get(0)));
        assertThrows(InvalidInputException.class, () -> new Waterfall("w", Double.NaN, List.of()));
        assertThrows(InvalidInputException.class, () -> new Waterfall.Step("s", Double.POSITIVE_INFINITY));
    }

    @Test
    void longTextsAreCutAndKeptForReaders() {
        String name = "a name much longer than the room that a chart has for the names of its bars";
        String svg = new BarChart("t", List.of(new BarChart.Bar(name, Estimate.exact(1, 1, "m")))).svg();
        String shown = Drawings.texts(svg).stream()
                .filter(text -> text.startsWith("a name"))
                .findFirst()
                .orElseThrow();
        assertTrue(shown.endsWith("\u2026") && shown.length() > 20, shown);
        assertTrue(Drawings.elements(svg, "title").stream()
                .anyMatch(title -> title.getTextContent().equals(name)));
    }

    @Test
    void aGridHasACellForEachWindowAndSaysEachWithoutColour() {
        var lane = new VerdictGrid.Lane("income", List.of(VerdictGrid.Shade.CALM, VerdictGrid.Shade.ALARM));
        String svg = new VerdictGrid("g", List.of("Monday", "Tuesday"), List.of(lane)).svg();
        assertTrue(svg.contains("income, Monday: calm"), svg);
        assertTrue(svg.contains("income, Tuesday: drift"), svg);
        assertThrows(InvalidInputException.class, () -> new VerdictGrid("g", List.of(), List.of()));
        assertThrows(InvalidInputException.class, () -> new VerdictGrid("g", List.of("Monday"), List.of(lane)));
    }
}
