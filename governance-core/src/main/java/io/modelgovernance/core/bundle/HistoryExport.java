package io.modelgovernance.core.bundle;

import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.core.attest.HistoryStatement;
import io.modelgovernance.core.audit.AuditEngine;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.core.oci.Descriptor;
import io.modelgovernance.core.oci.OciLayout;
import io.modelgovernance.core.oci.SignedImage;
import io.modelgovernance.core.registry.ModelState;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.Artifact;
import io.modelgovernance.registry.HistoryBundle;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.StoredRecord;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes one bundle. Used once, by one thread. */
final class HistoryExport {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int PAGE = 1_000;

    private final GovernanceStore store;
    private final ContentStore content;
    private final AuditEngine audit;
    private final OciLayout layout;
    private final String model;
    private final Checkpoint checkpoint;
    private final Set<String> scopes;
    private final Set<RecordKey> keys = new TreeSet<>(Comparator.comparing(RecordKey::scope)
            .thenComparing(RecordKey::kind)
            .thenComparing(RecordKey::id));
    private final Set<Digest> mentioned = new TreeSet<>();
    private final Map<Digest, Artifact> files = new TreeMap<>();
    private long entries;
    private long bodies;

    HistoryExport(
            GovernanceStore store,
            ContentStore content,
            AuditEngine audit,
            Provenance provenance,
            OciLayout layout,
            String model) {
        this.store = store;
        this.content = content;
        this.audit = audit;
        this.layout = layout;
        this.model = model;
        this.checkpoint = audit.checkpoint();
        this.scopes = scopes(provenance);
    }

    /** The model's own scope, and those of everything its versions came from but other models. */
    private Set<String> scopes(Provenance provenance) {
        ModelState state = store.find(Keys.of(model, Keys.MODEL, model), checkpoint.size())
                .map(record -> RecordCodec.read(ModelState.class, record.body()))
                .orElseThrow(() -> new NotFoundException("model", model, "Maybe register its first version."));
        Set<String> all = new TreeSet<>(Set.of(Keys.scope(model)));
        for (int number = 1; number <= state.versions(); number++) {
            Node version = Node.of(new VersionId(model, number));
            all.add("declared/" + version);
            provenance.all(version, true, AsOf.position(checkpoint.size())).nodes().stream()
                    .filter(node -> !node.kind().equals(Node.MODEL))
                    .forEach(node -> {
                        all.add("declared/" + node);
                        if (node.kind().equals(Node.RUN)) {
                            all.add("run/" + node.id());
                        } else if (node.kind().equals(Node.DATASET)) {
                            all.add("dataset/"
                                    + node.id()
                                            .substring(0, Math.max(0, node.id().lastIndexOf(':'))));
                        }
                    });
        }
        return all;
    }

    HistoryBundle write() throws IOException {
        List<Descriptor> layers = new ArrayList<>();
        layers.add(spooled(Format.ENTRIES, this::entries));
        layers.add(spooled(Format.RECORDS, this::records));
        for (Digest digest : mentioned) {
            content(digest).ifPresent(layers::add);
        }
        Descriptor head =
                layout.put(Format.HEAD, RecordCodec.write(new Format.Head(1, model, checkpoint.note(), scopes)));
        Descriptor image = SignedImage.manifest(layout, Format.KIND, head, layers);
        SignedImage.publish(
                layout,
                Format.reference(model),
                image,
                HistoryStatement.sign(model, image.digest(), checkpoint, audit.signer()));
        return new HistoryBundle(model, image.digest(), checkpoint, entries, bodies, layers.size() - 2);
    }

    private interface Writer {
        void to(OutputStream out) throws IOException;
    }

    private Descriptor spooled(String mediaType, Writer writer) throws IOException {
        Path spool = Files.createTempFile("history", ".jsonl");
        try {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(spool))) {
                writer.to(out);
            }
            try (InputStream in = Files.newInputStream(spool)) {
                return layout.put(mediaType, in);
            }
        } finally {
            Files.delete(spool);
        }
    }

    private void entries(OutputStream out) throws IOException {
        long after = 0;
        while (after < checkpoint.size()) {
            List<JournalEntry> page = store.journal(after, (int) Math.min(PAGE, checkpoint.size() - after));
            if (page.isEmpty()) {
                throw new IntegrityException(
                        "journal", "The journal must have its " + checkpoint.size() + " entries. Maybe verify() it.");
            }
            for (JournalEntry entry : page) {
                EntryBody body = EntryBody.read(entry);
                if (concerns(body)) {
                    write(out, line(entry));
                    entries++;
                }
                after = entry.position();
            }
        }
    }

    private boolean concerns(EntryBody body) {
        boolean mine = Subjects.concern(body.subject(), model);
        for (AuditEntry.Change change : body.changes()) {
            if (scopes.contains(change.scope())) {
                keys.add(new RecordKey(change.scope(), change.kind(), change.id()));
                mine = true;
            }
        }
        return mine;
    }

    private Format.EntryLine line(JournalEntry entry) {
        return new Format.EntryLine(
                entry.position(),
                Base64.getEncoder().encodeToString(entry.entry()),
                audit.prove(entry.position(), checkpoint.size()).path());
    }

    private void records(OutputStream out) throws IOException {
        for (RecordKey key : keys) {
            for (StoredRecord record : store.history(key)) {
                if (record.from() <= checkpoint.size()) {
                    note(record);
                    String body = Base64.getEncoder().encodeToString(record.body());
                    write(out, new Format.RecordLine(key.scope(), key.kind(), key.id(), record.from(), body));
                    bodies++;
                }
            }
        }
    }

    private void note(StoredRecord record) {
        Matcher mentions = DIGEST.matcher(new String(record.body(), StandardCharsets.UTF_8));
        while (mentions.find()) {
            mentioned.add(Digest.parse(mentions.group()));
        }
        if (record.key().kind().equals(Keys.VERSION) && record.key().scope().equals(Keys.scope(model))) {
            ModelVersion version = RecordCodec.read(ModelVersion.class, record.body());
            version.manifest().artifacts().forEach(file -> files.put(file.digest(), file));
        }
    }

    private Optional<Descriptor> content(Digest digest) throws IOException {
        Optional<Artifact> file = Optional.ofNullable(files.get(digest));
        Optional<InputStream> stored = content.openVerified(digest);
        if (stored.isEmpty()) {
            file.ifPresent(artifact -> {
                throw new IntegrityException(
                        "artifact " + artifact.name(),
                        "The artifact (" + artifact.name() + ", " + digest + ") of " + model
                                + " must be in the content store but is gone.");
            });
            return Optional.empty();
        }
        try (InputStream in = stored.get()) {
            return Optional.of(layout.put(file.map(Artifact::mediaType).orElse(Artifact.BYTES), in));
        }
    }

    private static void write(OutputStream out, Object line) throws IOException {
        out.write(RecordCodec.write(line));
        out.write('\n');
    }
}
