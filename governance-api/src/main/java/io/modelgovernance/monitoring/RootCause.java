package io.modelgovernance.monitoring;

import io.modelgovernance.lineage.Node;
import java.time.Instant;
import java.util.List;

/**
 * A dataset version upstream of what drifts that was recorded about when the drift began: where to look first.
 *
 * @param dataset the dataset version
 * @param at when it was recorded
 * @param drifting features that drift and come of its dataset, in the order of the schema
 * @param calm features that come of it as well and do not drift
 * @param steps steps from the nearest of them up to it, at least 1
 * @param byColumn whether the lineage names columns; else it is known only that the version came of the dataset
 */
public record RootCause(
        Node dataset, Instant at, List<String> drifting, List<String> calm, int steps, boolean byColumn) {
    /** Copies. */
    public RootCause {
        drifting = List.copyOf(drifting);
        calm = List.copyOf(calm);
    }

    /**
     * How well it fits: of what drifts the share that comes of it, less that share of what does not.
     *
     * @param allDrifting features that drift
     * @param allCalm features that do not
     * @return -1 to 1; 1 if it feeds what drifts and nothing else
     */
    public double fit(int allDrifting, int allCalm) {
        double explained = allDrifting == 0 ? 0 : (double) drifting.size() / allDrifting;
        double wronged = allCalm == 0 ? 0 : (double) calm.size() / allCalm;
        return explained - wronged;
    }
}
