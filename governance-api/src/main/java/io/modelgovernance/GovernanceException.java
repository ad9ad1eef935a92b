package io.modelgovernance;

/**
 * Something governance would not or could not do.
 *
 * <p>The unchecked root of the few kinds an application can react to: {@link NotFoundException},
 * {@link InvalidInputException}, {@link ConflictException}, {@link RefusedException}, {@link IntegrityException} and
 * {@link StoreException}. Whenever one is thrown, nothing was written, except where {@link StoreException} says that
 * the outcome is unknown. Messages hold names and digests, never feature values or secrets.
 */
public abstract class GovernanceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message what was wrong, where, and what would be right
     */
    protected GovernanceException(String message) {
        super(message);
    }

    /**
     * Creates the exception with a cause.
     *
     * @param message what was wrong, where, and what would be right
     * @param cause the cause
     */
    protected GovernanceException(String message, Throwable cause) {
        super(message, cause);
    }
}
