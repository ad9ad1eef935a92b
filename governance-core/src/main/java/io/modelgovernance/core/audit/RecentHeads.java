package io.modelgovernance.core.audit;

import io.modelgovernance.audit.HeadMemory;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers heads as long as the process lives. Thread-safe. */
final class RecentHeads implements HeadMemory {
    private final Map<String, String> heads = new HashMap<>();

    @Override
    public synchronized Optional<String> last(String origin) {
        return Optional.ofNullable(heads.get(origin));
    }

    @Override
    public synchronized boolean advance(String origin, Optional<String> expected, String note) {
        if (!last(origin).equals(expected)) {
            return false;
        }
        heads.put(origin, note);
        return true;
    }
}
