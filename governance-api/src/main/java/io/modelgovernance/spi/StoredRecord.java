package io.modelgovernance.spi;

/**
 * A record as it was stored, with its life as two journal positions.
 *
 * @param key its name
 * @param body its bytes, exactly as they were put; do not modify
 * @param from the position of the commit that put it
 * @param to the position of the commit that replaced or ended it, {@link GovernanceStore#NOW} while it is current
 */
public record StoredRecord(RecordKey key, byte[] body, long from, long to) {}
