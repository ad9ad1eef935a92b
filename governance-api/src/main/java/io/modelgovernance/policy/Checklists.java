package io.modelgovernance.policy;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.registry.VersionId;
import java.util.List;

/** The checklists of the policy in force, and what was answered to them. Thread-safe. */
public interface Checklists {
    /**
     * The checklists of the policy in force.
     *
     * @return each once, in the order of the policy
     */
    List<Checklist> declared();

    /**
     * Answers an item; an earlier answer is replaced and stays in the past.
     *
     * @param actor who
     * @param version the version that is spoken of
     * @param checklist the checklist
     * @param item the item
     * @param reply what is said
     * @return the answer
     * @throws NotFoundException if the version, the checklist or the item is unknown
     * @throws InvalidInputException if it is said to be done and the evidence that the item asks for is missing
     */
    ChecklistAnswer answer(Actor actor, VersionId version, String checklist, String item, ChecklistAnswer.Reply reply);

    /**
     * What was answered about a version.
     *
     * @param version the version
     * @param asOf when
     * @return the answers in force then, by checklist and item
     */
    List<ChecklistAnswer> answers(VersionId version, AsOf asOf);
}
