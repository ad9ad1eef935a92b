package io.modelgovernance.core.bundle;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.Names;
import io.modelgovernance.StoreException;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.core.audit.AuditEngine;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.core.oci.OciLayout;
import io.modelgovernance.core.registry.Transitions;
import io.modelgovernance.registry.ForeignRecord;
import io.modelgovernance.registry.Histories;
import io.modelgovernance.registry.HistoryBundle;
import io.modelgovernance.registry.ImportedHistory;
import io.modelgovernance.spi.ContentStore;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.RecordQuery;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/** Histories over the ledger. Thread-safe. */
public final class HistoriesEngine implements Histories {
    private final Ledger ledger;
    private final GovernanceStore store;
    private final ContentStore content;
    private final AuditEngine audit;
    private final Transitions transitions;
    private final Provenance provenance;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param store records and journal
     * @param content files
     * @param audit proofs and the signing key
     * @param transitions the stages in force
     * @param provenance what came from what
     */
    public HistoriesEngine(
            Ledger ledger,
            GovernanceStore store,
            ContentStore content,
            AuditEngine audit,
            Transitions transitions,
            Provenance provenance) {
        this.ledger = ledger;
        this.store = store;
        this.content = content;
        this.audit = audit;
        this.transitions = transitions;
        this.provenance = provenance;
    }

    @Override
    public HistoryBundle export(String model, Path directory) throws IOException {
        Names.require("model name", model);
        return new HistoryExport(store, content, audit, provenance, OciLayout.at(directory), model).write();
    }

    @Override
    public HistoryBundle verify(Path directory, String model, String signer, byte[] publicKey) throws IOException {
        return inLayout(
                directory,
                layout ->
                        new HistoryCheck(layout, model, signer, publicKey).run().bundle());
    }

    @Override
    public ImportedHistory importFrom(Actor actor, Path directory, String model, String signer, byte[] publicKey)
            throws IOException {
        Names.require("model name", model);
        return inLayout(directory, layout -> {
            HistoryCheck check = new HistoryCheck(layout, model, signer, publicKey).run();
            for (ImportedHistory known : imported(model)) {
                if (known.bundle().equals(check.bundle().digest())) {
                    return known;
                }
                if (known.origin().equals(check.checkpoint().origin())) {
                    new Fork(known).refuse(check, entries(known));
                }
            }
            return new HistoryImport(ledger, content, transitions, provenance, layout, check)
                    .take(actor, model, signer, publicKey);
        });
    }

    private interface InLayout<T> {
        T apply(OciLayout layout) throws IOException;
    }

    /** An archive is read in place: nothing of it is unpacked to a disk. */
    private static <T> T inLayout(Path place, InLayout<T> body) throws IOException {
        if (Files.isDirectory(place)) {
            return body.apply(OciLayout.existing(place));
        }
        try (FileSystem archive = FileSystems.newFileSystem(place)) {
            return body.apply(OciLayout.existing(archive.getPath("/")));
        } catch (ZipException | java.nio.file.ProviderNotFoundException e) {
            throw new IntegrityException(
                    "archive " + place.getFileName(),
                    "The archive " + place.getFileName() + " must be a ZIP of an OCI image layout: "
                            + Names.printable(e.getMessage()) + ".");
        }
    }

    @Override
    public List<ImportedHistory> imported(String model) {
        Names.require("model name", model);
        List<ImportedHistory> all = new ArrayList<>(
                ledger.list(ImportedHistory.class, RecordQuery.in(Keys.IMPORTED, Keys.scope(model)), AsOf.now()));
        all.sort(Comparator.comparing(ImportedHistory::importedAt).thenComparing(ImportedHistory::bundle));
        return all;
    }

    @Override
    public List<AuditEntry> entries(ImportedHistory history) {
        List<AuditEntry> entries = new ArrayList<>();
        read(history.entries(), "entries", Format.EntryLine.class, line -> {
            byte[] bytes = Lines.bytes(line.entry(), "entry " + line.position());
            EntryBody body = RecordCodec.read(EntryBody.class, bytes);
            entries.add(body.toAuditEntry(
                    new JournalEntry(line.position(), body.act(), body.at(), bytes, new byte[Merkle.HASH])));
        });
        return List.copyOf(entries);
    }

    @Override
    public List<ForeignRecord> records(ImportedHistory history) {
        List<ForeignRecord> records = new ArrayList<>();
        read(history.records(), "records", Format.RecordLine.class, line -> {
            byte[] body = Lines.bytes(line.body(), "record " + line.id());
            records.add(new ForeignRecord(
                    line.scope(), line.kind(), line.id(), line.from(), new String(body, StandardCharsets.UTF_8)));
        });
        return List.copyOf(records);
    }

    private <T> void read(Digest digest, String what, Class<T> type, Consumer<T> reader) {
        try (InputStream in = content.openVerified(digest)
                .orElseThrow(() -> new IntegrityException(
                        "content " + digest,
                        "The " + what + " of the foreign history (" + digest + ") must be in the content store."))) {
            Lines.read(in, what, type, reader);
        } catch (IOException e) {
            throw new StoreException(
                    StoreException.Outcome.NOT_WRITTEN, "The " + what + " of a foreign history must be readable.", e);
        }
    }
}
