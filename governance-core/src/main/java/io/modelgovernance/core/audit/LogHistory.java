package io.modelgovernance.core.audit;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.audit.Discontinuity;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.EntryBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the log says about itself: its keys and its declared breaks, gathered while its entries pass by.
 *
 * <p>Canonical JSON ends with the type and the version, so the few entries that matter are known by their last bytes,
 * and no other is parsed. Used by one thread.
 */
final class LogHistory {
    private static final int MOST = 10_000;
    private static final byte[] ROTATED = ending(EventType.SIGNER_ROTATED);
    private static final byte[] REVOKED = ending(EventType.SIGNER_REVOKED);
    private static final byte[] DISCONTINUED = ending(EventType.LOG_DISCONTINUED);

    private final List<byte[]> entries = new ArrayList<>();
    private final List<Long> positions = new ArrayList<>();

    private static byte[] ending(EventType type) {
        return (",\"type\":\"" + type + "\",\"v\":1}").getBytes(StandardCharsets.US_ASCII);
    }

    void note(Lines entry, long position) {
        if (entry.endsWith(ROTATED) || entry.endsWith(REVOKED) || entry.endsWith(DISCONTINUED)) {
            add(entry.copy(), position);
        }
    }

    void add(byte[] entry, long position) {
        if (entries.size() == MOST) {
            throw InvalidInputException.of("log", "has more than 10000 changes of key or breaks", "of sane length");
        }
        entries.add(entry);
        positions.add(position);
    }

    /** The keys, from a trusted one; the log's name is the one its own entries say; the breaks, each signed by the key of its time, go to a list. */
    KeyChain follow(VerifierKey first, List<Discontinuity> breaks) {
        Optional<String> named =
                entries.stream().findFirst().map(entry -> read(entry).origin());
        String origin = named.orElse("");
        KeyChain chain = new KeyChain(named, first);
        for (int i = 0; i < entries.size(); i++) {
            EntryBody entry = read(entries.get(i));
            if (entry.position() != positions.get(i) || !entry.origin().equals(origin)) {
                throw InvalidInputException.of(
                        "entry " + positions.get(i),
                        "says it is entry " + entry.position() + " of " + entry.origin(),
                        "of this place in " + origin);
            }
            switch (entry.type()) {
                case SIGNER_ROTATED -> chain.rotated(entry);
                case SIGNER_REVOKED -> chain.revoked(entry);
                default -> breaks.add(discontinuity(origin, chain.current(), entry));
            }
        }
        return chain;
    }

    private static EntryBody read(byte[] entry) {
        return RecordCodec.read(EntryBody.class, entry);
    }

    private static Discontinuity discontinuity(String origin, VerifierKey key, EntryBody entry) {
        Note note = LogStatement.parse(entry.details().getOrDefault(LogStatement.DETAIL, ""));
        List<String> lines = LogStatement.lines(origin, "discontinuity", note, 4);
        long size = LogStatement.size(lines.get(0));
        long lost = LogStatement.size(lines.get(2));
        if (!note.signedBy(key) || size >= entry.position()) {
            throw InvalidInputException.of(
                    "discontinuity in entry " + entry.position(),
                    "is not a statement of " + key.name() + " about earlier entries",
                    "signed by the key in use");
        }
        return new Discontinuity(
                entry.position(),
                size,
                Digest.parse("sha256:" + lines.get(1)),
                lost,
                Digest.parse("sha256:" + lines.get(3)),
                entry.reason());
    }
}
