package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.merkle.Merkle;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;

/**
 * Checks an exported audit log offline: it needs the files and a public key that came another way, no database and no
 * governance engine.
 *
 * <p>Constant memory. Stateless and thread-safe.
 */
public final class AuditVerifier {
    private AuditVerifier() {}

    /**
     * Checks an export.
     *
     * @param directory what {@code AuditLog.export} wrote
     * @param signerName name of the signing key
     * @param publicKey the Ed25519 public key, 32 bytes, from a trusted place
     * @return the verified checkpoint
     * @throws InvalidInputException if the signature is wrong, or the entries are not those it covers
     * @throws IOException if a file cannot be read
     */
    public static Checkpoint verify(Path directory, String signerName, byte[] publicKey) throws IOException {
        String note = Files.readString(directory.resolve(LogFiles.CHECKPOINT), StandardCharsets.UTF_8);
        Checkpoint checkpoint = SignedNote.open(note, signerName, publicKey);
        byte[] state = new byte[0];
        long size = 0;
        try (InputStream in = new BufferedInputStream(Files.newInputStream(directory.resolve(LogFiles.ENTRIES)))) {
            for (byte[] entry = line(in); entry != null; entry = line(in)) {
                state = Merkle.append(size++, state, Merkle.leaf(entry)).state();
            }
        }
        Digest root = Merkle.root(state);
        if (size != checkpoint.size() || !root.equals(checkpoint.root())) {
            throw InvalidInputException.of(
                    "exported log",
                    "has " + size + " entries with root " + root,
                    checkpoint.size() + " entries with root " + checkpoint.root() + " as signed");
        }
        return checkpoint;
    }

    private static byte @org.jspecify.annotations.Nullable [] line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int b = in.read();
        if (b < 0) {
            return null;
        }
        for (; b >= 0 && b != '\n'; b = in.read()) {
            line.write(b);
        }
        return line.toByteArray();
    }

    /**
     * The command line: {@code AuditVerifier DIRECTORY SIGNER-NAME PUBLIC-KEY-BASE64}. Exits with 0 if the log is
     * intact, else with 1 and a message.
     *
     * @param arguments directory, name and key
     */
    public static void main(String[] arguments) {
        java.io.PrintStream out = new java.io.PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            if (arguments.length != 3) {
                throw InvalidInputException.of(
                        "command line",
                        "has " + arguments.length + " arguments",
                        "DIRECTORY SIGNER-NAME PUBLIC-KEY-BASE64");
            }
            Checkpoint checkpoint = verify(
                    Path.of(arguments[0]), arguments[1], Base64.getDecoder().decode(arguments[2]));
            out.println("intact: " + checkpoint.size() + " entries, root " + checkpoint.root());
        } catch (GovernanceException | IOException | IllegalArgumentException e) {
            out.println("NOT INTACT: " + e.getMessage());
            System.exit(1);
        }
    }
}
