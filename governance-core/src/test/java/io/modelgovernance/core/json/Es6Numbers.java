package io.modelgovernance.core.json;

import static java.util.Objects.requireNonNull;

import io.modelgovernance.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The numbers of RFC 8785's test file: 168 hand-picked ones, then 2,000 in a row from the least normal one, then the
 * finite ones in a chain of SHA-256 blocks read as little-endian doubles.
 */
final class Es6Numbers {
    private static final int IN_A_ROW = 2_000;

    private final String[] picked;
    private byte[] block = new byte[32];
    private int used = 32;
    private int index;

    Es6Numbers() throws IOException {
        try (InputStream in = requireNonNull(Es6Numbers.class.getResourceAsStream("es6-numbers.txt"))) {
            picked = new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .strip()
                    .split("\n", -1);
        }
    }

    double next() {
        int i = index++;
        if (i < picked.length) {
            return Double.longBitsToDouble(Long.parseUnsignedLong(picked[i], 16));
        }
        if (i < picked.length + IN_A_ROW) {
            return Double.longBitsToDouble(0x0010000000000000L + i - picked.length);
        }
        double value = hashed();
        while (value == 0 || !Double.isFinite(value)) {
            value = hashed();
        }
        return value;
    }

    private double hashed() {
        if (used == block.length) {
            block = Digest.of(block).toBytes();
            used = 0;
        }
        double value = ByteBuffer.wrap(block).order(ByteOrder.LITTLE_ENDIAN).getDouble(used);
        used += Double.BYTES;
        return value;
    }
}
