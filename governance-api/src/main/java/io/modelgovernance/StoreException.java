package io.modelgovernance;

/**
 * The storage behind governance failed.
 *
 * <p>{@link #outcome()} says whether the write surely did not happen or may have happened; repeating an act with the
 * same act id is safe in both cases.
 */
public final class StoreException extends GovernanceException {
    private static final long serialVersionUID = 1L;

    /** What became of the write. */
    public enum Outcome {
        /** Nothing was written. */
        NOT_WRITTEN,
        /** The commit was sent and its answer was lost; look the act id up to learn what happened. */
        UNKNOWN
    }

    private final Outcome outcome;

    /**
     * Creates the exception.
     *
     * @param outcome what became of the write
     * @param message what failed, where, and what may help; never a password or connection string
     * @param cause the cause
     */
    public StoreException(Outcome outcome, String message, Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
    }

    /**
     * What became of the write.
     *
     * @return the outcome
     */
    public Outcome outcome() {
        return outcome;
    }
}
