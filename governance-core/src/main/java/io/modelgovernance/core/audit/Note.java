package io.modelgovernance.core.audit;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.audit.VerifierKey;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A signed text (C2SP signed-note): text, an empty line, and a line for each signature, {@code — name base64(id ||
 * signature)}. Signatures of others are welcome.
 *
 * @param body the text that is signed, with its last line end
 * @param signatures the signature lines, without line ends
 */
public record Note(String body, List<String> signatures) {
    private static final String DASH = "\u2014 ";
    private static final Pattern SIGNATURE = Pattern.compile(DASH + "[^\\s+]+ [A-Za-z0-9+/=]+");
    private static final int ID = 4;
    private static final int TIME = 8;
    private static final int ED25519 = 64;
    private static final int MOST_SIGNATURES = 100;

    /** Copies the list. */
    public Note {
        signatures = List.copyOf(signatures);
    }

    /**
     * Reads a note; says nothing about who signed it.
     *
     * @param what what it is called in messages
     * @param text the text
     * @return the note
     * @throws InvalidInputException if it is malformed
     */
    public static Note parse(String what, String text) {
        int gap = text.indexOf("\n\n");
        if (gap < 0) {
            throw InvalidInputException.of(what, "is malformed", "origin, size and root, then signatures");
        }
        String rest = text.substring(gap + 2);
        if (!rest.endsWith("\n")) {
            throw InvalidInputException.of(what, "is cut off", "ended by a line end");
        }
        List<String> lines = List.of(rest.substring(0, rest.length() - 1).split("\n", -1));
        if (lines.size() > MOST_SIGNATURES) {
            throw InvalidInputException.of(what, "has " + lines.size() + " signatures", "at most 100");
        }
        for (String line : lines) {
            if (!isSignature(line)) {
                throw InvalidInputException.of(
                        what, "has a line that is no signature", "text, an empty line and signature lines");
            }
            Base64Text.decode(what, line.substring(line.lastIndexOf(' ') + 1));
        }
        return new Note(text.substring(0, gap + 1), lines);
    }

    static boolean isSignature(String line) {
        return SIGNATURE.matcher(line).matches();
    }

    /**
     * Signs a text.
     *
     * @param body the text, ending with a line end and without an empty line
     * @param signers who signs, in order
     * @return the note
     */
    public static Note sign(String body, Signer... signers) {
        List<String> lines = new ArrayList<>();
        for (Signer signer : signers) {
            byte[] signature = signer.sign(body.getBytes(StandardCharsets.UTF_8));
            lines.add(line(VerifierKey.of(signer), signature));
        }
        return new Note(body, lines);
    }

    /**
     * A witness's signature with its time (C2SP tlog-cosignature, version 1).
     *
     * @param signer the witness's key
     * @param at when
     * @return the signature line, without line end
     */
    public String cosign(Signer signer, Instant at) {
        VerifierKey key = new VerifierKey(signer.name(), VerifierKey.Kind.COSIGNATURE, signer.publicKey());
        long time = at.getEpochSecond();
        byte[] signature = signer.sign(timed(time));
        return line(
                key,
                ByteBuffer.allocate(TIME + signature.length)
                        .putLong(time)
                        .put(signature)
                        .array());
    }

    private byte[] timed(long time) {
        return ("cosignature/v1\ntime " + time + "\n" + body).getBytes(StandardCharsets.UTF_8);
    }

    private static String line(VerifierKey key, byte[] signature) {
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(key.id());
        signed.writeBytes(signature);
        return DASH + key.name() + " " + Base64.getEncoder().encodeToString(signed.toByteArray());
    }

    /**
     * The same text with a further signature.
     *
     * @param line the signature line, without line end
     * @return a copy
     */
    public Note with(String line) {
        List<String> more = new ArrayList<>(signatures);
        more.add(line);
        return new Note(body, more);
    }

    /**
     * Whether a key signed it.
     *
     * @param key a key of a log
     * @return true if one of the lines is its signature of the text
     */
    public boolean signedBy(VerifierKey key) {
        if (key.kind() != VerifierKey.Kind.NOTE) {
            return false;
        }
        byte[] text = body.getBytes(StandardCharsets.UTF_8);
        return signaturesOf(key).stream()
                .anyMatch(signature ->
                        signature.length == ED25519 && Ed25519Signer.verify(key.publicKey(), text, signature));
    }

    /**
     * When a witness cosigned it.
     *
     * @param key the witness's key
     * @return the latest time it vouches for, or empty if it did not sign
     */
    public Optional<Instant> cosignedAt(VerifierKey key) {
        if (key.kind() != VerifierKey.Kind.COSIGNATURE) {
            return Optional.empty();
        }
        Optional<Instant> latest = Optional.empty();
        for (byte[] signature : signaturesOf(key)) {
            if (signature.length != TIME + ED25519) {
                continue;
            }
            long time = ByteBuffer.wrap(signature).getLong();
            byte[] bare = Arrays.copyOfRange(signature, TIME, signature.length);
            boolean inRange = time >= 0 && time <= Instant.MAX.getEpochSecond();
            if (inRange && Ed25519Signer.verify(key.publicKey(), timed(time), bare)) {
                Instant at = Instant.ofEpochSecond(time);
                latest = latest.filter(at::isBefore).or(() -> Optional.of(at));
            }
        }
        return latest;
    }

    private List<byte[]> signaturesOf(VerifierKey key) {
        List<byte[]> found = new ArrayList<>();
        String start = DASH + key.name() + " ";
        byte[] id = key.id();
        for (String line : signatures) {
            if (line.startsWith(start)) {
                byte[] signed = Base64.getDecoder().decode(line.substring(start.length()));
                if (signed.length > ID && Arrays.equals(signed, 0, ID, id, 0, ID)) {
                    found.add(Arrays.copyOfRange(signed, ID, signed.length));
                }
            }
        }
        return found;
    }

    /**
     * The whole text.
     *
     * @return text, empty line and signatures
     */
    public String text() {
        return body + "\n" + String.join("\n", signatures) + "\n";
    }
}
