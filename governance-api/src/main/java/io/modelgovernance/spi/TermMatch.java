package io.modelgovernance.spi;

/**
 * A record that was looked up, and the value it was found by.
 *
 * @param value one of the query's values
 * @param record the record
 */
public record TermMatch(String value, StoredRecord record) {}
