package io.modelgovernance.audit;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.IntegrityException;
import io.modelgovernance.RefusedException;
import java.util.List;
import java.util.Optional;

/**
 * Keeps personal data so that it can be erased while every proof stays valid.
 *
 * <p>The log holds a salted commitment; salt and data lie encrypted in the content store, under a key of their subject
 * that is kept elsewhere. Erasing destroys the key. Whether that is erasure in the sense of a law is the controller's
 * judgement. Subjects are pseudonyms: the log keeps them for ever. Thread-safe.
 */
public interface PersonalData {
    /**
     * Keeps data.
     *
     * @param actor who
     * @param subject pseudonym, 1 to 120 printable ASCII characters
     * @param payload the data, at most 1 MiB
     * @return what is on record about it
     * @throws ConflictException if the subject was erased at the same time; nothing readable was kept
     */
    Deposit keep(Actor actor, String subject, byte[] payload);

    /**
     * Opens what was kept, and checks that it is what the log commits to.
     *
     * @param deposit as it was returned
     * @return salt and data, or empty if it was erased
     * @throws IntegrityException if what is stored is not what was kept
     */
    Optional<Opening> open(Deposit deposit);

    /**
     * What is on record about a subject, erased or not.
     *
     * @param subject pseudonym
     * @return deposits in the order they were made
     */
    List<Deposit> deposits(String subject);

    /**
     * Erases everything kept of a subject. The erasure is recorded first; if destroying fails after that, the call fails
     * and is to be made again, which records nothing twice.
     *
     * @param actor who
     * @param subject pseudonym
     * @param reason why, such as the request of the subject
     * @return the deposits of the subject, all of them erased
     * @throws RefusedException if a hold is on the subject; the refusal is recorded
     */
    List<Deposit> erase(Actor actor, String subject, String reason);

    /**
     * Lays a legal hold: nothing of the subject can be erased.
     *
     * @param actor who
     * @param subject pseudonym
     * @param reason the case
     */
    void hold(Actor actor, String subject, String reason);

    /**
     * Ends a legal hold.
     *
     * @param actor who; not the person that laid it
     * @param subject pseudonym
     * @param reason why
     * @throws ConflictException if there is no hold, or the same person laid it
     */
    void release(Actor actor, String subject, String reason);
}
