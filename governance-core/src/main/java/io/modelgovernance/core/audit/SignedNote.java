package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.audit.VerifierKey;
import java.util.Base64;

/**
 * Writes and checks checkpoints as C2SP signed notes with an Ed25519 signature.
 *
 * <p>The text is three lines, origin, size and base64 root; then an empty line; then
 * {@code — name base64(keyId || signature)}, keyId being the first four bytes of
 * {@code SHA-256(name || 0x0A || 0x01 || publicKey)}. Stateless and thread-safe.
 */
public final class SignedNote {
    private static final String WHAT = "checkpoint";

    private SignedNote() {}

    static Checkpoint sign(String origin, long size, Digest root, Signer signer) {
        String body = origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.toBytes()) + "\n";
        return new Checkpoint(origin, size, root, Note.sign(body, signer).text());
    }

    /**
     * Reads a note and checks its signature.
     *
     * @param note the signed text
     * @param name the key's name
     * @param publicKey the Ed25519 public key, 32 bytes
     * @return what it says
     * @throws InvalidInputException if it is not a well-formed checkpoint signed with that key
     */
    public static Checkpoint open(String note, String name, byte[] publicKey) {
        return open(note, new VerifierKey(name, VerifierKey.Kind.NOTE, publicKey));
    }

    /**
     * Reads a note and checks its signature.
     *
     * @param note the signed text
     * @param key the log's key
     * @return what it says
     * @throws InvalidInputException if it is not a well-formed checkpoint signed with that key
     */
    public static Checkpoint open(String note, VerifierKey key) {
        Checkpoint read = read(note);
        if (!Note.parse(WHAT, note).signedBy(key)) {
            throw InvalidInputException.of(WHAT, "is not signed by " + key.name(), "signed with the given key");
        }
        return read;
    }

    /**
     * Reads a note without asking who signed it.
     *
     * @param note the text
     * @return what it says
     * @throws InvalidInputException if it is not a well-formed checkpoint
     */
    static Checkpoint read(String note) {
        Note parsed = Note.parse(WHAT, note);
        String[] lines = parsed.body().split("\n", -1);
        if (lines.length != 4 || lines[0].isEmpty() || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw InvalidInputException.of(WHAT, "is malformed", "origin, size and root, then signatures");
        }
        byte[] root = Base64Text.decode(WHAT, lines[2]);
        if (root.length != Digest.of(root).toBytes().length) {
            throw InvalidInputException.of(WHAT, "has a root of " + root.length + " bytes", "one of 32 bytes");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Digest.ofRaw(root), note);
    }
}
