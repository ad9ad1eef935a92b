package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Signer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Writes and checks checkpoints as C2SP signed notes with an Ed25519 signature.
 *
 * <p>The text is three lines, origin, size and base64 root; then an empty line; then
 * {@code — name base64(keyId || signature)}, keyId being the first four bytes of
 * {@code SHA-256(name || 0x0A || 0x01 || publicKey)}. Stateless and thread-safe.
 */
public final class SignedNote {
    private static final String DASH = "\u2014 ";
    private static final Pattern SIGNATURE = Pattern.compile(DASH + "[^\\s+]+ [A-Za-z0-9+/=]+");

    private SignedNote() {}

    static Checkpoint sign(String origin, long size, Digest root, Signer signer) {
        String body = origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.toBytes()) + "\n";
        byte[] signature = signer.sign(body.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(keyId(signer.name(), signer.publicKey()));
        signed.writeBytes(signature);
        String line = DASH + signer.name() + " " + Base64.getEncoder().encodeToString(signed.toByteArray()) + "\n";
        return new Checkpoint(origin, size, root, body + "\n" + line);
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
        int gap = note.indexOf("\n\n");
        String[] lines = gap < 0 ? new String[0] : note.substring(0, gap).split("\n", -1);
        if (lines.length != 3 || !lines[1].matches("0|[1-9][0-9]{0,17}")) {
            throw InvalidInputException.of("checkpoint", "is malformed", "origin, size and root, then signatures");
        }
        byte[] body = note.substring(0, gap + 1).getBytes(StandardCharsets.UTF_8);
        requireKey(publicKey);
        boolean signed = false;
        for (String line : signatures(note.substring(gap + 2))) {
            int space = line.lastIndexOf(' ');
            byte[] signature = base64(line.substring(space + 1));
            signed |= line.substring(0, space).equals(DASH + name) && verified(signature, name, publicKey, body);
        }
        if (!signed) {
            throw InvalidInputException.of("checkpoint", "is not signed by " + name, "signed with the given key");
        }
        return new Checkpoint(lines[0], Long.parseLong(lines[1]), Digest.ofRaw(base64(lines[2])), note);
    }

    private static void requireKey(byte[] publicKey) {
        if (publicKey.length != 32) {
            throw InvalidInputException.of(
                    "public key", "has " + publicKey.length + " bytes", "the 32 bytes of an Ed25519 key");
        }
    }

    /** The lines after the empty one; other people's signatures are welcome, anything else is not. */
    private static List<String> signatures(String text) {
        if (!text.endsWith("\n")) {
            throw InvalidInputException.of("checkpoint", "is cut off", "ended by a line end");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        for (String line : lines) {
            if (!SIGNATURE.matcher(line).matches()) {
                throw InvalidInputException.of(
                        "checkpoint", "has a line that is no signature", "text, an empty line and signature lines");
            }
        }
        return lines;
    }

    private static boolean verified(byte[] signed, String name, byte[] publicKey, byte[] body) {
        if (signed.length != 68 || !Arrays.equals(signed, 0, 4, keyId(name, publicKey), 0, 4)) {
            return false;
        }
        return Ed25519Signer.verify(publicKey, body, Arrays.copyOfRange(signed, 4, signed.length));
    }

    private static byte[] keyId(String name, byte[] publicKey) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(name.getBytes(StandardCharsets.UTF_8));
        out.write('\n');
        out.write(1);
        out.writeBytes(publicKey);
        return Arrays.copyOf(Digest.of(out.toByteArray()).toBytes(), 4);
    }

    private static byte[] base64(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text);
            if (!Base64.getEncoder().encodeToString(bytes).equals(text)) {
                throw InvalidInputException.of("checkpoint", "has odd base64", "canonical base64");
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw InvalidInputException.of("checkpoint", "has broken base64", "canonical base64");
        }
    }
}
