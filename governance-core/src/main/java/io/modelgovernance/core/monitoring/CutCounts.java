package io.modelgovernance.core.monitoring;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was counted of the parts of a window and of those that came late, each read once. Not thread-safe. */
final class CutCounts {
    private final Cut cut;
    private final Map<List<Object>, Contributions> read = new HashMap<>();

    CutCounts(Cut cut) {
        this.cut = cut;
    }

    Contributions of(Part part, int late) {
        return read.computeIfAbsent(List.of(part.name(), late), any -> cut.read(part, late));
    }
}
