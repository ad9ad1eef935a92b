package io.modelgovernance.core.files;

import io.modelgovernance.Digest;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.PrunableContentStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.StoredContent;
import io.modelgovernance.spi.StoredRecord;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Removes stored content that nothing on record refers to, such as the files of a registration that failed.
 *
 * <p>A record refers to content if its digest stands anywhere in a body the record has or ever had, or in a journal
 * entry: what was deleted from the registry stays readable as of then, so its files stay. What was stored lately is not
 * touched, for it may be on its way into a record. Reads every ledger's journal and histories once, in memory that grows
 * with the number of records and of candidates, not of bytes: a job for the night. Stateless.
 */
public final class Orphans {
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final int PAGE = 1_000;

    private Orphans() {}

    /**
     * What was done.
     *
     * @param removed number of contents removed
     * @param bytes their size
     * @param referred number of old contents that something refers to
     * @param cleared number of remains of dead writers cleared away
     */
    public record Collected(int removed, long bytes, int referred, int cleared) {}

    /**
     * Removes what no ledger refers to.
     *
     * @param content the store
     * @param ledgers every ledger whose content is kept in that store: content of one left out would be lost
     * @param storedBefore only what was last stored before this moment, earlier than now by more than the longest
     *     registration or import takes, such as a day
     * @return what was done
     */
    public static Collected collect(PrunableContentStore content, List<GovernanceStore> ledgers, Instant storedBefore) {
        int cleared = content.clear(storedBefore);
        Map<Digest, Long> candidates = new HashMap<>();
        try (Stream<StoredContent> all = content.list()) {
            all.filter(one -> one.storedAt().isBefore(storedBefore))
                    .forEach(one -> candidates.put(one.digest(), one.size()));
        }
        int old = candidates.size();
        for (GovernanceStore ledger : ledgers) {
            spare(ledger, candidates);
        }
        int removed = 0;
        long bytes = 0;
        for (Map.Entry<Digest, Long> orphan : candidates.entrySet()) {
            if (content.remove(orphan.getKey(), storedBefore)) {
                removed++;
                bytes += orphan.getValue();
            }
        }
        return new Collected(removed, bytes, old - candidates.size(), cleared);
    }

    private static void spare(GovernanceStore ledger, Map<Digest, Long> candidates) {
        Set<RecordKey> seen = new HashSet<>();
        long after = 0;
        while (true) {
            List<JournalEntry> page = ledger.journal(after, PAGE);
            for (JournalEntry entry : page) {
                spare(entry.entry(), candidates);
                EntryBody.read(entry).changes().forEach(change -> {
                    RecordKey key = new RecordKey(change.scope(), change.kind(), change.id());
                    if (seen.add(key)) {
                        for (StoredRecord body : ledger.history(key)) {
                            spare(body.body(), candidates);
                        }
                    }
                });
                after = entry.position();
            }
            if (page.size() < PAGE) {
                return;
            }
        }
    }

    private static void spare(byte[] body, Map<Digest, Long> candidates) {
        Matcher mentions = DIGEST.matcher(new String(body, StandardCharsets.ISO_8859_1));
        while (mentions.find()) {
            candidates.remove(Digest.parse(mentions.group()));
        }
    }
}
