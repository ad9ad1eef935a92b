package io.modelgovernance.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.registry.VersionId;
import java.util.List;

/** The record of every use of protected attributes. Each is one act with its audit entry. Thread-safe. */
public interface GroupUses {
    /**
     * Records a use, before anything leaves.
     *
     * @param actor who joins them
     * @param version the version whose decisions they are joined to
     * @param purpose what for
     * @param cases decisions that are joined, at least 0
     * @param groups groups whose counts leave, at least 0
     * @param hidden groups that are too small to be told of, at least 0
     * @param unmatched decisions whose key is not known, at least 0
     * @return the use
     * @throws NotFoundException if the version is not on record
     * @throws InvalidInputException if the purpose is missing or a number negative
     */
    GroupUse record(Actor actor, VersionId version, String purpose, long cases, int groups, int hidden, long unmatched);

    /**
     * The uses of a model.
     *
     * @param model the model
     * @param asOf when
     * @return all of them, in the order in which they were made
     */
    List<GroupUse> of(String model, AsOf asOf);
}
