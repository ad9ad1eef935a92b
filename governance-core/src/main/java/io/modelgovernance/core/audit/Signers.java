package io.modelgovernance.core.audit;

import io.modelgovernance.ConflictException;
import io.modelgovernance.audit.LogKey;
import io.modelgovernance.audit.Signer;
import io.modelgovernance.audit.VerifierKey;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.StoredRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** The private keys at hand, and which key is to sign a head of some size. Thread-safe. */
final class Signers {
    private final GovernanceStore store;
    private final List<Signer> atHand = new CopyOnWriteArrayList<>();

    Signers(GovernanceStore store, Signer first) {
        this.store = store;
        atHand.add(first);
    }

    void add(Signer signer) {
        atHand.add(signer);
    }

    /**
     * The signer of a head.
     *
     * @throws ConflictException if its key is not at hand
     */
    Signer of(long size) {
        VerifierKey key = key(size);
        return atHand.stream()
                .filter(signer -> VerifierKey.of(signer).equals(key))
                .findFirst()
                .orElseThrow(() -> new ConflictException(
                        "signing key",
                        "The log is signed with " + key + ", which is not at hand. Maybe wire its signer."));
    }

    /** The key that signs heads of a size. */
    VerifierKey key(long size) {
        VerifierKey found = keys().get(0).key();
        for (LogKey key : keys()) {
            found = key.from() <= size ? key.key() : found;
        }
        return found;
    }

    /** All keys, the first one first. */
    List<LogKey> keys() {
        List<StoredRecord> history = store.history(KeyInUse.PLACE);
        if (history.isEmpty()) {
            return List.of(new LogKey(VerifierKey.of(atHand.get(0)), 0, OptionalLong.empty()));
        }
        List<KeyInUse> records = history.stream()
                .map(stored -> RecordCodec.read(KeyInUse.class, stored.body()))
                .toList();
        KeyInUse now = records.get(records.size() - 1);
        List<LogKey> keys = new ArrayList<>();
        keys.add(key(records.get(0).former(), 0, now));
        for (int i = 0; i < records.size(); i++) {
            String key = records.get(i).key();
            if (!keys.get(keys.size() - 1).key().toString().equals(key)) {
                keys.add(key(key, history.get(i).from(), now));
            }
        }
        return keys;
    }

    private static LogKey key(String text, long from, KeyInUse now) {
        Long revoked = now.revoked().getOrDefault(text, Long.MAX_VALUE);
        return new LogKey(
                VerifierKey.parse(text),
                from,
                revoked == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(revoked));
    }
}
