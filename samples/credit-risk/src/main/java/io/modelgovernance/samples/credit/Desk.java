package io.modelgovernance.samples.credit;

import io.modelgovernance.core.audit.Ed25519Signer;
import io.modelgovernance.jdbc.JdbcGovernanceStore;
import io.modelgovernance.jdbc.JdbcSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.h2.jdbcx.JdbcDataSource;

/** The sample's place on disk: the database, the signing key, and what is written for people. */
final class Desk {
    private static final String SIGNER = "credit-bank";

    private final Path home;

    private Desk(Path home) {
        this.home = home;
    }

    static Desk at(Path home) throws IOException {
        return new Desk(Files.createDirectories(home.toAbsolutePath()));
    }

    Path home() {
        return home;
    }

    JdbcGovernanceStore store(String database) {
        JdbcDataSource dataSource = dataSource(database);
        JdbcSchema.install(dataSource);
        return JdbcGovernanceStore.of(dataSource);
    }

    /** Without a pool, H2 would close its file after each call and open it for the next, were it not told to wait. */
    JdbcDataSource dataSource(String database) {
        JdbcDataSource dataSource = new JdbcDataSource();
        dataSource.setURL("jdbc:h2:file:" + home.resolve(database)
                + ";WRITE_DELAY=0;DB_CLOSE_DELAY=-1;DB_CLOSE_ON_EXIT=FALSE;TRACE_LEVEL_FILE=0");
        dataSource.setUser("governance");
        dataSource.setPassword("");
        return dataSource;
    }

    String signerName() {
        return SIGNER;
    }

    /** The key that signs checkpoints; a bank keeps it in a vault. */
    Ed25519Signer signer() throws IOException {
        Path file = home.resolve("signing-key");
        if (!Files.exists(file)) {
            KeyPair pair = Ed25519Signer.generateKeyPair();
            byte[] x509 = pair.getPublic().getEncoded();
            Base64.Encoder base64 = Base64.getEncoder();
            Path fresh = Files.createTempFile(home, "key", "");
            Files.write(
                    fresh,
                    List.of(
                            base64.encodeToString(pair.getPrivate().getEncoded()),
                            base64.encodeToString(Arrays.copyOfRange(x509, x509.length - 32, x509.length))));
            Files.move(fresh, file);
        }
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        Base64.Decoder base64 = Base64.getDecoder();
        return Ed25519Signer.of(SIGNER, base64.decode(lines.get(0)), base64.decode(lines.get(1)));
    }
}
