package io.modelgovernance.core.attest;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.core.json.RecordCodec;
import java.util.List;
import java.util.Map;

/**
 * The origin's word that a bundle holds the whole history of a model up to a checkpoint: an in-toto statement about the
 * bundle's manifest, in a DSSE envelope. Stateless and thread-safe.
 */
public final class HistoryStatement {
    private static final String PREDICATE = "https://modelgovernance.io/history/v1";

    private HistoryStatement() {}

    record Whole(String origin, long size, Digest root) {}

    record SignedHistory(String _type, List<Statement.Subject> subject, String predicateType, Whole predicate) {}

    /**
     * Signs.
     *
     * @param model the model
     * @param manifest digest of the bundle's manifest
     * @param checkpoint up to where the history is whole
     * @param signer who vouches for it
     * @return the envelope
     */
    public static Envelope sign(String model, Digest manifest, Checkpoint checkpoint, Signer signer) {
        return Envelope.sign(Statement.MEDIA_TYPE, RecordCodec.write(statement(model, manifest, checkpoint)), signer);
    }

    /**
     * Checks that the envelope says so of this bundle.
     *
     * @param envelope the signature
     * @param model the model
     * @param manifest digest of the manifest found
     * @param checkpoint the checkpoint found
     * @param publicKey the origin's Ed25519 public key, 32 raw bytes, from a trusted place
     * @throws IntegrityException if the signature is wrong, or about another bundle
     */
    public static void verify(
            Envelope envelope, String model, Digest manifest, Checkpoint checkpoint, byte[] publicKey) {
        SignedHistory signed = RecordCodec.read(SignedHistory.class, envelope.open(Statement.MEDIA_TYPE, publicKey));
        if (!signed.equals(statement(model, manifest, checkpoint))) {
            throw new IntegrityException(
                    "signature of the history of " + model,
                    "The signature of the history of " + model + " must be about the bundle " + manifest + ".");
        }
    }

    private static SignedHistory statement(String model, Digest manifest, Checkpoint checkpoint) {
        return new SignedHistory(
                Statement.TYPE,
                List.of(new Statement.Subject(model, Map.of("sha256", manifest.hex()))),
                PREDICATE,
                new Whole(checkpoint.origin(), checkpoint.size(), checkpoint.root()));
    }
}
