package io.modelgovernance.registry;

import io.modelgovernance.Digest;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A history that was taken in from another registry, which answers for it with its key.
 *
 * @param model the model
 * @param bundle digest of the bundle's manifest
 * @param origin name of the log it comes from
 * @param signer name of the key that vouches for it
 * @param publicKey that key in base64, as the importer gave it
 * @param checkpoint the origin's signed checkpoint
 * @param size length of the origin's log then
 * @param entries content digest of its journal entries with their proofs
 * @param records content digest of its records
 * @param contents digests of everything else that came with it
 * @param versions the origin's versions, such as {@code credit-risk:3}, and what each is here
 * @param importedBy who took it in
 * @param importedAt when
 */
public record ImportedHistory(
        String model,
        Digest bundle,
        String origin,
        String signer,
        String publicKey,
        String checkpoint,
        long size,
        Digest entries,
        Digest records,
        Set<Digest> contents,
        Map<String, VersionId> versions,
        String importedBy,
        Instant importedAt) {
    /** Copies the collections, sorted. */
    public ImportedHistory {
        contents = java.util.Collections.unmodifiableSet(new TreeSet<>(contents));
        versions = java.util.Collections.unmodifiableMap(new TreeMap<>(versions));
    }
}
