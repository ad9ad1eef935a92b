package io.modelgovernance.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A public key with its name, as it is written down and handed on: {@code name+keyId+base64} (C2SP signed-note).
 *
 * <p>The text holds a key id of four bytes, which finds the right signature line and proves nothing. Immutable and
 * thread-safe; two are equal if their texts are.
 */
public final class VerifierKey {
    /** What the key signs. */
    public enum Kind {
        /** Notes: the key of a log. */
        NOTE(1),
        /** Cosignatures with a time: the key of a witness (C2SP tlog-cosignature). */
        COSIGNATURE(4);

        private final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    private static final int LENGTH = 32;

    private final String name;
    private final Kind kind;
    private final byte[] publicKey;

    /**
     * A key.
     *
     * @param name its name, printable ASCII without spaces and plus signs
     * @param kind what it signs
     * @param publicKey the Ed25519 public key, 32 bytes; copied
     * @throws InvalidInputException if a part does not fit
     */
    public VerifierKey(String name, Kind kind, byte[] publicKey) {
        if (name.isEmpty() || name.chars().anyMatch(c -> c <= ' ' || c >= 0x7f || c == '+')) {
            throw InvalidInputException.of(
                    "signer name",
                    "reads " + Names.printable(name),
                    "printable ASCII without spaces, line ends and plus signs");
        }
        if (publicKey.length != LENGTH) {
            throw InvalidInputException.of(
                    "public key", "has " + publicKey.length + " bytes", "the 32 bytes of an Ed25519 key");
        }
        this.name = name;
        this.kind = kind;
        this.publicKey = publicKey.clone();
    }

    /**
     * The key of a log's signer.
     *
     * @param signer the signer
     * @return its public half
     */
    public static VerifierKey of(Signer signer) {
        return new VerifierKey(signer.name(), Kind.NOTE, signer.publicKey());
    }

    /**
     * Reads the text form.
     *
     * @param text {@code name+keyId+base64}
     * @return the key
     * @throws InvalidInputException if it is not such a text, or the id is not that of the key
     */
    public static VerifierKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        try {
            byte[] bytes = parts.length == 3 ? Base64.getDecoder().decode(parts[2]) : new byte[0];
            for (Kind kind : Kind.values()) {
                if (bytes.length == LENGTH + 1 && bytes[0] == kind.code) {
                    VerifierKey key = new VerifierKey(parts[0], kind, Arrays.copyOfRange(bytes, 1, bytes.length));
                    if (key.toString().equals(text)) {
                        return key;
                    }
                }
            }
        } catch (IllegalArgumentException e) {
            // falls through to the message below: not base64
        }
        throw InvalidInputException.of(
                "verifier key", "reads " + Names.printable(text), "name+keyId+base64 of an Ed25519 key");
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * What it signs.
     *
     * @return the kind
     */
    public Kind kind() {
        return kind;
    }

    /**
     * The Ed25519 public key.
     *
     * @return a copy of its 32 bytes
     */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /**
     * The first four bytes of SHA-256 over name, line end, kind and key.
     *
     * @return 4 bytes
     */
    public byte[] id() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        out.writeBytes(encoded());
        return Arrays.copyOf(Digest.of(out.toByteArray()).toBytes(), 4);
    }

    private byte[] encoded() {
        byte[] encoded = new byte[LENGTH + 1];
        encoded[0] = (byte) kind.code;
        System.arraycopy(publicKey, 0, encoded, 1, LENGTH);
        return encoded;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey && toString().equals(other.toString());
    }

    @Override
    public int hashCode() {
        return toString().hashCode();
    }

    @Override
    public String toString() {
        return name + "+" + HexFormat.of().formatHex(id()) + "+"
                + Base64.getEncoder().encodeToString(encoded());
    }
}
