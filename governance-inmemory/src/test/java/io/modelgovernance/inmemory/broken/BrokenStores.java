package io.modelgovernance.inmemory.broken;

import io.modelgovernance.Digest;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.StaleScopeException;
import io.modelgovernance.spi.StoredRecord;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Ways to be wrong. */
final class BrokenStores {
    private BrokenStores() {}

    /** Does nothing and says that all went well. */
    static final class Noop extends BrokenStore {
        @Override
        public Committed commit(ChangeSet changes) {
            return new Committed(0, changes.at(), false);
        }

        @Override
        public Head head() {
            return Head.EMPTY;
        }

        @Override
        public long revision(String scope) {
            return 0;
        }

        @Override
        public Optional<StoredRecord> find(RecordKey key, long asOf) {
            return Optional.empty();
        }

        @Override
        public List<StoredRecord> search(RecordQuery query) {
            return List.of();
        }

        @Override
        public List<StoredRecord> history(RecordKey key) {
            return List.of();
        }

        @Override
        public List<Scanned> scan(Optional<StoredRecord> after, int limit) {
            return List.of();
        }

        @Override
        public List<JournalEntry> journal(long after, int limit) {
            return List.of();
        }

        @Override
        public Optional<JournalEntry> act(UUID actId) {
            return Optional.empty();
        }

        @Override
        public long positionAt(Instant instant) {
            return 0;
        }

        @Override
        public void append(List<Observation> batch) {}

        @Override
        public Digest put(InputStream in) {
            return Digest.of(new byte[0]);
        }

        @Override
        public Optional<InputStream> open(Digest digest) {
            return Optional.of(InputStream.nullInputStream());
        }
    }

    /** Confirms each third commit without making it. */
    static final class Forgetful extends BrokenStore {
        private int commits;

        @Override
        public Committed commit(ChangeSet changes) {
            Head head = head();
            return ++commits % 3 == 0
                    ? new Committed(head.position() + 1, head.recordedAt(), false)
                    : super.commit(changes);
        }
    }

    /** Gives lists in the wrong order. */
    static final class Reordering extends BrokenStore {
        private static <T> List<T> reversed(List<T> list) {
            List<T> copy = new ArrayList<>(list);
            Collections.reverse(copy);
            return copy;
        }

        @Override
        public List<StoredRecord> search(RecordQuery query) {
            return reversed(super.search(query));
        }

        @Override
        public List<Scanned> scan(Optional<StoredRecord> after, int limit) {
            return reversed(super.scan(after, limit));
        }

        @Override
        public List<JournalEntry> journal(long after, int limit) {
            return reversed(super.journal(after, limit));
        }

        @Override
        public List<Observation> read(String stream, String writer, long after, int limit) {
            return reversed(super.read(stream, writer, after, limit));
        }
    }

    /** Ignores what an act expects: the last writer wins. */
    static final class LastWriterWins extends BrokenStore {
        @Override
        public Committed commit(ChangeSet changes) {
            while (true) {
                Map<String, Long> actual = new HashMap<>();
                changes.expected().keySet().forEach(scope -> actual.put(scope, revision(scope)));
                try {
                    return super.commit(
                            new ChangeSet(changes.actId(), actual, changes.puts(), changes.at(), changes.sealer()));
                } catch (StaleScopeException e) {
                    continue;
                }
            }
        }
    }

    /** Writes an act again when it comes again. */
    static final class Doubling extends BrokenStore {
        @Override
        public Committed commit(ChangeSet changes) {
            Map<String, Long> expected = new HashMap<>(changes.expected());
            if (super.act(changes.actId()).isPresent()) {
                expected.replaceAll((scope, revision) -> revision(scope));
            }
            return super.commit(
                    new ChangeSet(UUID.randomUUID(), expected, changes.puts(), changes.at(), changes.sealer()));
        }
    }
}
