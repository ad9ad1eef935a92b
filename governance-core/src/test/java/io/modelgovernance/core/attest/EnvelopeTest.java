package io.modelgovernance.core.attest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.ArtifactManifest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final String TYPE = "text/plain";
    private static final byte[] TEXT = "approved".getBytes(StandardCharsets.UTF_8);
    private final Ed25519Signer bank = Ed25519Signer.generate("bank");

    /** The example of the DSSE specification, protocol.md. */
    @Test
    void encodesAsTheSpecificationDoes() {
        byte[] encoded =
                Envelope.encode("http://example.com/HelloWorld", "hello world".getBytes(StandardCharsets.UTF_8));
        assertEquals(
                "DSSEv1 29 http://example.com/HelloWorld 11 hello world", new String(encoded, StandardCharsets.UTF_8));
    }

    @Test
    void lengthsAreInBytes() {
        byte[] encoded = Envelope.encode("é", "ß".getBytes(StandardCharsets.UTF_8));
        assertEquals("DSSEv1 2 é 2 ß", new String(encoded, StandardCharsets.UTF_8));
    }

    @Test
    void opensWhatWasSigned() {
        Envelope sent = Envelope.parse(Envelope.sign(TYPE, TEXT, bank).toJson());
        assertArrayEquals(TEXT, sent.open(TYPE, bank.publicKey()));
    }

    @Test
    void anotherKeyIsRefused() {
        Envelope sent = Envelope.sign(TYPE, TEXT, Ed25519Signer.generate("bank"));
        assertThrows(IntegrityException.class, () -> sent.open(TYPE, bank.publicKey()));
    }

    @Test
    void anotherTypeIsRefusedEvenIfTheEnvelopeClaimsIt() {
        Envelope sent = Envelope.sign(TYPE, TEXT, bank);
        Envelope forged = new Envelope(sent.payload(), "text/html", sent.signatures());
        assertThrows(IntegrityException.class, () -> sent.open("text/html", bank.publicKey()));
        assertThrows(IntegrityException.class, () -> forged.open("text/html", bank.publicKey()));
    }

    @Test
    void everyFlippedBitOfThePayloadIsSeen() {
        Envelope sent = Envelope.sign(TYPE, TEXT, bank);
        for (int bit = 0; bit < TEXT.length * 8; bit++) {
            byte[] other = TEXT.clone();
            other[bit / 8] ^= (byte) (1 << bit % 8);
            String payload = java.util.Base64.getEncoder().encodeToString(other);
            Envelope forged = new Envelope(payload, TYPE, sent.signatures());
            assertThrows(IntegrityException.class, () -> forged.open(TYPE, bank.publicKey()));
        }
    }

    @Test
    void rubbishIsRefused() {
        Envelope rubbish = new Envelope("***", TYPE, List.of(new Envelope.EnvelopeSignature("", "***")));
        assertThrows(IntegrityException.class, () -> rubbish.open(TYPE, bank.publicKey()));
        assertThrows(IntegrityException.class, () -> Envelope.parse("{}".getBytes(StandardCharsets.UTF_8)));
        assertThrows(
                IntegrityException.class, () -> Envelope.sign(TYPE, TEXT, bank).open(TYPE, new byte[] {1, 2, 3}));
    }

    @Test
    void aModelSignatureCoversExactlyItsFiles() {
        ArtifactManifest signed = new ArtifactManifest(List.of(file("a.json", "1"), file("b.json", "2")));
        Envelope signature = ModelSignature.sign("credit-risk", signed, bank);
        ModelSignature.verify(signature, signed, bank.publicKey());
        for (ArtifactManifest other : List.of(
                new ArtifactManifest(List.of(file("a.json", "1"))),
                new ArtifactManifest(List.of(file("a.json", "1"), file("b.json", "3"))),
                new ArtifactManifest(List.of(file("a.json", "2"), file("b.json", "1"))),
                new ArtifactManifest(List.of(file("a.json", "1"), file("c.json", "2"))))) {
            assertThrows(IntegrityException.class, () -> ModelSignature.verify(signature, other, bank.publicKey()));
        }
    }

    private static Artifact file(String name, String text) {
        return new Artifact(name, 1, Digest.of(text.getBytes(StandardCharsets.UTF_8)));
    }
}
