package io.modelgovernance.samples.faults;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells a commit among the bytes that a client sends, in the protocol of its database. One for each connection; drivers
 * send a commit in a packet of its own.
 */
interface CommitSign {
    /**
     * Whether these bytes are or end with a commit.
     *
     * @param buffer what was read
     * @param length so many bytes of it
     */
    boolean in(byte[] buffer, int length);

    /**
     * The sign of a database.
     *
     * @param product {@code PostgreSQL}, {@code MariaDB} or {@code H2}
     */
    static CommitSign of(String product) {
        return switch (product) {
            case "PostgreSQL" -> (buffer, length) -> text(buffer, length).contains("\0COMMIT\0");
            case "MariaDB" -> (buffer, length) -> text(buffer, length).endsWith("\7\0\0\0\3COMMIT");
            case "H2" -> new OfH2();
            default -> throw new IllegalArgumentException(product);
        };
    }

    private static String text(byte[] buffer, int length) {
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
    }

    /** H2 prepares the statement once under a number, and then sends its number. */
    final class OfH2 implements CommitSign {
        private static final String PREPARED = text("COMMIT".getBytes(StandardCharsets.UTF_16BE), 12);
        private static final int TWO_INTS = 8;
        private static final int EXECUTE_UPDATE = 3;
        private static final Set<Integer> CLOSES = Set.of(4, 7);

        private final Set<Integer> commits = new HashSet<>();

        @Override
        public boolean in(byte[] buffer, int length) {
            String text = text(buffer, length);
            int start = text.length() - PREPARED.length() - TWO_INTS;
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, length);
            if (start >= 0 && text.endsWith("\0\0\0\6" + PREPARED)) {
                commits.add(bytes.getInt(start));
                return false;
            }
            int at = 0;
            while (at + TWO_INTS < length && CLOSES.contains(bytes.getInt(at))) {
                at += TWO_INTS;
            }
            return at + TWO_INTS <= length
                    && bytes.getInt(at) == EXECUTE_UPDATE
                    && commits.contains(bytes.getInt(at + Integer.BYTES));
        }
    }
}
