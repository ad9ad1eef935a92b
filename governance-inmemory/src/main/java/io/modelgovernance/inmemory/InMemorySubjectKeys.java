package io.modelgovernance.inmemory;

import io.modelgovernance.spi.SubjectKeys;
import java.security.SecureRandom;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Keys of subjects in memory, for tests. Thread-safe. */
public final class InMemorySubjectKeys implements SubjectKeys {
    private final Map<String, byte[]> keys = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** No keys yet. */
    public InMemorySubjectKeys() {}

    @Override
    public byte[] obtain(String subject) {
        return keys.computeIfAbsent(subject, name -> {
                    byte[] key = new byte[LENGTH];
                    random.nextBytes(key);
                    return key;
                })
                .clone();
    }

    @Override
    public Optional<byte[]> find(String subject) {
        return Optional.ofNullable(keys.get(subject)).map(byte[]::clone);
    }

    @Override
    public void destroy(String subject) {
        keys.remove(subject);
    }
}
