package io.modelgovernance.core.serving;

import io.modelgovernance.Digest;
import java.nio.ByteBuffer;
import java.util.HexFormat;

/** Commits to an input without revealing it: SHA-256 over a random salt of 16 bytes and the values' bits. */
final class Commitment {
    static final int SALT = 16;

    private Commitment() {}

    static Digest of(byte[] salt, double[] row) {
        ByteBuffer bytes =
                ByteBuffer.allocate(salt.length + row.length * Double.BYTES).put(salt);
        for (double value : row) {
            bytes.putLong(Double.doubleToLongBits(value));
        }
        return Digest.of(bytes.array());
    }

    static Digest of(String hexSalt, double[] row) {
        return of(HexFormat.of().parseHex(hexSalt), row);
    }
}
