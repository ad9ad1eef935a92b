package io.modelgovernance.audit;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.NotFoundException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The audit log: everything that was done, in order, provable.
 *
 * <p>It detects, it does not prevent: whoever may write to the database can change it, and is found out by everything
 * that a checkpoint kept elsewhere covers. It proves that something was recorded, not that it is true. Thread-safe.
 */
public interface AuditLog {
    /**
     * Reads entries in order; this is also the feed of changes.
     *
     * @param after position to go on after, 0 for the start
     * @param limit at most so many, 1 to 10,000
     * @return entries
     */
    List<AuditEntry> entries(long after, int limit);

    /**
     * How long the log is.
     *
     * @return number of entries, at least 0
     */
    long size();

    /**
     * Signs the log as it stands now, if it continues the last head seen and every leaf since then is the hash of its
     * entry; reads the entries since then, all of them the first time.
     *
     * @return a checkpoint to keep elsewhere
     * @throws IntegrityException if the log was rolled back or rewritten without a declared break, or an entry was changed
     */
    Checkpoint checkpoint();

    /**
     * Proves that an entry is in the log.
     *
     * @param position the entry, from 1
     * @param size size of the log to prove it for, at least {@code position}
     * @return the proof
     * @throws NotFoundException if the log is not that long
     */
    InclusionProof prove(long position, long size);

    /**
     * Proves that the log has only grown.
     *
     * @param from the smaller size, at least 1
     * @param to the greater size
     * @return the proof
     * @throws NotFoundException if the log is not that long
     */
    ConsistencyProof proveGrowth(long from, long to);

    /**
     * Recomputes everything: each entry's hash, the tree, the digest of each record body and of each sealed batch; and that
     * the log continues the last head seen.
     *
     * @return what was found
     */
    AuditReport verify();

    /**
     * As {@link #verify()}, and also that the log still begins with what a kept checkpoint says.
     *
     * @param kept a checkpoint kept outside the database
     * @return what was found
     */
    AuditReport verify(Checkpoint kept);

    /**
     * Writes the log as static files that {@code AuditVerifier} checks offline: {@code entries.jsonl},
     * {@code leaves.txt}, {@code checkpoint.txt} and {@code public-key.txt}.
     *
     * @param directory an existing directory
     * @return the checkpoint that was written
     * @throws IOException if writing fails
     */
    Checkpoint export(Path directory) throws IOException;

    /**
     * The keys it is signed with, and its breaks.
     *
     * @return what changes them
     */
    LogCustody custody();
}
