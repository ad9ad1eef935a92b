package io.modelgovernance.core.audit;

import io.modelgovernance.spi.RecordKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares two long lists in constant memory, whatever their order: what is in one is added, what is in the other
 * subtracted, and what is left over shows in which bucket of keys they differ.
 *
 * <p>An element counts as 128 bits of SHA-256 over a secret and itself. The secret is drawn anew for each comparison, so
 * nobody can have prepared elements whose sum is that of others: an additive multiset hash (Clarke et al., Asiacrypt
 * 2003). Used by one thread.
 */
final class Fingerprints {
    static final int BUCKETS = 1 << 14;

    private final byte[] secret = new byte[32];
    private final long[] high = new long[BUCKETS];
    private final long[] low = new long[BUCKETS];
    private final MessageDigest sha;

    Fingerprints() {
        new SecureRandom().nextBytes(secret);
        try {
            this.sha = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    static int bucket(RecordKey key) {
        int hash = key.hashCode();
        return (hash ^ (hash >>> 16)) & (BUCKETS - 1);
    }

    /** Something that happened to a record at a position. */
    void add(RecordKey key, long position, String what) {
        count(key, position, what, 1);
    }

    void subtract(RecordKey key, long position, String what) {
        count(key, position, what, -1);
    }

    private void count(RecordKey key, long position, String what, int times) {
        sha.update(secret);
        String text = key.kind() + "\n" + key.scope() + "\n" + key.id() + "\n" + position + "\n" + what;
        ByteBuffer hash = ByteBuffer.wrap(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        int bucket = bucket(key);
        high[bucket] += times * hash.getLong();
        low[bucket] += times * hash.getLong();
    }

    /** Buckets whose lists differ. */
    List<Integer> differing() {
        List<Integer> buckets = new ArrayList<>();
        for (int i = 0; i < BUCKETS; i++) {
            if (high[i] != 0 || low[i] != 0) {
                buckets.add(i);
            }
        }
        return buckets;
    }
}
