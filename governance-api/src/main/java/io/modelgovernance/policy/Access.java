package io.modelgovernance.policy;

import io.modelgovernance.Actor;
import io.modelgovernance.audit.EventType;
import java.util.Optional;

/**
 * Who may do what. Asked before every act; a refusal is an entry of the audit log.
 *
 * <p>It is asked on the acting thread, perhaps more than once; implementations are quick and thread-safe.
 */
@FunctionalInterface
public interface Access {
    /**
     * Why an act may not be done, if it may not.
     *
     * @param actor who wants to
     * @param act what
     * @param subject to what, as it stands in the audit log, such as {@code alias champion of credit-risk}
     * @return the reason in a sentence, or empty if it may be done
     */
    Optional<String> refusal(Actor actor, EventType act, String subject);

    /**
     * Both these rules and others must allow an act.
     *
     * @param other the other rules, asked second
     * @return the rules together
     */
    default Access and(Access other) {
        return (actor, act, subject) -> {
            Optional<String> refusal = refusal(actor, act, subject);
            return refusal.isPresent() ? refusal : other.refusal(actor, act, subject);
        };
    }

    /**
     * Everything is allowed to everybody but to break the glass: whoever wants that must say who may.
     *
     * @return the rules used where none are given
     */
    static Access standard() {
        return (actor, act, subject) -> act == EventType.GLASS_BROKEN
                ? Optional.of("Nobody may break the glass unless access rules say who.")
                : Optional.empty();
    }
}
