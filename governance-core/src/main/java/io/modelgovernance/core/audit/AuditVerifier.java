package io.modelgovernance.core.audit;

import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Discontinuity;
import io.modelgovernance.audit.HeadMemory;
import io.modelgovernance.audit.VerifierKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks an exported audit log offline: it needs the files and a public key that came another way, no database and no
 * governance engine.
 *
 * <p>The key is the log's first, or any later one that signed the log from its beginning on; later keys are followed
 * through the entries that introduce them. Constant memory. Immutable and thread-safe; the {@code with} methods return
 * changed copies.
 */
public final class AuditVerifier {
    private final VerifierKey first;
    private final List<Checkpoint> kept;
    private final Optional<HeadMemory> memory;
    private final List<VerifierKey> witnesses;
    private final int quorum;
    private final boolean breaksAccepted;

    private AuditVerifier(
            VerifierKey first,
            List<Checkpoint> kept,
            Optional<HeadMemory> memory,
            List<VerifierKey> witnesses,
            int quorum,
            boolean breaksAccepted) {
        this.first = first;
        this.kept = kept;
        this.memory = memory;
        this.witnesses = witnesses;
        this.quorum = quorum;
        this.breaksAccepted = breaksAccepted;
    }

    /**
     * A verifier that trusts a key.
     *
     * @param firstKey the key the log was first signed with, from a trusted place
     * @return the verifier
     */
    public static AuditVerifier trusting(VerifierKey firstKey) {
        return new AuditVerifier(firstKey, List.of(), Optional.empty(), List.of(), 0, false);
    }

    /**
     * Checks also that the log continues an earlier one.
     *
     * @param note the note of an earlier checkpoint, kept outside the reach of those who keep the log
     * @return a copy
     * @throws InvalidInputException if it is no checkpoint
     */
    public AuditVerifier withKept(String note) {
        List<Checkpoint> more = new ArrayList<>(kept);
        more.add(SignedNote.read(note));
        return new AuditVerifier(first, List.copyOf(more), memory, witnesses, quorum, breaksAccepted);
    }

    /**
     * Checks also that the log continues the last one seen, and remembers this one if all is well.
     *
     * @param heads what was seen
     * @return a copy
     */
    public AuditVerifier withMemory(HeadMemory heads) {
        return new AuditVerifier(first, kept, Optional.of(heads), witnesses, quorum, breaksAccepted);
    }

    /**
     * Demands that some of these witnesses have cosigned the checkpoint.
     *
     * @param least how many, at least 1 and at most as many as there are
     * @param keys keys of kind cosignature, from a trusted place
     * @return a copy
     * @throws InvalidInputException if the number does not fit
     */
    public AuditVerifier withWitnesses(int least, VerifierKey... keys) {
        Set<VerifierKey> distinct = Set.copyOf(List.of(keys));
        if (least < 1 || least > distinct.size()) {
            throw InvalidInputException.of("number of witnesses", "is " + least, "1 to " + distinct.size());
        }
        return new AuditVerifier(first, kept, memory, List.of(keys), least, breaksAccepted);
    }

    /**
     * Takes declared breaks as explanations why a head that was kept or remembered is not in the log any more.
     *
     * @return a copy
     */
    public AuditVerifier withBreaksAccepted() {
        return new AuditVerifier(first, kept, memory, witnesses, quorum, true);
    }

