package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.VersionId;
import java.time.Duration;

/**
 * What one process counted of one window since it last said so.
 *
 * @param window the window
 * @param profile the counts
 */
record Contribution(TimeWindow window, WindowProfile profile) {
    /** Between a process and the number of its opening of a window, in the name of a writer. */
    static final String SEPARATOR = "/";

    private static final int MINUTE = 60;

    /** Each window of a version is a stream of its own, so that reading one reads no other. */
    static String stream(VersionId version, TimeWindow window) {
        return "window/" + version + "/" + window.from().getEpochSecond() / MINUTE + "/"
                + Duration.between(window.from(), window.to()).toMinutes();
    }
}
