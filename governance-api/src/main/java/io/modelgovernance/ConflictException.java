package io.modelgovernance;

/**
 * The act contradicts what is recorded: a vote that is not allowed, an alias that has moved, a request that is closed.
 *
 * <p>Read the current state and decide again; repeating the same call will not help.
 */
public final class ConflictException extends GovernanceException {
    private static final long serialVersionUID = 1L;
    private final String subject;

    /**
     * Creates the exception.
     *
     * @param subject what the conflict is about, such as {@code "request 17"}
     * @param message what was wrong, where, and what would be right
     */
    public ConflictException(String subject, String message) {
        super(message);
        this.subject = subject;
    }

    /**
     * What the conflict is about.
     *
     * @return the subject
     */
    public String subject() {
        return subject;
    }
}
