package io.modelgovernance.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.spi.DecisionSink;
import io.modelgovernance.spi.Observation;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a sink of decision records promises: it knows what it has, also after it was opened again. */
public abstract class DecisionSinkContract {
    private static final String STREAM = "decision/loans";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    /** Creates the suite. */
    protected DecisionSinkContract() {}

    /**
     * Opens the sink under test, empty in each test at first; later what was accepted before is in it.
     *
     * @return the sink; the suite closes it
     */
    protected abstract DecisionSink open();

    /**
     * What the sink has, as its readers see it. No sink is open then.
     *
     * @return the bodies in the order they were taken, each as often as a reader is given it
     */
    protected abstract List<String> bodies();

    private static List<Observation> records(String writer, long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(i -> new Observation(
                        STREAM,
                        writer,
                        i,
                        writer + "-" + i,
                        NOON,
                        body(writer, i).getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    private static String body(String writer, long i) {
        return "{\"id\":\"" + writer + "-" + i + "\",\"text\":\"ığüş € \\n\"}";
    }

    private static List<String> bodies(String writer, long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(i -> body(writer, i)).toList();
    }

    @Test
    final void whatWasTakenIsThereInOrderAndKnownAgain() {
        try (DecisionSink sink = open()) {
            assertEquals(0, sink.position(STREAM, "w"));
            sink.accept(records("w", 1, 40));
            sink.accept(records("w", 41, 50));
            assertEquals(50, sink.position(STREAM, "w"));
        }
        try (DecisionSink sink = open()) {
            assertEquals(50, sink.position(STREAM, "w"));
            sink.accept(records("w", 51, 60));
        }
        assertEquals(bodies("w", 1, 60), bodies());
    }

    @Test
    final void writersAndStreamsAreApart() {
        try (DecisionSink sink = open()) {
            sink.accept(records("w", 1, 3));
            sink.accept(records("v", 1, 5));
            assertEquals(3, sink.position(STREAM, "w"));
            assertEquals(5, sink.position(STREAM, "v"));
            assertEquals(0, sink.position("decision/other", "w"));
        }
        try (DecisionSink sink = open()) {
            assertEquals(3, sink.position(STREAM, "w"));
            assertEquals(5, sink.position(STREAM, "v"));
        }
    }

    @Test
    final void whatIsOfferedAgainIsTakenOnce() {
        try (DecisionSink sink = open()) {
            sink.accept(records("w", 1, 4));
            sink.accept(records("w", 1, 4));
            sink.accept(records("w", 3, 6));
            assertEquals(6, sink.position(STREAM, "w"));
        }
        assertEquals(bodies("w", 1, 6), bodies());
    }

    @Test
    final void numbersThatRetentionRemovedMayBeMissing() {
        try (DecisionSink sink = open()) {
            sink.accept(records("w", 101, 103));
            assertEquals(103, sink.position(STREAM, "w"));
        }
        assertEquals(bodies("w", 101, 103), bodies());
    }
}
