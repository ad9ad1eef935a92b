package io.modelgovernance.core.monitoring;

import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.spi.RecordKey;
import java.util.Map;
import java.util.Optional;

/** One window of a version, cut by time or by rows, and what was counted of it and of those judged together with it. */
interface Cut {
    /** From when to when. */
    TimeWindow window();

    /** From when to when the one that lies so many before it. */
    TimeWindow window(int late);

    /** Its number, 0 by time. */
    long number();

    /** The last contribution of each writer up to it, none by time. */
    Map<String, Long> upTo();

    /** Where what it showed is kept. */
    RecordKey key();

    /** Where what the window right before it showed is kept, if there is one. */
    Optional<RecordKey> before();

    /** What was counted of a part; by time also of so many windows before. */
    Contributions read(Part part, int late);
}
