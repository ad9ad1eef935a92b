package io.modelgovernance;

/**
 * Bytes are not what was recorded: a model file, a record or the audit log was changed outside governance.
 *
 * <p>Stop and investigate: this is never a passing fault.
 */
public final class IntegrityException extends GovernanceException {
    private static final long serialVersionUID = 1L;
    private final String subject;

    /**
     * Creates the exception.
     *
     * @param subject what does not match, such as {@code "artifact model.json of credit-risk:3"}
     * @param message what was wrong, where, and what would be right
     */
    public IntegrityException(String subject, String message) {
        super(message);
        this.subject = subject;
    }

    /**
     * What does not match.
     *
     * @return the subject
     */
    public String subject() {
        return subject;
    }
}
