package io.modelgovernance.drift;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.model.Rows;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.VersionId;
import java.util.List;
import java.util.Optional;

/**
 * Watches whether versions still see what they were trained for, and acts when they do not.
 *
 * <p>Thread-safe; each call that records is one act with its audit entry.
 */
public interface DriftWatch {
    /**
     * Freezes a reference for a version.
     *
     * @param actor who
     * @param version the version
     * @param reference rows it was validated on
     * @return the frozen profile
     */
    Profile freeze(Actor actor, VersionId version, Rows reference);

    /**
     * Freezes a reference for a version, and one for each of its parts that is to be watched by itself: the rows of a part
     * differ from the whole by what makes it one, so that they are compared with their like.
     *
     * @param actor who
     * @param version the version
     * @param reference rows it was validated on
     * @param segments the parts, their names distinct, each with at least one row
     * @return the frozen profile of the whole
     * @throws io.modelgovernance.InvalidInputException if a segment has no rows or its feature is unknown
     */
    Profile freeze(Actor actor, VersionId version, Rows reference, List<Segment> segments);

    /**
     * The frozen reference of a version.
     *
     * @param version the version
     * @return it, or empty
     */
    Optional<Profile> reference(VersionId version);

    /**
     * Compares a window of live rows with the reference and records the report. If it shows drift and the policy says
     * so, the champion alias falls back to the previous champion in the same act.
     *
     * @param actor who
     * @param version the version that saw the rows
     * @param window the rows
     * @return the report and what was done
     * @throws io.modelgovernance.NotFoundException if no reference is frozen
     * @throws io.modelgovernance.ConflictException if the reference was frozen anew during the check
     */
    Checked check(Actor actor, VersionId version, Rows window);

    /**
     * The reports of a version, oldest first.
     *
     * @param version the version
     * @param asOf when
     * @return its reports
     */
    List<DriftReport> reports(VersionId version, AsOf asOf);

    /**
     * A recorded check.
     *
     * @param report the report
     * @param fallback where the alias points now, if the alarm moved it
     */
    record Checked(DriftReport report, Optional<Alias> fallback) {}
}
