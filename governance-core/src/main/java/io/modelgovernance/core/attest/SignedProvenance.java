package io.modelgovernance.core.attest;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Where a model version came from, signed, to travel with its files; whoever passes it on may leave fields out and the
 * signature still holds. Immutable and thread-safe.
 *
 * @param envelope the signed statement
 * @param disclosures the fields that are shown
 */
public record SignedProvenance(Envelope envelope, List<Disclosure> disclosures) {
    /** Copies. */
    public SignedProvenance {
        disclosures = List.copyOf(disclosures);
    }

    /**
     * What a statement says once it is verified.
     *
     * @param version the model version
     * @param files its files with their digests
     * @param inputs dataset versions and code that went in, with their digests; a digest is in hexadecimal and code that
     *     is no commit hash has none
     * @param run id of the run
     * @param fields the fields that are shown, sorted by name
     * @param redacted names of those that are not, sorted
     */
    public record Content(
            VersionId version,
            Map<String, Digest> files,
            Map<Node, String> inputs,
            String run,
            Map<String, String> fields,
            List<String> redacted) {
        /** Copies. */
        public Content {
            files = java.util.Collections.unmodifiableMap(new TreeMap<>(files));
            inputs = Map.copyOf(inputs);
            fields = java.util.Collections.unmodifiableMap(new TreeMap<>(fields));
            redacted = List.copyOf(redacted);
        }
    }

    /**
     * Leaves fields out.
     *
     * @param names the fields' names; one that is not shown is no mistake
     * @return the rest, still verifiable
     */
    public SignedProvenance redact(String... names) {
        Set<String> out = Set.of(names);
        return new SignedProvenance(
                envelope,
                disclosures.stream().filter(one -> !out.contains(one.name())).toList());
    }

    /**
     * Verifies it, with nothing but the key.
     *
     * @param publicKey the signer's Ed25519 public key, 32 raw bytes, from a trusted place
     * @return what it says
     * @throws IntegrityException if it is not signed with that key, is no such statement, or shows a field that was not
     *     signed
     */
    public Content verify(byte[] publicKey) {
        SlsaProvenance signed = RecordCodec.read(SlsaProvenance.class, envelope.open(Statement.MEDIA_TYPE, publicKey));
        if (!signed._type().equals(Statement.TYPE) || !signed.predicateType().equals(SlsaProvenance.PREDICATE)) {
            throw new IntegrityException("provenance", "The provenance must be an in-toto statement of that type.");
        }
        var parameters = signed.predicate().buildDefinition().externalParameters();
        Map<String, String> fields = shown(parameters.commitments());
        List<String> redacted = new ArrayList<>(new TreeMap<>(parameters.commitments()).keySet());
        redacted.removeAll(fields.keySet());
        Map<String, Digest> files = new TreeMap<>();
        signed.subject()
                .forEach(file -> files.put(
                        file.name(), Digest.parse("sha256:" + file.digest().get("sha256"))));
        Map<Node, String> inputs = new java.util.HashMap<>();
        signed.predicate()
                .buildDefinition()
                .resolvedDependencies()
                .forEach(one -> inputs.put(
                        Node.parse(one.name()),
                        one.digest().values().stream().findFirst().orElse("")));
        return new Content(
                VersionId.parse(parameters.version()),
                files,
                inputs,
                signed.predicate().runDetails().metadata().invocationId(),
                fields,
                redacted);
    }

    private Map<String, String> shown(Map<String, String> commitments) {
        Map<String, String> fields = new TreeMap<>();
        for (Disclosure one : disclosures) {
            boolean signed = one.commitment().hex().equals(commitments.get(one.name()));
            if (!signed || fields.put(one.name(), one.value()) != null) {
                throw new IntegrityException(
                        "provenance", "The field (" + one.name() + ") must be shown once and as it was signed.");
            }
        }
        return fields;
    }

    /**
     * Writes it.
     *
     * @return canonical JSON
     */
    public byte[] toJson() {
        return RecordCodec.write(this);
    }

    /**
     * Reads one.
     *
     * @param json what {@link #toJson} wrote
     * @return it, not yet verified
     * @throws IntegrityException if it is none
     */
    public static SignedProvenance parse(byte[] json) {
        return RecordCodec.read(SignedProvenance.class, json);
    }
}
