package io.modelgovernance.core.audit;

import io.modelgovernance.GovernanceException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

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
     * @throws InvalidInputException if the signature is wrong, or a file is not what was signed; names the file and,
     *     where it can be told, the entry
     * @throws IOException if a file cannot be read
     */
    public static Checkpoint verify(Path directory, String signerName, byte[] publicKey) throws IOException {
        return verify(directory, signerName, publicKey, Optional.empty());
    }

    /**
     * Checks an export, and that it continues the log that an earlier checkpoint covers.
     *
     * @param directory what {@code AuditLog.export} wrote
     * @param signerName name of the signing key
     * @param publicKey the Ed25519 public key, 32 bytes, from a trusted place
     * @param kept the note of an earlier checkpoint, kept outside the reach of those who keep the log
     * @return the verified checkpoint
     * @throws InvalidInputException also if the log was rolled back behind the kept checkpoint or rewritten before it
     * @throws IOException if a file cannot be read
     */
    public static Checkpoint verify(Path directory, String signerName, byte[] publicKey, String kept)
            throws IOException {
        return verify(directory, signerName, publicKey, Optional.of(SignedNote.open(kept, signerName, publicKey)));
    }

    private static Checkpoint verify(Path directory, String signerName, byte[] publicKey, Optional<Checkpoint> kept)
            throws IOException {
        Checkpoint checkpoint = SignedNote.open(note(directory), signerName, publicKey);
        byte[] named = Files.readAllBytes(directory.resolve(LogFiles.PUBLIC_KEY));
        if (!Arrays.equals(named, LogFiles.keyLine(signerName, publicKey))) {
            throw InvalidInputException.of(LogFiles.PUBLIC_KEY, "names another key", "the one given, or repaired");
        }
        ExportCheck check = new ExportCheck(checkpoint, kept);
        try (InputStream entries = open(directory, LogFiles.ENTRIES);
                InputStream leaves = open(directory, LogFiles.LEAVES)) {
            check.run(entries, leaves);
        }
        return checkpoint;
    }

    private static String note(Path directory) throws IOException {
        byte[] bytes = Files.readAllBytes(directory.resolve(LogFiles.CHECKPOINT));
        String note = new String(bytes, StandardCharsets.UTF_8);
        if (!Arrays.equals(bytes, note.getBytes(StandardCharsets.UTF_8))) {
            throw InvalidInputException.of(LogFiles.CHECKPOINT, "is not UTF-8", "well-formed UTF-8");
        }
        return note;
    }

    private static InputStream open(Path directory, String file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(directory.resolve(file)));
    }

    /**
     * The command line: {@code AuditVerifier DIRECTORY SIGNER-NAME PUBLIC-KEY-BASE64 [KEPT-CHECKPOINT]}. Exits with 0
     * if the log is intact, else with 1 and a message.
     *
     * @param arguments directory, name, key and, if there is one, the file of a checkpoint kept elsewhere
     */
    public static void main(String[] arguments) {
        java.io.PrintStream out = new java.io.PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        try {
            if (arguments.length != 3 && arguments.length != 4) {
                throw InvalidInputException.of(
                        "command line",
                        "has " + arguments.length + " arguments",
                        "DIRECTORY SIGNER-NAME PUBLIC-KEY-BASE64 [KEPT-CHECKPOINT]");
            }
            Path directory = Path.of(arguments[0]);
            byte[] key = Base64.getDecoder().decode(arguments[2]);
            Checkpoint checkpoint = arguments.length == 3
                    ? verify(directory, arguments[1], key)
                    : verify(directory, arguments[1], key, Files.readString(Path.of(arguments[3])));
            out.println("intact: " + checkpoint.size() + " entries, root " + checkpoint.root());
        } catch (GovernanceException | IOException | IllegalArgumentException e) {
            out.println("NOT INTACT: " + e.getMessage());
            System.exit(1);
        }
    }
}