    /**
     * Checks an export.
     *
     * @param directory what {@code AuditLog.export} wrote
     * @return what was found
     * @throws InvalidInputException if a signature is wrong, a file is not what was signed, the log does not continue
     *     what was kept or remembered, or witnesses are missing; names the file and, where it can be told, the entry
     * @throws ConflictException if somebody else used the same memory at the same time
     * @throws IOException if a file cannot be read
     */
    public Verified verify(Path directory) throws IOException {
        Checkpoint checkpoint = SignedNote.read(note(directory));
        byte[] named = Files.readAllBytes(directory.resolve(LogFiles.PUBLIC_KEY));
        Optional<String> last = memory.flatMap(heads -> heads.last(checkpoint.origin()));
        List<Checkpoint> earlier = new ArrayList<>(kept);
        last.map(SignedNote::read).ifPresent(earlier::add);
        ExportCheck check = new ExportCheck(
                checkpoint, earlier.stream().map(Checkpoint::size).toList());
        try (InputStream entries = open(directory, LogFiles.ENTRIES);
                InputStream leaves = open(directory, LogFiles.LEAVES)) {
            check.read(entries, leaves);
        }
        check.requireAgreement();
        List<Discontinuity> breaks = new ArrayList<>();
        KeyChain chain = check.history().follow(first, breaks);
        chain.requireSigned(checkpoint);
        check.requireSigned();
        chain.requireOrigin(checkpoint);
        if (!Arrays.equals(
                named, LogFiles.keyLine(chain.current().name(), chain.current().publicKey()))) {
            throw InvalidInputException.of(LogFiles.PUBLIC_KEY, "names another key", "the one given, or repaired");
        }
        for (Checkpoint head : earlier) {
            requireContinued(check, chain, breaks, head, checkpoint);
        }
        Map<String, Instant> cosigned = cosigned(checkpoint);
        if (memory.isPresent() && !memory.get().advance(checkpoint.origin(), last, checkpoint.note())) {
            throw new ConflictException(
                    "memory of heads",
                    "The memory of heads of " + checkpoint.origin()
                            + " must not change during a check. Maybe check again.");
        }
        return new Verified(checkpoint, chain.keys(), breaks, cosigned);
    }

    private void requireContinued(
            ExportCheck check, KeyChain chain, List<Discontinuity> breaks, Checkpoint head, Checkpoint now) {
        if (!head.origin().equals(now.origin())) {
            throw InvalidInputException.of("kept checkpoint", "is of the log " + head.origin(), "of " + now.origin());
        }
        Optional<Discontinuity> declared =
                breaks.stream().filter(one -> one.explains(head)).findFirst();
        if (declared.isEmpty() || check.continues(head)) {
            check.requireContinued(head);
            chain.requireSigned(head);
        } else if (!breaksAccepted) {
            throw InvalidInputException.of(
                    "log",
                    "does not continue the kept checkpoint of size " + head.size() + ": " + declared.get(),
                    "one whose break is accepted expressly");
        }
    }

    private Map<String, Instant> cosigned(Checkpoint checkpoint) {
        Note note = Note.parse("checkpoint", checkpoint.note());
        Map<String, Instant> found = new TreeMap<>();
        Map<VerifierKey, Instant> keys = new LinkedHashMap<>();
        for (VerifierKey witness : witnesses) {
            note.cosignedAt(witness).ifPresent(at -> keys.put(witness, at));
        }
        keys.forEach((key, at) -> found.put(key.toString(), at));
        if (keys.size() < quorum) {
            throw InvalidInputException.of(
                    "checkpoint", "is cosigned by " + keys.size() + " witnesses", "cosigned by at least " + quorum);
        }
        return found;
    }

    /**
     * Checks an export signed with one key.
     *
     * @param directory what {@code AuditLog.export} wrote
     * @param signerName name of the signing key
     * @param publicKey the Ed25519 public key, 32 bytes, from a trusted place
     * @return the verified checkpoint
     * @throws InvalidInputException as {@link #verify(Path)}
     * @throws IOException if a file cannot be read
     */
    public static Checkpoint verify(Path directory, String signerName, byte[] publicKey) throws IOException {
        return trusting(new VerifierKey(signerName, VerifierKey.Kind.NOTE, publicKey))
                .verify(directory)
                .checkpoint();
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
        return trusting(new VerifierKey(signerName, VerifierKey.Kind.NOTE, publicKey))
                .withKept(kept)
                .verify(directory)
                .checkpoint();
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
        return Files.newInputStream(directory.resolve(file));
    }

    /**
     * The command line; see {@code docs/audit.md}. Exits with 0 if the log is intact, else with 1 and a message.
     *
     * @param arguments see the page, or call it without any
     */
    public static void main(String[] arguments) {
        java.io.PrintStream out = new java.io.PrintStream(
                new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8);
        int exit = VerifierCommand.run(List.of(arguments), out);
        if (exit != 0) {
            System.exit(exit);
        }
    }
}
