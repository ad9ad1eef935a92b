package io.modelgovernance.core.exchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.core.json.PlainJson;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Lineage;
import io.modelgovernance.lineage.Node;
import java.io.StringReader;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

class GraphDocumentsTest {
    private static final String HOSTILE = "\"]; evil -> you; //\\N</data><x>&\u0000\n\u202E";
    private static final Node LOANS = new Node(Node.DATASET, "loans:1");
    private static final Node RUN = new Node(Node.RUN, "r1");
    private static final Node EARLIER = new Node(Node.RUN, "r0");
    private static final Node MODEL = new Node(Node.MODEL, "credit-risk:1");
    private static final Node SOURCE = new Node(Node.SOURCE, "s3://bucket/a b");
    private static final Lineage LINEAGE = new Lineage(
            MODEL,
            List.of(RUN, LOANS, SOURCE, EARLIER),
            List.of(
                    edge(RUN, MODEL, "produces", "ana"),
                    edge(LOANS, RUN, "reads", HOSTILE),
                    edge(SOURCE, LOANS, "feeds", "ana"),
                    edge(EARLIER, RUN, "starts", "ana")),
            false);

    @Test
    void provNamesEachRelationAsPeopleKnowIt() {
        Map<String, Object> document = PlainJson.object(ProvJson.write(LINEAGE));
        assertEquals(2, Json.object(document, "document", "activity").size());
        assertEquals(3, Json.object(document, "document", "entity").size());
        assertEquals(2, Json.object(document, "document", "agent").size());
        Map<String, Object> used = first(document, "used");
        assertEquals("mg:run%2Fr1", used.get("prov:activity"));
        assertEquals("mg:dataset%2Floans%3A1", used.get("prov:entity"));
        assertEquals(
                "mg:model%2Fcredit-risk%3A1", first(document, "wasGeneratedBy").get("prov:entity"));
        assertEquals("mg:dataset%2Floans%3A1", first(document, "wasDerivedFrom").get("prov:generatedEntity"));
        assertEquals("mg:run%2Fr0", first(document, "wasInformedBy").get("prov:informant"));
        for (String section : document.keySet()) {
            Json.object(document, "document", section)
                    .keySet()
                    .forEach(name ->
                            assertTrue(name.matches("(mg:([A-Za-z0-9_-]|%[0-9A-F]{2})+|mg|_:r[0-9]+)"), () -> name));
        }
    }

    private static Map<String, Object> first(Map<String, Object> document, String section) {
        Map<String, Object> relations = Json.object(document, "document", section);
        return Json.object(relations, section, relations.keySet().iterator().next());
    }

    @Test
    void graphMlIsWellFormedAndSaysWhatWasGiven() throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document =
                factory.newDocumentBuilder().parse(new InputSource(new StringReader(GraphMl.write(LINEAGE))));
        assertEquals(5, document.getElementsByTagName("node").getLength());
        assertEquals(4, document.getElementsByTagName("edge").getLength());
        assertEquals(0, document.getElementsByTagName("x").getLength());
        Element second = (Element) document.getElementsByTagName("edge").item(1);
        assertEquals("dataset/loans:1", second.getAttribute("source"));
        String producer = second.getElementsByTagName("data").item(1).getTextContent();
        assertEquals(HOSTILE.replace('\u0000', '\uFFFD'), producer);
    }

    @Test
    void whatXmlCannotHoldIsReplaced() {
        assertEquals("\uFFFD\uFFFD\uFFFD\uD83D\uDE00&#13;", GraphMl.escape("\uD800\uFFFE\u0007\uD83D\uDE00\r"));
    }

    @Test
    void dotQuotesWhatCouldEndAText() {
        String dot = Dot.write(LINEAGE);
        String line =
                dot.lines().filter(one -> one.contains("evil")).findFirst().orElseThrow();
        assertTrue(line.contains("\\\"]; evil -> you; //\\\\N"), line);
        assertTrue(line.endsWith("];"), line);
        assertEquals(9, dot.lines().filter(one -> one.endsWith("];")).count() - 1);
        assertFalse(dot.contains("\u0000"));
        assertEquals(
                1,
                dot.lines()
                        .filter(one -> one.startsWith("\"dataset/loans:1\" ["))
                        .count());
    }

    private static Edge edge(Node from, Node to, String role, String producer) {
        return new Edge(from, to, role, producer, Instant.EPOCH, Edge.Confidence.OBSERVED);
    }
}
