package io.modelgovernance.spi;

import java.time.Instant;
import java.util.UUID;

/**
 * One entry of the journal, exactly as it was sealed.
 *
 * @param position its place, from 1 without gaps
 * @param actId the act that wrote it
 * @param recordedAt when it was recorded, whole microseconds, never before the entry ahead of it
 * @param entry its bytes; do not modify
 * @param nodes the hashes it completed in the audit tree; do not modify
 */
public record JournalEntry(long position, UUID actId, Instant recordedAt, byte[] entry, byte[] nodes) {}
