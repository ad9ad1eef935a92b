package io.modelgovernance.jdbc;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/** Reads and writes content in chunks of a megabyte, so that neither side holds all of it. */
final class Content {
    static final int CHUNK = 1 << 20;

    private final String ledger;

    Content(String ledger) {
        this.ledger = ledger;
    }

    boolean exists(Connection connection, String digest) throws SQLException {
        return chunk(connection, digest, 0).isPresent();
    }

    void insert(Connection connection, String digest, InputStream in) throws SQLException, IOException {
        String sql = "insert into gov_content (ledger, digest, chunk, bytes) values (?, ?, ?, ?)";
        try (PreparedStatement insert = connection.prepareStatement(sql)) {
            byte[] bytes = in.readNBytes(CHUNK);
            for (int number = 0; number == 0 || bytes.length > 0; number++) {
                insert.setString(1, ledger);
                insert.setString(2, digest);
                insert.setInt(3, number);
                insert.setBytes(4, bytes);
                insert.executeUpdate();
                bytes = in.readNBytes(CHUNK);
            }
        }
    }

    Optional<byte[]> chunk(Connection connection, String digest, int number) throws SQLException {
        String sql = "select bytes from gov_content where ledger = ? and digest = ? and chunk = ?";
        try (PreparedStatement select = connection.prepareStatement(sql)) {
            select.setString(1, ledger);
            select.setString(2, digest);
            select.setInt(3, number);
            try (ResultSet row = select.executeQuery()) {
                return row.next() ? Optional.of(row.getBytes(1)) : Optional.empty();
            }
        }
    }

    /** Reads chunk after chunk, a connection each, so that a slow reader holds none. */
    static final class Chunks extends InputStream {
        private final Transactions transactions;
        private final Content content;
        private final String digest;
        private InputStream current;
        private int number;

        Chunks(Transactions transactions, Content content, String digest, byte[] first) {
            this.transactions = transactions;
            this.content = content;
            this.digest = digest;
            this.current = new ByteArrayInputStream(first);
        }

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            try {
                int n = current.read(buffer, offset, length);
                while (n < 0) {
                    int next = number + 1;
                    Optional<byte[]> bytes = transactions.read(connection -> content.chunk(connection, digest, next));
                    if (bytes.isEmpty()) {
                        return -1;
                    }
                    number = next;
                    current = new ByteArrayInputStream(bytes.get());
                    n = current.read(buffer, offset, length);
                }
                return n;
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
