package io.modelgovernance.core.serving;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.spi.Observation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpillJournalTest {
    private static final String STREAM = "decision/m";

    @TempDir
    Path directory;

    private SpillJournal open(long most) {
        return SpillJournal.open(directory, most, STREAM, SpillJournal::onDisk);
    }

    private static List<Observation> batch(long from, int n) {
        List<Observation> batch = new ArrayList<>();
        for (long i = from; i < from + n; i++) {
            byte[] body = ("{\"n\":" + i + ",\"t\":\"ığüş\"}").getBytes(StandardCharsets.UTF_8);
            batch.add(new Observation(STREAM, "w", i, "w-" + i, Instant.ofEpochSecond(1, 2_000), body));
        }
        return batch;
    }

    private static List<String> all(List<Observation> batch) {
        return batch.stream()
                .map(one -> one.sequence() + " " + one.id() + " " + one.at() + " "
                        + new String(one.body(), StandardCharsets.UTF_8))
                .toList();
    }

    private Path segment() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".spill"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void whatIsKeptIsReadAgainInOrderAfterACrash() {
        try (SpillJournal journal = open(1 << 20)) {
            assertTrue(journal.append(batch(1, 5)));
            assertTrue(journal.append(batch(6, 3)));
        }
        try (SpillJournal journal = open(1 << 20)) {
            assertEquals(8, journal.pending());
            List<Observation> first = journal.oldest(2);
            assertEquals(all(batch(1, 2)), all(first));
            assertEquals(all(first), all(journal.oldest(2)), "not forgotten yet");
            journal.taken(first);
            assertEquals(all(batch(3, 3)), all(journal.oldest(100)));
            journal.taken(journal.oldest(100));
            assertEquals(all(batch(6, 3)), all(journal.oldest(100)));
            journal.taken(journal.oldest(100));
            assertEquals(List.of(), journal.oldest(100));
            assertEquals(0, journal.pending());
        }
        try (SpillJournal journal = open(1 << 20)) {
            assertEquals(0, journal.pending(), "what is in the store is gone from the disk");
        }
    }

    @Test
    void aTornEndIsLeftOutWhereverItIsTorn() throws IOException {
        try (SpillJournal journal = open(1 << 20)) {
            journal.append(batch(1, 3));
        }
        byte[] whole = Files.readAllBytes(segment());
        Path file = segment();
        int frame = whole.length / 3;
        for (int length = 0; length < whole.length; length++) {
            assertEquals(
                    length / frame,
                    SpillFrames.read(java.util.Arrays.copyOf(whole, length), 0, 10)
                            .size());
        }
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 1));
        try (SpillJournal journal = open(1 << 20)) {
            assertEquals(2, journal.pending());
        }
    }

    @Test
    void oneFlippedBitIsFound() throws IOException {
        try (SpillJournal journal = open(1 << 20)) {
            journal.append(batch(1, 1));
        }
        byte[] whole = Files.readAllBytes(segment());
        for (int bit = 0; bit < whole.length * 8; bit++) {
            byte[] flipped = whole.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertEquals(List.of(), SpillFrames.read(flipped, 0, 10), "bit " + bit);
        }
    }

    @Test
    void itIsBounded() {
        try (SpillJournal journal = open(300)) {
            assertTrue(journal.append(batch(1, 3)));
            assertFalse(journal.append(batch(4, 3)));
            assertEquals(3, journal.pending());
            journal.taken(journal.oldest(3));
            assertTrue(journal.append(batch(4, 3)), "room again");
        }
    }

    @Test
    void aFullDiskKeepsNothingHalf() throws IOException {
        AtomicBoolean full = new AtomicBoolean(true);
        SpillJournal.Disk disk = file -> {
            if (full.get()) {
                Files.write(file, new byte[] {0, 0, 0, 9, 1});
                throw new IOException("No space left on device");
            }
            return SpillJournal.onDisk(file);
        };
        try (SpillJournal journal = SpillJournal.open(directory, 1 << 20, STREAM, disk)) {
            assertFalse(journal.append(batch(1, 3)));
            assertEquals(0, journal.pending());
            full.set(false);
            assertTrue(journal.append(batch(1, 3)));
            assertEquals(all(batch(1, 3)), all(journal.oldest(9)));
        }
    }

    @Test
    void aDirectoryIsOneModelsAlone() {
        try (SpillJournal journal = open(1 << 20)) {
            assertTrue(journal.append(batch(1, 1)));
            assertThrows(InvalidInputException.class, () -> open(1 << 20));
        }
        assertThrows(
                InvalidInputException.class,
                () -> SpillJournal.open(directory, 1 << 20, "decision/other", SpillJournal::onDisk));
    }
}
