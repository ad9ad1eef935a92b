package io.modelgovernance.core.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.spi.DecisionSink;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.tck.DecisionSinkContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest extends DecisionSinkContract {
    private static final long SMALL = 1_000;

    @TempDir
    Path directory;

    @Override
    protected DecisionSink open() {
        return FileSink.in(directory, SMALL);
    }

    @Override
    protected List<String> bodies() {
        List<String> bodies = new ArrayList<>();
        for (String line : lines()) {
            assertTrue(line.startsWith("{\"record\":"), line);
            bodies.add(line.substring("{\"record\":".length(), line.indexOf(",\"sequence\":")));
        }
        return bodies;
    }

    private List<Path> files() {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> lines() {
        return files().stream()
                .flatMap(file -> {
                    try {
                        return Files.readAllLines(file, StandardCharsets.UTF_8).stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }

    private static List<Observation> one(long sequence) {
        byte[] body =
                ("{\"n\":" + sequence + ",\"rest\":\"" + "x".repeat(300) + "\"}").getBytes(StandardCharsets.UTF_8);
        return List.of(new Observation("decision/loans", "w", sequence, "w-" + sequence, Instant.EPOCH, body));
    }

    private void fill(long from, long to) {
        try (DecisionSink sink = open()) {
            for (long i = from; i <= to; i++) {
                sink.accept(one(i));
            }
        }
    }

    private long found() {
        try (DecisionSink sink = open()) {
            return sink.position("decision/loans", "w");
        }
    }

    @Test
    void aFullFileIsFollowedByAnother() throws IOException {
        fill(1, 10);
        assertEquals(4, files().size());
        assertEquals("decisions-000001.jsonl", files().get(0).getFileName().toString());
        assertTrue(Files.size(files().get(0)) >= SMALL);
        assertEquals(10, lines().size());
        assertEquals(10, found());
    }

    @Test
    void aTornEndIsCutOffAndWrittenAgain() throws IOException {
        fill(1, 10);
        Path last = files().get(files().size() - 1);
        byte[] whole = Files.readAllBytes(last);
        for (int cut = 0; cut < whole.length; cut += 7) {
            Files.write(last, java.util.Arrays.copyOf(whole, cut));
            long known = found();
            assertTrue(known >= 9 && known <= 10, () -> "position " + known);
            fill(known + 1, 10);
            assertEquals(10, lines().size());
        }
    }

    @Test
    void whatTheDeviceMadeUpAtTheEndIsCutOff() throws IOException {
        fill(1, 10);
        Path last = files().get(files().size() - 1);
        Files.write(last, new byte[200], StandardOpenOption.APPEND);
        Files.writeString(last, "\n{}\n", StandardOpenOption.APPEND);
        fill(10, 12);
        assertEquals(12, lines().size());
        assertEquals(12, found());
    }

    @Test
    void positionsAreFoundInTheLinesIfTheyWereNotWrittenDown() throws IOException {
        fill(1, 10);
        Files.delete(directory.resolve("positions.json"));
        assertEquals(10, found());
        fill(11, 11);
        assertEquals(11, lines().size());
    }

    @Test
    void aDamagedFileThatIsNotTheLastIsNotCut() throws IOException {
        fill(1, 10);
        Files.delete(directory.resolve("positions.json"));
        Path first = files().get(0);
        Files.writeString(first, "{", StandardOpenOption.APPEND);
        long length = Files.size(first);
        IntegrityException refused = assertThrows(IntegrityException.class, this::open);
        assertTrue(String.valueOf(refused.getMessage()).contains("must be whole"), refused.getMessage());
        assertEquals(length, Files.size(first));
    }

    @Test
    void aDirectoryIsOneSinksAlone() {
        try (DecisionSink sink = open()) {
            sink.accept(one(1));
            assertThrows(InvalidInputException.class, this::open);
        }
        assertThrows(InvalidInputException.class, () -> FileSink.in(directory, 0));
    }
}
