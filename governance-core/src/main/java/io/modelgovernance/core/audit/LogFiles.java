package io.modelgovernance.core.audit;

import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** The log as static files: one entry a line, exactly the bytes that are the leaves. */
final class LogFiles {
    static final String ENTRIES = "entries.jsonl";
    static final String CHECKPOINT = "checkpoint.txt";
    static final String PUBLIC_KEY = "public-key.txt";
    private static final int PAGE = 1_000;

    private LogFiles() {}

    static void write(Path directory, GovernanceStore store, Checkpoint checkpoint, Signer signer) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(directory.resolve(ENTRIES)))) {
            long after = 0;
            while (after < checkpoint.size()) {
                List<JournalEntry> page = store.journal(after, (int) Math.min(PAGE, checkpoint.size() - after));
                if (page.isEmpty()) {
                    throw new IOException("The journal must have " + checkpoint.size() + " entries.");
                }
                for (JournalEntry entry : page) {
                    out.write(entry.entry());
                    out.write('\n');
                }
                after = page.get(page.size() - 1).position();
            }
        }
        Files.writeString(directory.resolve(CHECKPOINT), checkpoint.note(), StandardCharsets.UTF_8);
        String key = signer.name() + " " + Base64.getEncoder().encodeToString(signer.publicKey()) + "\n";
        Files.writeString(directory.resolve(PUBLIC_KEY), key, StandardCharsets.UTF_8);
    }
}
