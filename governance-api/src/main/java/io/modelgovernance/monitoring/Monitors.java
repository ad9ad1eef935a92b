package io.modelgovernance.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Optional;

/**
 * Watches versions window by window: many processes count what they see, one judges each window when it is over. Each
 * call that records is one act. Thread-safe.
 */
public interface Monitors {
    /**
     * Defines how a version is watched, or revises it.
     *
     * @param actor who
     * @param definition how; its revision is given here
     * @return the definition with its revision
     * @throws NotFoundException if no reference of the version, or of one of the segments, is frozen
     */
    MonitorDefinition define(Actor actor, MonitorDefinition definition);

    /**
     * How a version is watched.
     *
     * @param version the version
     * @param asOf when
     * @return the definition in force then
     */
    Optional<MonitorDefinition> definition(VersionId version, AsOf asOf);

    /**
     * What a monitor would see.
     *
     * @param definition how the version would be watched; need not be on record
     * @param rows rows that a window is expected to have, at least 2
     * @return the smallest changes that it would see
     * @throws NotFoundException if no reference of the version is frozen
     * @throws InvalidInputException if there are too few rows
     */
    MonitorPower power(MonitorDefinition definition, long rows);

    /**
     * Counts rows for this process. Close it when the process ends. For models that decide elsewhere: a governed model
     * counts by itself what it decides on, and a row that is seen here as well counts twice.
     *
     * @param version the version that sees the rows
     * @return an observer
     * @throws NotFoundException if the version is not watched
     */
    RowObserver observe(VersionId version);

    /**
     * Judges a window that is over, and opens or continues alerts in the same act. What is wrong in as many
     * windows one after the other as the definition says is an alert; then, if the policy says so, the champion falls
     * back as after a drift check.
     *
     * @param actor who
     * @param version the version
     * @param window one of the windows of its definition
     * @return what it showed
     * @throws NotFoundException if the version is not watched
     * @throws InvalidInputException if it is no such window, its rows are still waited for, or windows are cut by rows
     * @throws ConflictException if it was judged before
     */
    Look judge(Actor actor, VersionId version, TimeWindow window);

    /**
     * Judges every window that is over and was not judged, the oldest first, at most 1,000 of them: what a scheduler
     * calls every now and then. By rows, a window is over as soon as it has enough of them.
     *
     * @param actor who
     * @param version the version
     * @return what they showed, from the definition's first window on
     * @throws NotFoundException if the version is not watched
     */
    List<Look> judgeDue(Actor actor, VersionId version);

    /**
     * What was judged.
     *
     * @param version the version
     * @param asOf when
     * @return its windows, the oldest first
     */
    List<Look> looks(VersionId version, AsOf asOf);

    /**
     * What drifts, and who deals with it.
     *
     * @return the alerts
     */
    Alerts alerts();

    /**
     * How recorded decisions turned out.
     *
     * @return the outcomes
     */
    Outcomes outcomes();

    /**
     * Requests for training anew.
     *
     * @return the requests
     */
    Retraining retraining();

    /**
     * Uses of protected attributes.
     *
     * @return the record of them
     */
    GroupUses groupUses();

    /**
     * Where to look first for what a window showed: dataset versions upstream of what drifts, by the lineage on record, that
     * were recorded between the start of the window before and the end of this one.
     *
     * @param look a judged window
     * @return the likeliest first: that feeds what drifts and nothing else, by column before by dataset, the nearest, the
     *     latest; empty if nothing drifts or nothing upstream was recorded then
     */
    List<RootCause> causes(Look look);

    /**
     * Rows that came after their window was judged.
     *
     * @param look a judged window
     * @return how many; 0 if none
     */
    long late(Look look);
}
