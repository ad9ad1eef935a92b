package io.modelgovernance.core.audit;

import io.modelgovernance.audit.Checkpoint;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.merkle.Merkle;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * The log as static files: one entry a line, exactly the bytes that are the leaves; and their hashes, one a line, which
 * show which entry is wrong if one is.
 */
final class LogFiles {
    static final String ENTRIES = "entries.jsonl";
    static final String LEAVES = "leaves.txt";
    static final String CHECKPOINT = "checkpoint.txt";
    static final String PUBLIC_KEY = "public-key.txt";
    private static final int PAGE = 1_000;

    private LogFiles() {}

    static void write(Path directory, GovernanceStore store, Checkpoint checkpoint, VerifierKey key)
            throws IOException {
        try (OutputStream entries = create(directory, ENTRIES);
                OutputStream leaves = create(directory, LEAVES)) {
            long after = 0;
            while (after < checkpoint.size()) {
                List<JournalEntry> page = store.journal(after, (int) Math.min(PAGE, checkpoint.size() - after));
                if (page.isEmpty()) {
                    throw new IOException("The journal must have " + checkpoint.size() + " entries.");
                }
                for (JournalEntry entry : page) {
                    entries.write(entry.entry());
                    entries.write('\n');
                    leaves.write(hashLine(Merkle.leaf(entry.entry())));
                }
                after = page.get(page.size() - 1).position();
            }
        }
        Files.writeString(directory.resolve(CHECKPOINT), checkpoint.note(), StandardCharsets.UTF_8);
        Files.write(directory.resolve(PUBLIC_KEY), keyLine(key.name(), key.publicKey()));
    }

    static byte[] keyLine(String name, byte[] publicKey) {
        String line = name + " " + Base64.getEncoder().encodeToString(publicKey) + "\n";
        return line.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] hashLine(byte[] leaf) {
        return (HexFormat.of().formatHex(leaf) + "\n").getBytes(StandardCharsets.US_ASCII);
    }

    private static OutputStream create(Path directory, String name) throws IOException {
        return new BufferedOutputStream(Files.newOutputStream(directory.resolve(name)));
    }
}
