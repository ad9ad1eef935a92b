package io.modelgovernance.core.html;

import io.modelgovernance.Estimate;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

/** One of each chart, labelled with a given text, and a reader of what they draw. */
final class Drawings {
    private Drawings() {}

    static List<Figure> labelled(String text) {
        Estimate figure = Estimate.of(0.5, 0.25, 0.75, 0.95, 100, text);
        return List.of(
                new BarChart(
                        text,
                        List.of(
                                new BarChart.Bar(text, figure),
                                new BarChart.Bar(text, Estimate.notEnoughData(1, text)))),
                new Waterfall(text, 0.1, List.of(new Waterfall.Step(text, 0.3), new Waterfall.Step(text, -0.2))),
                new Histogram(text, List.of(new Histogram.Bin(text, 0.25, 1), new Histogram.Bin(text, 0.75, 0))),
                new VerdictGrid(
                        text,
                        List.of(text, "b"),
                        List.of(new VerdictGrid.Lane(
                                text, List.of(VerdictGrid.Shade.ALARM, VerdictGrid.Shade.UNKNOWN)))),
                new ReliabilityCurve(text, List.of(new ReliabilityCurve.Point(0.5, figure))),
                new Beeswarm(
                        text, List.of(new Beeswarm.Lane(text, List.of(0.1, -0.2, 0.1), List.of(0.0, 1.0, Double.NaN)))),
                new CurveChart(
                        text,
                        text,
                        text,
                        List.of(new CurveChart.Point(0, 0.1, 0.2, 0.3), new CurveChart.Point(1, 0.2, 0.3, 0.4)),
                        List.of(List.of(0.1, 0.5)),
                        List.of(new CurveChart.Dot(0.5, 0.25))),
                new TimeChart(
                        text,
                        text,
                        List.of(text, "b"),
                        List.of(new TimeChart.Series(text, List.of(figure, Estimate.notEnoughData(1, text)))),
                        List.of(true, false),
                        java.util.OptionalDouble.of(0.5)),
                new ChangesTable(
                        text,
                        List.of(text, "b"),
                        List.of(text, "2"),
                        List.of(new ChangesTable.Alternative(text, List.of(text, "")))),
                new LayeredGraph(
                        text,
                        List.of(new LayeredGraph.Node(text, text, text), new LayeredGraph.Node("end", text, text)),
                        List.of(new LayeredGraph.Edge(text, "end", text))));
    }

    static Document read(String svg) {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(svg)));
        } catch (Exception e) {
            throw new AssertionError("not well-formed: " + svg, e);
        }
    }

    static List<Element> elements(String svg, String name) {
        NodeList found = read(svg).getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    static List<String> texts(String svg) {
        return elements(svg, "text").stream()
                .map(each ->
                        each.getFirstChild() == null ? "" : each.getFirstChild().getNodeValue())
                .toList();
    }

    static double attribute(Element element, String name) {
        return Double.parseDouble(element.getAttribute(name));
    }
}
