package io.modelgovernance.inmemory.broken;

import io.modelgovernance.Digest;
import io.modelgovernance.spi.ChangeSet;
import io.modelgovernance.spi.Committed;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Links;
import io.modelgovernance.spi.LinksQuery;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.Scanned;
import io.modelgovernance.spi.Snapshot;
import io.modelgovernance.spi.SnapshotQuery;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.StaleScopeException;
import io.modelgovernance.spi.StoredRecord;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermMatch;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
        public List<TermMatch> sorted(SortedQuery query) {
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
        public List<TermMatch> sorted(SortedQuery query) {
            return reversed(super.sorted(query));
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

    /** Of several reads at once it leaves out the last record. */
    static final class Hasty extends BrokenStore {
        @Override
        public Snapshot snapshot(SnapshotQuery query) {
            List<RecordKey> keys = query.keys();
            return super.snapshot(new SnapshotQuery(
                    query.scopes(), keys.subList(0, Math.max(0, keys.size() - 1)), query.lists()));
        }
    }

    /** Follows links, each one step too few. */
    static final class ShortSighted extends BrokenStore {
        @Override
        public Optional<Links> follow(LinksQuery query) {
            List<Link> links = new ArrayList<>();
            Set<String> reached = new HashSet<>(query.starts());
            List<String> at = query.starts();
            for (int step = 1; step < query.steps() && !at.isEmpty(); step++) {
                List<String> next = new ArrayList<>();
                for (String one : at) {
                    RecordQuery met = RecordQuery.with(query.kind(), new Term(query.end(), one));
                    for (StoredRecord record : sound.search(met.asOf(query.asOf()))) {
                        String[] ends = new String(record.body(), StandardCharsets.UTF_8).split(">", 2);
                        if (ends.length == 2 && record.from() > query.since()) {
                            links.add(new Link(ends[0], ends[1], "", record.body(), record.from()));
                            String far = query.end().equals(Link.TO) ? ends[0] : ends[1];
                            if (reached.add(far)) {
                                next.add(far);
                            }
                        }
                    }
                }
                at = next;
            }
            return links.size() > query.limit()
                    ? Optional.empty()
                    : Optional.of(new Links(links, at.isEmpty() ? Links.Beyond.NOTHING : Links.Beyond.UNKNOWN));
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
