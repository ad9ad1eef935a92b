package io.modelgovernance.core.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.GovernanceException;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Transformation;
import io.modelgovernance.spi.Link;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

/** The short way of reading an edge against the long one. */
class EdgeTextTest {
    private static final Edge EDGE = new Edge(
            new Node(Node.DATASET, "a"),
            new Node(Node.RUN, "b"),
            "reads",
            "ana",
            Instant.EPOCH,
            Edge.Confidence.OBSERVED);

    @Property(tries = 1_000)
    void readsWhatTheCodecReads(
            @ForAll
                    @AlphaChars
                    @NumericChars
                    @Chars({' ', '@', ':', '/', '-', '+', '_'})
                    @StringLength(min = 1, max = 30)
                    String id,
            @ForAll @StringLength(max = 20) String producer,
            @ForAll Edge.Confidence confidence,
            @ForAll boolean column,
            @ForAll long seconds) {
        Edge edge = new Edge(
                new Node(Node.DATASET, "x" + id + "x"),
                new Node(Node.RUN, "y" + id + "y"),
                "reads",
                clean(producer),
                Instant.ofEpochSecond(seconds % 100_000_000_000L, 123_456_000),
                confidence,
                column ? Optional.of(Transformation.of(Transformation.Kind.JOIN)) : Optional.empty());
        byte[] body = RecordCodec.write(edge);
        assertEquals(edge, EdgeText.read(body));
        assertEquals(RecordCodec.read(Edge.class, body), EdgeText.read(body));
        assertEquals(edge, read(link(edge, body)));
        Optional<String> note = EdgeNote.of(edge);
        assertEquals(!column && plain(clean(producer)), note.isPresent());
        note.ifPresent(text -> assertEquals(edge, read(noted(edge, text))));
    }

    private static boolean plain(String text) {
        return text.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
    }

    /** Reads one edge after the other. */
    private final LinkText links = new LinkText(16);

    private Edge read(Link link) {
        return links.read(link, links.node(link.from()), links.node(link.to()));
    }

    private static Link link(Edge edge, byte[] body) {
        return new Link(edge.from().toString(), edge.to().toString(), "", body, 1);
    }

    private static Link noted(Edge edge, String note) {
        return new Link(edge.from().toString(), edge.to().toString(), note, new byte[0], 1);
    }

    @Test
    void aNoteThatIsNoneIsRefusedAndLeavesNothingBehind() {
        String good = EdgeNote.of(EDGE).orElseThrow();
        assertEquals("OBSERVED|0|0|reads|ana", good);
        for (String bad : List.of(
                "x",
                "OBSERVED|0|0|reads",
                good.replace("OB", "UN"),
                good.replace("|0|0|", "|9223372036854775807|999999999|"),
                good.replace("|0|0|", "|99999999999999999|0|"),
                good.replace("0", "x"),
                good.replace("reads", "Reads it"))) {
            assertEquals(EDGE, read(noted(EDGE, good)));
            assertThrows(IntegrityException.class, () -> read(noted(EDGE, bad)), bad);
        }
        assertEquals(EDGE, read(noted(EDGE, good)));
    }

    @Test
    void anEdgeWhoseProducerIsLongHasNoNote() {
        for (int length : new int[] {1, 141, 142, 200}) {
            Edge edge = new Edge(
                    EDGE.from(), EDGE.to(), "reads", "a".repeat(length), Instant.EPOCH, Edge.Confidence.OBSERVED);
            Optional<String> note = EdgeNote.of(edge);
            assertEquals(length + 19 <= 160, note.isPresent(), "producer of " + length);
            note.ifPresent(text -> assertEquals(edge, read(noted(edge, text))));
        }
        Edge bars = new Edge(EDGE.from(), EDGE.to(), "reads", "a|b||", Instant.EPOCH, Edge.Confidence.OBSERVED);
        assertEquals(bars, read(noted(bars, EdgeNote.of(bars).orElseThrow())));
    }

    @Test
    void aLinkThatSaysOtherEndsThanItsRecordIsNotBelieved() {
        byte[] body = RecordCodec.write(EDGE);
        assertEquals(EDGE, read(link(EDGE, body)));
        for (Link bent : List.of(
                new Link("dataset/a", "run/bb", "", body, 1),
                new Link("dataset/", "run/b", "", body, 1),
                new Link("dataset/aa", "run/b", "", body, 1),
                new Link("datase/a", "run/b", "", body, 1),
                new Link("run/b", "dataset/a", "", body, 1))) {
            assertThrows(GovernanceException.class, () -> read(bent), bent::toString);
        }
        assertEquals(EDGE, read(link(EDGE, body)));
    }

    /** What all edges of a walk have in common is read once; an edge that cannot be read is none of them. */
    @Test
    void anEdgeThatWasRefusedLeavesNothingBehind() {
        byte[] body = RecordCodec.write(EDGE);
        String bent =
                new String(body, StandardCharsets.UTF_8).replace("1970", "1980").replace("OBSERVED", "GUESSED");
        assertEquals(EDGE, read(link(EDGE, body)));
        assertThrows(GovernanceException.class, () -> read(link(EDGE, bent.getBytes(StandardCharsets.UTF_8))), bent);
        assertEquals(EDGE, read(link(EDGE, body)));
    }

    /** Lone surrogates are no text that JSON can carry. */
    private static String clean(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    }

    @Test
    void whatIsNoEdgeIsRefusedAsBefore() {
        String good =
                "{\"at\":\"1970-01-01T00:00:00Z\",\"confidence\":\"DECLARED\",\"from\":{\"id\":\"a\",\"kind\":\"run\"},"
                        + "\"producer\":\"ana\",\"role\":\"feeds\",\"to\":{\"id\":\"b\",\"kind\":\"run\"},\"transformation\":null}";
        assertEquals(
                "run/a",
                EdgeText.read(good.getBytes(StandardCharsets.UTF_8)).from().toString());
        for (int cut = 0; cut < good.length(); cut++) {
            byte[] body = good.substring(0, cut).getBytes(StandardCharsets.UTF_8);
            assertThrows(IntegrityException.class, () -> EdgeText.read(body));
        }
        for (String bad : new String[] {
            good + " x",
            good.replace("DECLARED", "GUESSED"),
            good.replace("1970-01-01T00:00:00Z", "then"),
            good.replace("\"b\"", "\"a\""),
            good.replace("\"role\":\"feeds\"", "\"role\":7")
        }) {
            assertThrows(IntegrityException.class, () -> EdgeText.read(bad.getBytes(StandardCharsets.UTF_8)), bad);
        }
    }
}
