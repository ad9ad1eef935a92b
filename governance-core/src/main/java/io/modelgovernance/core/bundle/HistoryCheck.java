package io.modelgovernance.core.bundle;

import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.InclusionProof;
import io.modelgovernance.core.attest.HistoryStatement;
import io.modelgovernance.core.audit.SignedNote;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.core.merkle.Proofs;
import io.modelgovernance.core.oci.Descriptor;
import io.modelgovernance.core.oci.OciLayout;
import io.modelgovernance.core.oci.SignedImage;
import io.modelgovernance.registry.HistoryBundle;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordKey;
import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Checks one bundle: the signature over its manifest, the checkpoint, each entry's proof, each record's digest in the
 * entry that wrote it, that none of these is missing, and every byte of content. Used once, by one thread.
 */
final class HistoryCheck {
    private final OciLayout layout;
    private final SignedImage image;
    private final Format.Head head;
    private final Checkpoint checkpoint;
    private final NavigableMap<Long, Digest> leaves = new TreeMap<>();
    private final Map<RecordKey, NavigableMap<Long, Digest>> expected = new HashMap<>();
    private final Set<RecordKey> ended = new HashSet<>();
    private final NavigableMap<VersionId, ModelVersion> versions =
            new TreeMap<>(java.util.Comparator.comparingInt(VersionId::number));
    private long bodies;

    HistoryCheck(OciLayout layout, String model, String signer, byte[] publicKey) throws IOException {
        this.layout = layout;
        this.image = SignedImage.open(layout, Format.reference(model));
        this.head = RecordCodec.read(Format.Head.class, layout.document(image.config()));
        this.checkpoint = SignedNote.open(head.checkpoint(), signer, publicKey);
        HistoryStatement.verify(image.envelope(), model, image.image().digest(), checkpoint, publicKey);
        require(head.v() == 1 && head.model().equals(model), "head of the bundle", "be of this form, about " + model);
    }

    HistoryCheck run() throws IOException {
        List<Descriptor> layers = image.layers();
        require(
                layers.size() >= 2
                        && layers.get(0).mediaType().equals(Format.ENTRIES)
                        && layers.get(1).mediaType().equals(Format.RECORDS),
                "manifest of the bundle",
                "list entries, records and contents");
        checked(layers.get(0), in -> Lines.read(in, "entries", Format.EntryLine.class, this::entry));
        checked(layers.get(1), in -> Lines.read(in, "records", Format.RecordLine.class, this::record));
        expected.forEach((key, rest) -> require(
                rest.isEmpty(),
                "record " + key.scope() + " " + key.kind() + " " + key.id(),
                "be in the bundle as the entries " + rest.keySet() + " wrote it"));
        Set<Digest> contents = contents();
        for (Descriptor one : layers.subList(2, layers.size())) {
            layout.require(one);
        }
        for (ModelVersion version : versions.values()) {
            version.manifest()
                    .artifacts()
                    .forEach(file -> require(
                            contents.contains(file.digest()),
                            "artifact " + file.name() + " of " + version.id(),
                            "be in the bundle"));
        }
        return this;
    }

    private interface Reader {
        long from(InputStream in) throws IOException;
    }

    /** The digest decides in the end; what the reader finds wrong before is found earlier, with its place. */
    private void checked(Descriptor layer, Reader reader) throws IOException {
        try (InputStream in = layout.open(layer)) {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            reader.from(new DigestInputStream(in, sha));
            require(
                    Digest.ofRaw(sha.digest()).equals(layer.digest()),
                    "blob " + layer.digest(),
                    "have the bytes that its digest names");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    private void entry(Format.EntryLine line) {
        String place = "entry " + line.position();
        byte[] bytes = Lines.bytes(line.entry(), place);
        Digest leaf = Digest.ofRaw(Merkle.leaf(bytes));
        require(leaves.isEmpty() || leaves.lastKey() < line.position(), place, "come after the one before");
        InclusionProof proof = new InclusionProof(line.position(), checkpoint.size(), leaf, line.path());
        require(Proofs.holds(proof, checkpoint.root()), place, "be in the origin's log as its proof says");
        leaves.put(line.position(), leaf);
        EntryBody body = RecordCodec.read(EntryBody.class, bytes);
        require(
                body.position() == line.position() && body.origin().equals(checkpoint.origin()),
                place,
                "name its own place and log");
        for (AuditEntry.Change change : body.changes()) {
            if (head.scopes().contains(change.scope())) {
                RecordKey key = new RecordKey(change.scope(), change.kind(), change.id());
                change.body().ifPresentOrElse(digest -> expect(key, line.position(), digest), () -> ended.add(key));
            }
        }
    }

    private void expect(RecordKey key, long position, Digest digest) {
        ended.remove(key);
        expected.computeIfAbsent(key, each -> new TreeMap<>()).put(position, digest);
    }

    private void record(Format.RecordLine line) {
        RecordKey key = new RecordKey(line.scope(), line.kind(), line.id());
        String place = "record " + line.scope() + " " + line.kind() + " " + line.id() + " of entry " + line.from();
        byte[] body = Lines.bytes(line.body(), place);
        Optional<Digest> written =
                Optional.ofNullable(expected.getOrDefault(key, new TreeMap<>()).remove(line.from()));
        require(written.filter(Digest.of(body)::equals).isPresent(), place, "be what that entry wrote");
        bodies++;
        if (key.kind().equals(Keys.VERSION) && key.scope().equals(Keys.scope(head.model())) && !ended.contains(key)) {
            ModelVersion version = RecordCodec.read(ModelVersion.class, body);
            versions.put(version.id(), version);
        }
    }

    private static void require(boolean holds, String place, String must) {
        if (!holds) {
            throw new IntegrityException(
                    place, "The " + place + " must " + must + ". Maybe the bundle was changed or not copied whole.");
        }
    }

    HistoryBundle bundle() {
        return new HistoryBundle(
                head.model(),
                image.image().digest(),
                checkpoint,
                leaves.size(),
                bodies,
                image.layers().size() - 2);
    }

    Checkpoint checkpoint() {
        return checkpoint;
    }

    /** Hash of each entry by position. */
    NavigableMap<Long, Digest> leaves() {
        return leaves;
    }

    /** The versions that had not been deleted there, by number. */
    NavigableMap<VersionId, ModelVersion> versions() {
        return versions;
    }

    List<Descriptor> layers() {
        return image.layers();
    }

    Set<Digest> contents() {
        Set<Digest> all = new HashSet<>();
        image.layers().subList(2, image.layers().size()).forEach(layer -> all.add(layer.digest()));
        return all;
    }
}
