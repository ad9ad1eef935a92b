package io.modelgovernance.core.audit;

import io.modelgovernance.Actor;
import io.modelgovernance.Digest;
import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.EntryBody;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.merkle.TreeHasher;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.policy.Access;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Head;
import io.modelgovernance.spi.JournalEntry;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** A journal of any length that is made up while it is read, so that it fits into no memory and needs none. */
final class LongJournal {
    static final String ORIGIN = "bank-log";
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private LongJournal() {}

    static GovernanceStore of(long size) {
        TreeHasher tree = new TreeHasher();
        for (long position = 1; position <= size; position++) {
            byte[] entry = entry(position);
            tree.append(tree.leaf(entry, 0, entry.length));
        }
        Head head = new Head(size, START, tree.state());
        return (GovernanceStore) Proxy.newProxyInstance(
                GovernanceStore.class.getClassLoader(),
                new Class<?>[] {GovernanceStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "journal" -> page((Long) arguments[0], (Integer) arguments[1], size);
                    case "history" -> List.of();
                    default -> head;
                });
    }

    static AuditEngine audit(long size, Ed25519Signer signer) {
        GovernanceStore store = of(size);
        Ledger ledger = new Ledger(ORIGIN, store, Clock.systemUTC(), Access.standard());
        return new AuditEngine(ledger, store, new InMemoryGovernanceStore(), signer);
    }

    private static List<JournalEntry> page(long after, int limit, long size) {
        return LongStream.rangeClosed(after + 1, Math.min(size, after + limit))
                .mapToObj(position -> new JournalEntry(position, act(position), START, entry(position), new byte[0]))
                .toList();
    }

    private static UUID act(long position) {
        return new UUID(0x1234567800004000L, 0x8000000000000000L + position);
    }

    static byte[] entry(long position) {
        Digest body = Digest.of(ByteBuffer.allocate(8).putLong(position).array());
        return RecordCodec.write(new EntryBody(
                1,
                ORIGIN,
                position,
                START.plusMillis(position),
                act(position),
                EventType.CARD_REVISED,
                "ana",
                Actor.Kind.HUMAN,
                "credit-risk",
                "limits reviewed after the meeting of the credit committee",
                Map.of("revision", Long.toString(position)),
                List.of(new AuditEntry.Change(
                        "model/credit-risk", "card", "card", Optional.of(body), Optional.empty()))));
    }
}
