package io.modelgovernance.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.Governance;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.GovernanceEngine;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.lineage.DatasetVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever changes an exported log is found out, and the place is named. */
class AuditVerifierTest {
    private static final Actor ANA = Actor.human("ana");
    private static final String NAME = "bank";
    private static final int ENTRIES = 6;

    private final Ed25519Signer signer = Ed25519Signer.generate(NAME);

    @TempDir
    Path directory;

    @BeforeEach
    void export() throws IOException {
        export(directory, signer, ENTRIES, "loans");
    }

    private static Checkpoint export(Path to, Ed25519Signer key, int entries, String last) throws IOException {
        try (Governance governance = GovernanceEngine.builder()
                .store(new InMemoryGovernanceStore())
                .clock(java.time.Clock.fixed(java.time.Instant.EPOCH, java.time.ZoneOffset.UTC))
                .signer(key)
                .build()) {
            for (int i = 1; i <= entries; i++) {
                governance
                        .lineage()
                        .recordDataset(
                                ANA,
                                new DatasetVersion(
                                        i == entries ? last : "loans",
                                        Integer.toString(i),
                                        Digest.of(new byte[] {(byte) i}),
                                        i,
                                        List.of("income"),
                                        "made up",
                                        "none",
                                        DatasetVersion.PersonalData.NONE));
            }
            return governance.audit().export(to);
        }
    }

    private Checkpoint verify() throws IOException {
        return AuditVerifier.verify(directory, NAME, signer.publicKey());
    }

    private void assertCaught(String... words) {
        InvalidInputException caught = assertThrows(InvalidInputException.class, this::verify);
        for (String word : words) {
            assertTrue(caught.getMessage().contains(word), () -> word + " is not in: " + caught.getMessage());
        }
    }

