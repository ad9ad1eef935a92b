package io.modelgovernance.audit;

import io.modelgovernance.Digest;
import java.util.List;

/**
 * What a verification of the audit log found.
 *
 * @param entries journal entries checked
 * @param root the recomputed Merkle root
 * @param records stored record bodies whose digests were compared with the log
 * @param observations decisions whose digests were compared with sealed batches
 * @param unsealed decisions stored but not yet sealed into the log, for example by a process that was killed
 * @param problems every problem found, the first ones first, at most 100; empty if the log is intact
 */
public record AuditReport(
        long entries, Digest root, long records, long observations, long unsealed, List<String> problems) {
    /** Copies the problems. */
    public AuditReport {
        problems = List.copyOf(problems);
    }

    /**
     * Whether nothing was wrong.
     *
     * @return true if there is no problem
     */
    public boolean intact() {
        return problems.isEmpty();
    }
}
