package io.modelgovernance.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Names that point to one version of a model each, such as {@code champion}: what they point to, what they pointed to,
 * and how they move. Thread-safe.
 */
public interface Aliases {
    /**
     * Where an alias pointed.
     *
     * @param model the model
     * @param alias the alias
     * @param asOf when
     * @return the alias, or empty if it did not exist then
     */
    Optional<Alias> alias(String model, String alias, AsOf asOf);

    /**
     * All aliases of a model.
     *
     * @param model the model
     * @param asOf when
     * @return the aliases by name
     * @throws NotFoundException if there was no such model
     */
    List<Alias> aliases(String model, AsOf asOf);

    /**
     * Everywhere an alias ever pointed, oldest first.
     *
     * @param model the model
     * @param alias the alias
     * @return its history
     */
    List<Alias> aliasHistory(String model, String alias);

    /**
     * Moves an alias to a version that stands in a servable stage.
     *
     * @param actor who
     * @param model the model
     * @param alias the alias
     * @param to the version
     * @param expectedRevision the alias's revision as it was read, 0 if it does not exist yet
     * @param reason why
     * @return the alias after the move
     * @throws ConflictException if the alias has been moved since
     * @throws RefusedException if the version's stage is not servable or it has an open critical finding
     */
    Alias moveAlias(Actor actor, String model, String alias, VersionId to, long expectedRevision, String reason);

    /**
     * Records afterwards what an alias stood for in earnest from a past moment on, where that was not as recorded: a
     * switch made by hand in an outage, a move in a system that came before. It moves nothing and changes no earlier
     * answer; {@link #aliasAt} tells it from now on, until the alias's next move or correction after that moment.
     *
     * @param actor who
     * @param model the model
     * @param alias the alias
     * @param version what it stood for
     * @param from since when, not later than now
     * @param reason what shows it
     * @return what is on record
     * @throws NotFoundException if there is no such version
     * @throws InvalidInputException if the moment is yet to come, or the reason is blank
     */
    AliasCorrection correct(Actor actor, String model, String alias, VersionId version, Instant from, String reason);

    /**
     * The corrections of an alias.
     *
     * @param model the model
     * @param alias the alias
     * @param asOf known when
     * @return the corrections in the order in which they were recorded
     */
    List<AliasCorrection> corrections(String model, String alias, AsOf asOf);

    /**
     * Which version an alias stood for at one moment, by what was on record at another: valid time and recorded time.
     *
     * @param model the model
     * @param alias the alias
     * @param valid the moment that is asked about
     * @param known by what was known when
     * @return the version, or empty if by that knowledge it stood for none
     */
    Optional<VersionId> aliasAt(String model, String alias, Instant valid, AsOf known);
}
