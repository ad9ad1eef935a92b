package io.modelgovernance.core.attest;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.core.json.RecordCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * A signed document: bytes, what kind of bytes they are, and who vouches for both (DSSE v1.0.2).
 *
 * <p>The signature covers the type and the length of both parts, so that a document signed as one kind cannot be passed
 * off as another. Immutable and thread-safe.
 *
 * @param payload the document in base64
 * @param payloadType its media type
 * @param signatures at least one signature
 */
public record Envelope(String payload, String payloadType, List<EnvelopeSignature> signatures) {
    /** Media type of an envelope written as JSON. */
    public static final String MEDIA_TYPE = "application/vnd.dsse.envelope.v1+json";

    /**
     * One signature.
     *
     * @param keyid SHA-256 of the signer's raw public key, a hint that is not trusted
     * @param sig the signature in base64
     */
    public record EnvelopeSignature(String keyid, String sig) {}

    /** Copies. */
    public Envelope {
        signatures = List.copyOf(signatures);
    }

    /**
     * Signs a document.
     *
     * @param payloadType its media type
     * @param document its bytes; not modified
     * @param signer who vouches for it
     * @return the envelope
     */
    public static Envelope sign(String payloadType, byte[] document, Signer signer) {
        byte[] signature = signer.sign(encode(payloadType, document));
        Base64.Encoder base64 = Base64.getEncoder();
        return new Envelope(
                base64.encodeToString(document),
                payloadType,
                List.of(new EnvelopeSignature(Digest.of(signer.publicKey()).hex(), base64.encodeToString(signature))));
    }

    /**
     * Opens it.
     *
     * @param expectedType the media type that the caller can handle
     * @param publicKey the signer's Ed25519 public key, 32 raw bytes, from a trusted place
     * @return the document
     * @throws IntegrityException if it is of another type, or no signature is that key's
     */
    public byte[] open(String expectedType, byte[] publicKey) {
        if (!payloadType.equals(expectedType)) {
            throw new IntegrityException(
                    "envelope", "The envelope must hold " + expectedType + " but says that it holds another type.");
        }
        byte[] document = decode(payload);
        byte[] signed = encode(payloadType, document);
        if (signatures.stream().noneMatch(one -> Ed25519Signer.verify(publicKey, signed, decode(one.sig())))) {
            throw new IntegrityException(
                    "envelope",
                    "The envelope must be signed with the key "
                            + Digest.of(publicKey).shortHex()
                            + "... Maybe it was changed, or signed by somebody else.");
        }
        return document;
    }

    /**
     * Writes it.
     *
     * @return canonical JSON
     */
    public byte[] toJson() {
        return RecordCodec.write(this);
    }

    /**
     * Reads one.
     *
     * @param json what {@link #toJson} wrote
     * @return the envelope, its signatures not yet checked
     * @throws IntegrityException if it is not an envelope
     */
    public static Envelope parse(byte[] json) {
        return RecordCodec.read(Envelope.class, json);
    }

    /** DSSE's pre-authentication encoding: each part with its length in bytes. */
    static byte[] encode(String type, byte[] document) {
        byte[] name = type.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(("DSSEv1 " + name.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(name);
        out.writeBytes((" " + document.length + " ").getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(document);
        return out.toByteArray();
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IntegrityException("envelope", "The envelope must hold base64.");
        }
    }
}