    private void edit(String file, Consumer<List<String>> change) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(directory.resolve(file)));
        change.accept(lines);
        Files.writeString(directory.resolve(file), String.join("\n", lines) + "\n");
    }

    @Test
    void anUntouchedLogIsIntact() throws IOException {
        Checkpoint checkpoint = verify();
        assertEquals(ENTRIES, checkpoint.size());
        assertEquals(checkpoint, AuditVerifier.verify(directory, NAME, signer.publicKey(), checkpoint.note()));
    }

    @Test
    void anEmptyLogIsIntactAndAddingToItIsCaught() throws IOException {
        export(directory, signer, 0, "");
        assertEquals(0, verify().size());
        Files.writeString(directory.resolve("entries.jsonl"), "\n");
        assertCaught("entry 1 of entries.jsonl", "must be absent");
    }

    /** One bit of every byte of every file, another bit in the next; the message names file and line. */
    @ParameterizedTest
    @ValueSource(strings = {"entries.jsonl", "leaves.txt", "checkpoint.txt", "public-key.txt"})
    void anyChangedBitIsCaughtAndNamed(String file) throws IOException {
        Path path = directory.resolve(file);
        byte[] good = Files.readAllBytes(path);
        int line = 1;
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= (byte) (1 << (i % 8));
            Files.write(path, bad);
            InvalidInputException caught = assertThrows(InvalidInputException.class, this::verify);
            String message = caught.getMessage();
            switch (file) {
                case "checkpoint.txt" -> assertTrue(message.contains("checkpoint"), message);
                case "public-key.txt" -> assertTrue(message.contains("public-key.txt names another key"), message);
                default -> {
                    assertTrue(message.contains(file), message);
                    assertTrue(message.matches(".*(entry|line) " + line + " .*"), line + ": " + message);
                }
            }
            line += good[i] == '\n' ? 1 : 0;
        }
        Files.write(path, good);
        assertEquals(ENTRIES, verify().size());
    }

    @Test
    void aDeletedEntryIsCaught() throws IOException {
        edit("entries.jsonl", lines -> lines.remove(2));
        assertCaught("entry 3 of entries.jsonl is not the one that was signed", "line 3 of leaves.txt");
    }

    @Test
    void aDeletedLastEntryIsCaught() throws IOException {
        edit("entries.jsonl", lines -> lines.remove(ENTRIES - 1));
        assertCaught("entry 6 of entries.jsonl is missing");
    }

    @Test
    void anInsertedEntryIsCaught() throws IOException {
        edit("entries.jsonl", lines -> lines.add(3, lines.get(0)));
        assertCaught("entry 4 of entries.jsonl is not the one that was signed");
    }

    @Test
    void anAppendedEntryIsCaught() throws IOException {
        edit("entries.jsonl", lines -> lines.add(lines.get(0)));
        assertCaught("entry 7 of entries.jsonl", "must be absent");
    }

    @Test
    void reorderedEntriesAreCaught() throws IOException {
        edit("entries.jsonl", lines -> Collections.swap(lines, 1, 4));
        assertCaught("entry 2 of entries.jsonl");
    }

    @Test
    void swappedPayloadsAreCaught() throws IOException {
        edit("entries.jsonl", lines -> {
            String first = lines.get(0).replaceAll(".*(\"changes\":\\[[^]]*]).*", "$1");
            lines.set(3, lines.get(3).replaceAll("\"changes\":\\[[^]]*]", first));
        });
        assertCaught("entry 4 of entries.jsonl");
    }

    @Test
    void aFileCutAnywhereIsCaught() throws IOException {
        for (String file : List.of("entries.jsonl", "leaves.txt", "checkpoint.txt", "public-key.txt")) {
            byte[] good = Files.readAllBytes(directory.resolve(file));
            for (int length = 0; length < good.length; length += 7) {
                Files.write(directory.resolve(file), java.util.Arrays.copyOf(good, length));
                assertThrows(InvalidInputException.class, this::verify, file + " at " + length);
            }
            Files.write(directory.resolve(file), java.util.Arrays.copyOf(good, good.length - 1));
            assertThrows(InvalidInputException.class, this::verify, file + " without its last line end");
            Files.write(directory.resolve(file), good);
        }
    }

    @Test
    void entriesAndHashesChangedTogetherAreCaughtByTheSignature() throws IOException {
        edit("entries.jsonl", lines -> lines.set(0, lines.get(0).replace("ana", "dan")));
        String entry = Files.readAllLines(directory.resolve("entries.jsonl")).get(0);
        byte[] leaf = io.modelgovernance.core.merkle.Merkle.leaf(entry.getBytes(StandardCharsets.UTF_8));
        edit("leaves.txt", lines -> lines.set(0, java.util.HexFormat.of().formatHex(leaf)));
        assertCaught("entries.jsonl has 6 entries with root sha256:", "as signed");
    }

    @Test
    void aLogSignedAnewWithAnotherKeyIsCaught(@TempDir Path forged) throws IOException {
        export(forged, Ed25519Signer.generate(NAME), ENTRIES, "dans-loans");
        for (String file : List.of("entries.jsonl", "leaves.txt", "checkpoint.txt", "public-key.txt")) {
            Files.copy(
                    forged.resolve(file), directory.resolve(file), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
        assertCaught("is not signed by bank");
    }

    @Test
    void aLogRolledBackBehindAKeptCheckpointIsCaught() throws IOException {
        String kept = verify().note();
        export(directory, signer, ENTRIES - 1, "loans");
        assertEquals(ENTRIES - 1, verify().size());
        InvalidInputException caught = assertThrows(
                InvalidInputException.class, () -> AuditVerifier.verify(directory, NAME, signer.publicKey(), kept));
        assertTrue(caught.getMessage().contains("at least the 6 of the kept checkpoint"), caught::getMessage);
    }

    @Test
    void aLogRewrittenBeforeAKeptCheckpointIsCaught() throws IOException {
        String kept = verify().note();
        export(directory, signer, ENTRIES + 2, "loans");
        assertEquals(ENTRIES + 2, verify().size());
        InvalidInputException caught = assertThrows(
                InvalidInputException.class, () -> AuditVerifier.verify(directory, NAME, signer.publicKey(), kept));
        assertTrue(caught.getMessage().contains("first 6 entries of entries.jsonl"), caught::getMessage);
        assertTrue(caught.getMessage().contains("the log was rewritten"), caught::getMessage);
    }

    @Test
    void aKeptCheckpointOfSomebodyElseProvesNothing() {
        Checkpoint other = SignedNote.sign("governance", ENTRIES, Digest.of(new byte[0]), Ed25519Signer.generate(NAME));
        assertThrows(
                InvalidInputException.class,
                () -> AuditVerifier.verify(directory, NAME, signer.publicKey(), other.note()));
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        for (String file : List.of("entries.jsonl", "leaves.txt", "checkpoint.txt", "public-key.txt")) {
            byte[] good = Files.readAllBytes(directory.resolve(file));
            Files.delete(directory.resolve(file));
            NoSuchFileException missing = assertThrows(NoSuchFileException.class, this::verify);
            assertTrue(String.valueOf(missing.getMessage()).endsWith(file), missing::getMessage);
            Files.write(directory.resolve(file), good);
        }
    }

    /** Any mixture of changes, each undone before the next. */
    @Test
    void randomDamageIsCaught() throws IOException {
        Random random = new Random(20261123);
        for (int i = 0; i < 400; i++) {
            String file =
                    List.of("entries.jsonl", "leaves.txt", "checkpoint.txt").get(random.nextInt(3));
            byte[] good = Files.readAllBytes(directory.resolve(file));
            byte[] bad = good.clone();
            int from = random.nextInt(bad.length);
            int to = from + random.nextInt(Math.min(40, bad.length - from)) + 1;
            for (int j = from; j < to; j++) {
                bad[j] = (byte) random.nextInt();
            }
            bad[from] = (byte) (good[from] + 1 + random.nextInt(255));
            Files.write(directory.resolve(file), bad);
            assertThrows(InvalidInputException.class, this::verify, file);
            Files.write(directory.resolve(file), good);
        }
        assertEquals(ENTRIES, verify().size());
    }
}
