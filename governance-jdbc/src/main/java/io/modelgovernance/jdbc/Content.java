package io.modelgovernance.jdbc;

import io.modelgovernance.Digest;
import io.modelgovernance.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads and writes content in chunks of a megabyte, so that neither side holds all of it. */
final class Content {
    static final int CHUNK = 1 << 20;

    private final Transactions transactions;
    private final String ledger;

    Content(Transactions transactions, String ledger) {
        this.transactions = transactions;
        this.ledger = ledger;
    }

    /** Spools to a temporary file first: the digest names the rows, and is known only at the end of the stream. */
    Digest put(InputStream in) throws IOException {
        Path spool = Files.createTempFile("governance", ".content");
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (OutputStream out = Files.newOutputStream(spool)) {
                new DigestInputStream(in, sha).transferTo(out);
            }
            Digest digest = Digest.ofRaw(sha.digest());
            if (existing(digest) == null) {
                store(spool, digest);
            }
            return digest;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        } finally {
            Files.delete(spool);
        }
    }

    /** A refusal does not matter if another writer has stored the same bytes meanwhile. */
    private void store(Path spool, Digest digest) {
        try {
            transactions.write(
                    connection -> {
                        try (InputStream in = Files.newInputStream(spool)) {
                            insert(connection, digest.hex(), in);
                            return true;
                        } catch (IOException e) {
                            throw new SQLException("The spooled content must be readable", e);
                        }
                    },
                    () -> existing(digest));
        } catch (StoreException e) {
            if (e.outcome() == StoreException.Outcome.UNKNOWN || existing(digest) == null) {
                throw e;
            }
        }
    }

    private void insert(Connection connection, String digest, InputStream in) throws SQLException, IOException {
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

    /** All chunks are written in one transaction, so the first stands for all of them. */
    private @Nullable Boolean existing(Digest digest) {
        String sql = "select 1 from gov_content where ledger = ? and digest = ? and chunk = 0";
        return transactions.read(connection -> {
                    try (PreparedStatement select = connection.prepareStatement(sql)) {
                        select.setString(1, ledger);
                        select.setString(2, digest.hex());
                        try (ResultSet row = select.executeQuery()) {
                            return row.next();
                        }
                    }
                })
                ? Boolean.TRUE
                : null;
    }

    Optional<InputStream> open(Digest digest) {
        return chunk(digest, 0).map(first -> new ChunkStream(first, number -> chunk(digest, number)));
    }

    private Optional<byte[]> chunk(Digest digest, int number) {
        String sql = "select bytes from gov_content where ledger = ? and digest = ? and chunk = ?";
        return transactions.read(connection -> {
            try (PreparedStatement select = connection.prepareStatement(sql)) {
                select.setString(1, ledger);
                select.setString(2, digest.hex());
                select.setInt(3, number);
                try (ResultSet row = select.executeQuery()) {
                    return row.next() ? Optional.of(row.getBytes(1)) : Optional.<byte[]>empty();
                }
            }
        });
    }
}
