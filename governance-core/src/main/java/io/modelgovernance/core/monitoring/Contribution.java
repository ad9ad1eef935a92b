package io.modelgovernance.core.monitoring;

import io.modelgovernance.EarlierForm;
import io.modelgovernance.core.performance.ClassCounts;
import io.modelgovernance.core.performance.ErrorCounts;
import io.modelgovernance.core.performance.ScoreCounts;
import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.monitoring.Segment;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.VersionId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What one process counted of one window since it last said so.
 *
 * @param window the window; of a plan by rows from the first to the last of what was counted
 * @param profile the counts
 * @param newest when the newest row was seen, if there was one
 * @param scores scores and labels
 * @param flips decisions that were asked of again for another group
 * @param changed those of them that would have been another
 * @param errors errors of predicted numbers
 * @param classes decided and actual classes
 * @param segment the part of the rows that it is of, as it was defined then; empty for all of them
 */
record Contribution(
        TimeWindow window,
        WindowProfile profile,
        Optional<Instant> newest,
        ScoreCounts scores,
        long flips,
        long changed,
        ErrorCounts errors,
        ClassCounts classes,
        Optional<Segment> segment) {
    /** As it was before models of numbers and of several classes. */
    @EarlierForm
    Contribution(
            TimeWindow window,
            WindowProfile profile,
            Optional<Instant> newest,
            ScoreCounts scores,
            long flips,
            long changed) {
        this(window, profile, newest, scores, flips, changed, ErrorCounts.NONE, ClassCounts.NONE, Optional.empty());
    }

    /** Between a process and the number of its opening of a window, in the name of a writer. */
    static final String SEPARATOR = "/";

    private static final int MINUTE = 60;

    /** Each part of a window of a version is a stream of its own, so that reading one reads no other. */
    static String stream(VersionId version, TimeWindow window, String segment) {
        return "window/" + version + "/" + window.from().getEpochSecond() / MINUTE + "/"
                + Duration.between(window.from(), window.to()).toMinutes() + suffix(segment);
    }

    /** Of a plan by rows each part of a version is one stream, which the judged windows cut. */
    static String stream(VersionId version, String segment) {
        return "window/" + version + "/rows" + suffix(segment);
    }

    private static String suffix(String segment) {
        return segment.isEmpty() ? "" : "/" + segment;
    }
}
