package io.modelgovernance.spi;

import java.util.List;
import java.util.Map;

/**
 * What several reads said.
 *
 * @param revisions of each scope asked for, 0 if it was never written; none of them newer than the records
 * @param records the last body of each record that ever was, by its name; one that has ended says when
 * @param lists an answer for each list asked for, in that order
 */
public record Snapshot(
        Map<String, Long> revisions, Map<RecordKey, StoredRecord> records, List<List<StoredRecord>> lists) {
    /** Copies. */
    public Snapshot {
        revisions = Map.copyOf(revisions);
        records = Map.copyOf(records);
        lists = lists.stream().map(List::copyOf).toList();
    }
}
