package io.modelgovernance;

import java.util.List;

/**
 * Governance said no: a gate failed, or the model may not decide now.
 *
 * <p>{@link #reasons()} lists every reason, one sentence each. The refusal of a lifecycle act is itself on the audit
 * log: {@link #auditPosition()} names the entry.
 */
public final class RefusedException extends GovernanceException {
    private static final long serialVersionUID = 1L;
    private final String subject;
    private final transient List<String> reasons;
    private final long auditPosition;

    /**
     * Creates the exception.
     *
     * @param subject what was refused, such as {@code "credit-risk:2 to production"}
     * @param reasons every reason, one sentence each, at least one
     * @param auditPosition the journal position of the recorded refusal, or 0 if refusals of this kind are not recorded
     */
    public RefusedException(String subject, List<String> reasons, long auditPosition) {
        super("Refused: " + subject + ". " + String.join(" ", reasons));
        this.subject = subject;
        this.reasons = List.copyOf(reasons);
        this.auditPosition = auditPosition;
    }

    /**
     * What was refused.
     *
     * @return the subject
     */
    public String subject() {
        return subject;
    }

    /**
     * Why.
     *
     * @return every reason, one sentence each
     */
    public List<String> reasons() {
        return reasons == null ? List.of() : reasons;
    }

    /**
     * Where the refusal is recorded.
     *
     * @return the journal position, or 0
     */
    public long auditPosition() {
        return auditPosition;
    }
}
