package io.modelgovernance.core.serving;

import io.modelgovernance.serving.Call;
import java.util.HashMap;
import java.util.Map;

/** How many records of each caller wait in memory, and how many may. Thread-safe. */
final class CallerQuota {
    private final int most;
    private final boolean shared;
    private final Map<String, int[]> waiting = new HashMap<>();

    /**
     * Creates it.
     *
     * @param capacity how many records have room
     * @param share how much of it one caller may take; of 1 nothing is counted
     */
    CallerQuota(int capacity, double share) {
        this.most = (int) Math.max(1, capacity * share);
        this.shared = share < 1;
    }

    /** Takes room for records of answers to a call, for all of them or none. */
    boolean take(Call call, int n) {
        return !shared || taken(call.caller().id(), n);
    }

    private synchronized boolean taken(String caller, int n) {
        int[] count = waiting.get(caller);
        if ((count == null ? 0 : count[0]) + n > most) {
            return false;
        }
        if (count == null) {
            waiting.put(caller, new int[] {n});
        } else {
            count[0] += n;
        }
        return true;
    }

    /** Gives back what was taken; needs no memory. */
    void give(Call call, int n) {
        if (shared) {
            given(call.caller().id(), n);
        }
    }

    private synchronized void given(String caller, int n) {
        int[] count = waiting.get(caller);
        if (count != null) {
            count[0] -= n;
            if (count[0] <= 0) {
                waiting.remove(caller);
            }
        }
    }
}
