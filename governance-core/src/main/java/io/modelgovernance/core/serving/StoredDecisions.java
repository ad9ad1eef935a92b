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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

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
        String model = decision.id().substring(0, slash);
        String id = decision.id().substring(slash + 1);
        return observations
                .find(DecisionWriter.stream(model), id)
                .or(() -> JoinedDecisions.find(observations, model, id))
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
     * Counts: all that were stored before the call, none twice; of those stored during it some.
     *
     * @param version the version
     * @return the number stored
     */
    public long count(VersionId version) {
        AsOf moment = AsOf.position(ledger.head());
        // What waits aside is read first: brought over meanwhile, it comes after all that is sealed at this moment.
        Set<String> waiting = aside(version);
        RecordQuery batches = RecordQuery.with(Keys.DECIDED, SealedDecisions.term(version.toString()));
        long count = ledger.list(SealedDecisions.class, batches, moment).stream()
                .mapToLong(batch -> batch.versions().getOrDefault(version.toString(), 0L))
                .sum();
        String stream = DecisionWriter.stream(version.model());
        for (String writer : observations.writers(stream)) {
            long after = Sealing.upTo(ledger, stream, writer, moment);
            List<Observation> page = observations.read(stream, writer, after, READ);
            for (; !page.isEmpty(); page = observations.read(stream, writer, after, READ)) {
                for (Observation one : page) {
                    if (isOf(version, one)) {
                        count++;
                        waiting.remove(one.id());
                    }
                }
                after = last(page);
            }
        }
        return count + waiting.size();
    }

    /** Those committed in transactions of the application's that wait to be brought into the stream. */
    private Set<String> aside(VersionId version) {
        String beside = JoinedDecisions.beside(version.model());
        List<DecisionRecord> found = new ArrayList<>();
        for (String writer : observations.writers(beside)) {
            new Scan(version, beside, writer, Integer.MAX_VALUE, found).from(0);
        }
        Set<String> ids = new HashSet<>();
        found.forEach(one -> ids.add(one.id()));
        return ids;
    }

    private static long last(List<Observation> page) {
        return page.get(page.size() - 1).sequence();
    }

    private static boolean isOf(VersionId version, Observation one) {
        return DecidedBy.version(one).equals(version.toString());
    }

    /**
     * Lists, writer by writer. Those of transactions that ended a moment ago come first, and may come again once they
     * are brought into the stream.
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
        List<DecisionRecord> found = new ArrayList<>();
        for (boolean aside : new boolean[] {true, false}) {
            String stream = aside ? JoinedDecisions.beside(version.model()) : DecisionWriter.stream(version.model());
            for (String writer : observations.writers(stream)) {
                int order = cursor.map(one -> one.order(aside, writer)).orElse(1);
                if (order < 0) {
                    continue;
                }
                long sequence = order == 0 ? cursor.map(Cursor::sequence).orElse(0L) : 0;
                sequence = new Scan(version, stream, writer, limit, found).from(sequence);
                if (found.size() == limit) {
                    return new Page<>(found, Optional.of(new Cursor(aside, writer, sequence).key()));
                }
            }
        }
        return new Page<>(found, Optional.empty());
    }

    /** Where a page ended; what waits aside comes before all else, so that none is passed by while it is brought over. */
    private record Cursor(boolean aside, String writer, long sequence) {
        private static final String ASIDE = "aside/";

        /** How a place compares with where the page ended. */
        int order(boolean otherAside, String otherWriter) {
            return aside == otherAside ? otherWriter.compareTo(writer) : Boolean.compare(aside, otherAside);
        }

        String key() {
            return (aside ? ASIDE : "") + writer + "/" + sequence;
        }

        static Cursor parse(String key) {
            boolean aside = key.startsWith(ASIDE);
            String rest = aside ? key.substring(ASIDE.length()) : key;
            int slash = rest.lastIndexOf('/');
            try {
                return new Cursor(
                        aside, rest.substring(0, Math.max(0, slash)), Long.parseLong(rest.substring(slash + 1)));
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
            return found.size() < limit
                    ? read(Math.max(done, Sealing.upTo(ledger, stream, writer, moment)), Long.MAX_VALUE)
                    : done;
        }

        private boolean broughtOver(Observation one) {
            String sealed = DecisionWriter.stream(version.model());
            return !stream.equals(sealed) && observations.find(sealed, one.id()).isPresent();
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
                int many = (int) Math.min(Math.min(Math.max(FEW, limit), READ), to - done);
                List<Observation> page = observations.read(stream, writer, done, many);
                if (page.isEmpty()) {
                    break;
                }
                for (int i = 0; i < page.size() && found.size() < limit; i++) {
                    if (isOf(version, page.get(i)) && !broughtOver(page.get(i))) {
                        found.add(DecidedBy.read(page.get(i)));
                    }
                    done = page.get(i).sequence();
                }
            }
            return done;
        }
    }
}
