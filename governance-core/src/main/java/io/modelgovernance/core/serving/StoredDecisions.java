package io.modelgovernance.core.serving;

import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.Page;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.serving.DecisionRecord;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The stored decisions of a version: those sealed through the notes of their batches, the few that wait to be sealed by
 * reading them. Thread-safe.
 */
public final class StoredDecisions {
    private static final int MOST = 1_000;
    private static final int READ = 1_000;
    private static final int FEW = 200;

    private final Ledger ledger;
    private final ObservationStore observations;

    /**
     * Creates it.
     *
     * @param ledger where batches are sealed
     * @param observations where decisions are
     */
    public StoredDecisions(Ledger ledger, ObservationStore observations) {
        this.ledger = ledger;
        this.observations = observations;
    }

    /**
     * The edge to a decision from the version that made it.
     *
     * @param decision a node, {@code decision/model/id}
     * @return the edge, empty if no such decision is stored
     */
    public Optional<Edge> edge(Node decision) {
        int slash = decision.id().lastIndexOf('/');
        if (slash < 1 || slash == decision.id().length() - 1) {
            return Optional.empty();
        }
        return observations
                .find(
                        DecisionWriter.stream(decision.id().substring(0, slash)),
                        decision.id().substring(slash + 1))
                .map(DecidedBy::read)
                .map(record -> new Edge(
                        Node.of(record.version()),
                        decision,
                        "decides",
                        record.caller(),
                        record.at(),
                        Edge.Confidence.OBSERVED));
    }

    /**
     * Counts.
     *
     * @param version the version
     * @return the exact number stored
     */
    public long count(VersionId version) {
        AsOf moment = AsOf.position(ledger.head());
        RecordQuery batches = RecordQuery.with(Keys.DECIDED, SealedDecisions.term(version.toString()));
        long count = ledger.list(SealedDecisions.class, batches, moment).stream()
                .mapToLong(batch -> batch.versions().getOrDefault(version.toString(), 0L))
                .sum();
        String stream = DecisionWriter.stream(version.model());
        for (String writer : observations.writers(stream)) {
            long after = Sealing.upTo(ledger, stream, writer, moment);
            List<Observation> page = observations.read(stream, writer, after, READ);
            for (; !page.isEmpty(); page = observations.read(stream, writer, after, READ)) {
                count += page.stream().filter(one -> isOf(version, one)).count();
                after = page.get(page.size() - 1).sequence();
            }
        }
        return count;
    }

    private static boolean isOf(VersionId version, Observation one) {
        return DecidedBy.version(one).equals(version.toString());
    }

    /**
     * Lists, writer by writer.
     *
     * @param version the version
     * @param after key of the page before, empty for the first
     * @param limit at most so many, 1 to 1,000
     * @return a page
     */
    public Page<DecisionRecord> page(VersionId version, Optional<String> after, int limit) {
        if (limit < 1 || limit > MOST) {
            throw InvalidInputException.of("limit of decisions", "is " + limit, "1 to " + MOST);
        }
        Optional<Cursor> cursor = after.map(Cursor::parse);
        String stream = DecisionWriter.stream(version.model());
        List<DecisionRecord> found = new ArrayList<>();
        for (String writer : observations.writers(stream)) {
            int order = cursor.map(one -> writer.compareTo(one.writer())).orElse(1);
            if (order < 0) {
                continue;
            }
            long sequence = order == 0 ? cursor.map(Cursor::sequence).orElse(0L) : 0;
            Scan scan = new Scan(version, stream, writer, limit, found);
            sequence = scan.from(sequence);
            if (found.size() == limit) {
                return new Page<>(found, Optional.of(writer + "/" + sequence));
            }
        }
        return new Page<>(found, Optional.empty());
    }

    /** Where a page ended. */
    private record Cursor(String writer, long sequence) {
        static Cursor parse(String key) {
            int slash = key.lastIndexOf('/');
            try {
                return new Cursor(key.substring(0, Math.max(0, slash)), Long.parseLong(key.substring(slash + 1)));
            } catch (NumberFormatException e) {
                throw InvalidInputException.of(
                        "key of a page of decisions", "reads " + Names.printable(key), "that of the page before");
            }
        }
    }

    /** One writer's decisions of a version, into a list up to its limit. */
    private final class Scan {
        private final VersionId version;
        private final String stream;
        private final String writer;
        private final int limit;
        private final List<DecisionRecord> found;

        Scan(VersionId version, String stream, String writer, int limit, List<DecisionRecord> found) {
            this.version = version;
            this.stream = stream;
            this.writer = writer;
            this.limit = limit;
            this.found = found;
        }

        /** Returns the sequence up to which it has read. */
        long from(long after) {
            AsOf moment = AsOf.position(ledger.head());
            long done = after;
            while (found.size() < limit) {
                Optional<SealedDecisions> batch = next(done, moment);
                if (batch.isEmpty()) {
                    break;
                }
                done = read(Math.max(done, batch.get().from() - 1), batch.get().to());
            }
            long sealed = Sealing.upTo(ledger, stream, writer, moment);
            return found.size() < limit ? read(Math.max(done, sealed), Long.MAX_VALUE) : done;
        }

        private Optional<SealedDecisions> next(long done, AsOf moment) {
            String scope = Keys.sealed(stream, writer);
            RecordQuery query = new RecordQuery(
                    Keys.DECIDED,
                    Optional.of(scope),
                    List.of(SealedDecisions.term(version.toString())),
                    ledger.position(moment),
                    Optional.of(SealedDecisions.key(scope, done)),
                    1);
            return ledger.page(SealedDecisions.class, query).stream().findFirst();
        }

        private long read(long after, long to) {
            long done = after;
            while (done < to && found.size() < limit) {
                int many = (int) Math.min(Math.max(FEW, limit), to - done);
                List<Observation> page = observations.read(stream, writer, done, many);
                if (page.isEmpty()) {
                    break;
                }
                for (int i = 0; i < page.size() && found.size() < limit; i++) {
                    if (isOf(version, page.get(i))) {
                        found.add(DecidedBy.read(page.get(i)));
                    }
                    done = page.get(i).sequence();
                }
            }
            return done;
        }
    }
}
