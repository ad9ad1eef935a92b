package io.modelgovernance;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The SHA-256 fingerprint of some bytes.
 *
 * <p>Immutable and thread-safe. Its text form is {@code sha256:} and 64 lower-case hexadecimal digits.
 */
public final class Digest implements Comparable<Digest> {
    private static final String PREFIX = "sha256:";
    private final byte[] bytes;

    private Digest(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Fingerprints bytes.
     *
     * @param data the bytes, not modified
     * @return their digest
     */
    public static Digest of(byte[] data) {
        return new Digest(sha256().digest(data));
    }

    /**
     * Fingerprints a stream to its end in constant memory; does not close it.
     *
     * @param in the stream
     * @return the digest of everything read
     * @throws IOException if reading fails
     */
    public static Digest of(InputStream in) throws IOException {
        MessageDigest sha = sha256();
        byte[] buffer = new byte[1 << 16];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            sha.update(buffer, 0, n);
        }
        return new Digest(sha.digest());
    }

    /**
     * Wraps 32 raw bytes.
     *
     * @param raw exactly 32 bytes, copied
     * @return the digest
     * @throws InvalidInputException if the length is not 32
     */
    public static Digest ofRaw(byte[] raw) {
        if (raw.length != 32) {
            throw InvalidInputException.of("digest", "has " + raw.length + " bytes", "32 bytes of SHA-256");
        }
        return new Digest(raw.clone());
    }

    /**
     * Reads the text form.
     *
     * @param text {@code sha256:} and 64 hexadecimal digits
     * @return the digest
     * @throws InvalidInputException if the text is not of that form
     */
    public static Digest parse(String text) {
        if (text == null || !text.startsWith(PREFIX) || text.length() != PREFIX.length() + 64) {
            throw InvalidInputException.of(
                    "digest", "reads " + Names.printable(text), "sha256: and 64 hexadecimal digits");
        }
        try {
            return new Digest(HexFormat.of().parseHex(text, PREFIX.length(), text.length()));
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.of(
                    "digest", "reads " + Names.printable(text), "sha256: and 64 hexadecimal digits");
        }
    }

    /**
     * The raw bytes.
     *
     * @return a copy, 32 bytes
     */
    public byte[] toBytes() {
        return bytes.clone();
    }

    /**
     * The hexadecimal digits without the prefix.
     *
     * @return 64 lower-case digits
     */
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /**
     * The first twelve hexadecimal digits, for people to compare.
     *
     * @return 12 digits
     */
    public String shortHex() {
        return hex().substring(0, 12);
    }

    @Override
    public int compareTo(Digest other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Digest && Arrays.equals(bytes, ((Digest) other).bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return PREFIX + hex();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
