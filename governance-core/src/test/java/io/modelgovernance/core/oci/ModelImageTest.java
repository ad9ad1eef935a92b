package io.modelgovernance.core.oci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Digest;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.core.audit.Ed25519Signer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelImageTest {
    private final Ed25519Signer bank = Ed25519Signer.generate("bank");

    @TempDir
    Path directory;

    private Path layout;
    private Path model;
    private Path card;

    @BeforeEach
    void files() throws IOException {
        layout = directory.resolve("images");
        model = Files.writeString(directory.resolve("model.json"), "{\"weights\":[1,2]}");
        card = Files.writeString(directory.resolve("card.md"), "# Credit risk");
    }

    @Test
    void whatIsWrittenVerifies() throws IOException {
        var written = ModelImage.write(layout, "credit-risk", List.of(model, card), bank);
        assertEquals(written, ModelImage.verify(layout, "credit-risk", bank.publicKey()));
        assertEquals("registry.example/credit@" + written.digest(), written.in("registry.example/credit"));
        assertEquals(2, written.files().artifacts().size());
    }

    /** OCI image layout specification: these files, these fields, blobs named by their own digest. */
    @Test
    void isAnImageLayout() throws IOException {
        ModelImage.write(layout, "credit-risk", List.of(model), bank);
        assertEquals("{\"imageLayoutVersion\":\"1.0.0\"}", Files.readString(layout.resolve("oci-layout")));
        String index = Files.readString(layout.resolve("index.json"));
        assertTrue(index.contains("\"schemaVersion\":2"), index);
        assertTrue(index.contains("\"org.opencontainers.image.ref.name\":\"credit-risk\""), index);
        try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
            for (Path blob : blobs.toList()) {
                assertEquals(
                        blob.getFileName().toString(),
                        Digest.of(Files.readAllBytes(blob)).hex());
            }
        }
        try (Stream<Path> rest = Files.list(layout)) {
            assertEquals(3, rest.count(), "no file is left half written");
        }
    }

    @Test
    void sameFilesSameDigest() throws IOException {
        var one = ModelImage.write(layout, "credit-risk", List.of(model, card), bank);
        var two = ModelImage.write(directory.resolve("other"), "credit-risk", List.of(model, card), bank);
        assertEquals(one, two, "Ed25519 is deterministic, so even the signature is the same");
    }

    @Test
    void everyChangedBlobIsSeen() throws IOException {
        ModelImage.write(layout, "credit-risk", List.of(model, card), bank);
        try (Stream<Path> blobs = Files.list(layout.resolve("blobs/sha256"))) {
            for (Path blob : blobs.filter(path -> !isEmptyObject(path)).toList()) {
                byte[] before = Files.readAllBytes(blob);
                byte[] after = before.clone();
                after[after.length / 2] ^= 1;
                Files.write(blob, after);
                assertThrows(
                        IntegrityException.class, () -> ModelImage.verify(layout, "credit-risk", bank.publicKey()));
                Files.delete(blob);
                assertThrows(
                        IntegrityException.class, () -> ModelImage.verify(layout, "credit-risk", bank.publicKey()));
                Files.write(blob, before);
            }
        }
        ModelImage.verify(layout, "credit-risk", bank.publicKey());
    }

    private static boolean isEmptyObject(Path path) {
        try {
            return Files.size(path) == 2;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theSignatureOfAnotherImageDoesNotCount() throws IOException {
        ModelImage.write(layout, "credit-risk", List.of(model), bank);
        ModelImage.write(layout, "other", List.of(card), bank);
        Path index = layout.resolve("index.json");
        Files.writeString(
                index,
                Files.readString(index, StandardCharsets.UTF_8)
                        .replace("\"other.sig\"", "\"aside\"")
                        .replace("\"credit-risk.sig\"", "\"other.sig\""));
        assertThrows(GovernanceException.class, () -> ModelImage.verify(layout, "other", bank.publicKey()));
    }

    @Test
    void anotherSignerIsRefused() throws IOException {
        ModelImage.write(layout, "credit-risk", List.of(model), Ed25519Signer.generate("bank"));
        assertThrows(IntegrityException.class, () -> ModelImage.verify(layout, "credit-risk", bank.publicKey()));
    }

    @Test
    void badInputIsNamed() throws IOException {
        Path link = Files.createSymbolicLink(directory.resolve("link"), model);
        for (Path bad : List.of(link, directory, directory.resolve("absent"))) {
            var e = assertThrows(
                    InvalidInputException.class, () -> ModelImage.write(layout, "credit-risk", List.of(bad), bank));
            assertTrue(e.getMessage().contains("a regular file"), e.getMessage());
        }
        assertThrows(InvalidInputException.class, () -> ModelImage.write(layout, "../credit", List.of(model), bank));
        assertThrows(InvalidInputException.class, () -> ModelImage.write(layout, "credit", List.of(), bank));
        assertThrows(NotFoundException.class, () -> ModelImage.verify(layout, "absent", bank.publicKey()));
        assertThrows(
                NotFoundException.class,
                () -> ModelImage.verify(directory.resolve("nowhere"), "credit", bank.publicKey()));
    }
}
