package io.modelgovernance.core.audit;

/**
 * The latest head known of a part of the log that was lost.
 *
 * @param note its signed note
 */
public record LostHead(String note) {
    static final String SCOPE = "log";
    static final String KIND = "log-break";
}
