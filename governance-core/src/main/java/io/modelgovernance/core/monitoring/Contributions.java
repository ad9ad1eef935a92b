package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.profile.WindowProfile;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.Observation;
import io.modelgovernance.spi.ObservationStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What all processes counted of one window, added up.
 *
 * @param profile the counts
 * @param processes processes that counted for the reference
 * @param foreign rows that were counted for another reference and are in no bin of this one
 */
record Contributions(WindowProfile profile, int processes, long foreign) {
    private static final int PAGE = 100;

    static Contributions read(
            ObservationStore observations, VersionId version, TimeWindow window, FrozenReference reference) {
        String stream = Contribution.stream(version, window);
        WindowCounter all = reference.counter();
        Set<String> processes = new HashSet<>();
        long foreign = 0;
        for (String writer : observations.writers(stream)) {
            String process = writer.substring(0, writer.indexOf(Contribution.SEPARATOR));
            long after = 0;
            List<Observation> page = observations.read(stream, writer, after, PAGE);
            while (!page.isEmpty()) {
                for (Observation one : page) {
                    WindowProfile part =
                            RecordCodec.read(Contribution.class, one.body()).profile();
                    if (part.reference().equals(reference.fingerprint())) {
                        all.add(part);
                        processes.add(process);
                    } else {
                        foreign += part.rows();
                    }
                    after = one.sequence();
                }
                page = observations.read(stream, writer, after, PAGE);
            }
        }
        return new Contributions(all.profile(), processes.size(), foreign);
    }
}
