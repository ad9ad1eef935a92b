package io.modelgovernance.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * What a commitment was made to: a random salt and the data itself.
 *
 * <p>Whoever has it can show that the data is what the log commits to; whoever has the commitment alone cannot find the
 * data by trying, for the salt has 256 random bits. Immutable and thread-safe; {@code toString} shows neither.
 */
public final class Opening {
    /** Length of a salt in bytes. */
    public static final int SALT = 32;

    private static final byte[] DOMAIN = "io.modelgovernance/commitment/1\n".getBytes(StandardCharsets.US_ASCII);

    private final byte[] salt;
    private final byte[] payload;

    /**
     * An opening.
     *
     * @param salt 32 random bytes; copied
     * @param payload the data; copied
     * @throws InvalidInputException if the salt has another length
     */
    public Opening(byte[] salt, byte[] payload) {
        if (salt.length != SALT) {
            throw InvalidInputException.of("salt", "has " + salt.length + " bytes", "32 random bytes");
        }
        this.salt = salt.clone();
        this.payload = payload.clone();
    }

    /**
     * The salt.
     *
     * @return a copy of its 32 bytes
     */
    public byte[] salt() {
        return salt.clone();
    }

    /**
     * The data.
     *
     * @return a copy
     */
    public byte[] payload() {
        return payload.clone();
    }

    /**
     * What the log keeps of it: SHA-256 over {@code "io.modelgovernance/commitment/1\n"}, the salt and the data.
     *
     * @return the commitment
     */
    public Digest commitment() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(DOMAIN);
        bytes.writeBytes(salt);
        bytes.writeBytes(payload);
        return Digest.of(bytes.toByteArray());
    }

    @Override
    public String toString() {
        return "Opening of " + commitment();
    }
}
