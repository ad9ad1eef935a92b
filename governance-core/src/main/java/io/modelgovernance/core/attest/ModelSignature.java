package io.modelgovernance.core.attest;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.registry.ArtifactManifest;
import java.util.List;
import java.util.Map;

/**
 * A signature over all files of a model, in the format of OpenSSF Model Signing v1.0: an in-toto statement that lists
 * each file with its digest, in a DSSE envelope.
 *
 * <p>Sources: the OpenSSF model signing specification v1.0, in-toto attestation framework v1. Stateless and thread-safe.
 */
public final class ModelSignature {
    private static final String PREDICATE = "https://model_signing/signature/v1.0";

    private ModelSignature() {}

    record Serialization(String method, String hash_type, boolean allow_symlinks, List<String> ignore_paths) {}

    record Resource(String name, String algorithm, String digest) {}

    record Resources(Serialization serialization, List<Resource> resources) {}

    record SignedModel(String _type, List<Statement.Subject> subject, String predicateType, Resources predicate) {}

    /**
     * Signs a model's files.
     *
     * @param name the model's name in the statement
     * @param manifest its files
     * @param signer who vouches for them
     * @return the envelope
     */
    public static Envelope sign(String name, ArtifactManifest manifest, Signer signer) {
        return Envelope.sign(Statement.MEDIA_TYPE, RecordCodec.write(statement(name, manifest)), signer);
    }

    /**
     * Checks that the envelope covers exactly these files.
     *
     * @param envelope the signature
     * @param manifest the files found
     * @param publicKey the signer's Ed25519 public key, 32 raw bytes, from a trusted place
     * @throws IntegrityException if the signature is wrong, or covers other files
     */
    public static void verify(Envelope envelope, ArtifactManifest manifest, byte[] publicKey) {
        SignedModel signed = RecordCodec.read(SignedModel.class, envelope.open(Statement.MEDIA_TYPE, publicKey));
        String name = signed.subject().isEmpty() ? "" : signed.subject().get(0).name();
        if (!signed.equals(statement(name, manifest))) {
            throw new IntegrityException(
                    "model signature",
                    "The model signature must cover exactly the files "
                            + manifest.artifacts().stream()
                                    .map(file -> file.name())
                                    .toList() + " with their digests.");
        }
    }

    private static SignedModel statement(String name, ArtifactManifest manifest) {
        return new SignedModel(
                Statement.TYPE,
                List.of(new Statement.Subject(
                        name, Map.of("sha256", manifest.digest().hex()))),
                PREDICATE,
                new Resources(
                        new Serialization("files", "sha256", false, List.of()),
                        manifest.artifacts().stream()
                                .map(file -> new Resource(
                                        file.name(), "sha256", file.digest().hex()))
                                .toList()));
    }
}
