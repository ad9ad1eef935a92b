package io.modelgovernance.core.serving;

import io.modelgovernance.AsOf;
import io.modelgovernance.core.monitoring.MonitorsEngine;
import io.modelgovernance.monitoring.RowObserver;
import io.modelgovernance.registry.VersionId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who counts the rows of the version that decides, if it is watched. One observer for a version, its monitor and its
 * reference; those before it are kept for a while, for records that wait are counted late. Thread-safe.
 */
final class Watched {
    private static final Logger LOG = LoggerFactory.getLogger(Watched.class);
    private static final int KEPT = 4;

    private record One(VersionId version, List<Record> basis, RowObserver observer) {}

    private final MonitorsEngine monitors;
    private final Deque<One> all = new ArrayDeque<>();

    Watched(MonitorsEngine monitors) {
        this.monitors = monitors;
    }

    /** The observer of a version as it is watched at a position of the journal; null if it is not. */
    synchronized @Nullable RowObserver of(VersionId version, AsOf view) {
        Optional<List<Record>> basis = monitors.basis(version, view);
        if (basis.isEmpty()) {
            return null;
        }
        for (One one : all) {
            if (one.version().equals(version) && one.basis().equals(basis.get())) {
                return one.observer();
            }
        }
        try {
            RowObserver fresh = monitors.observe(version);
            all.addFirst(new One(version, basis.get(), fresh));
            while (all.size() > KEPT) {
                quietly(all.removeLast().observer()::close, version);
            }
            return fresh;
        } catch (RuntimeException e) {
            LOG.warn("Rows of {} are not counted: {}", version, e.getMessage());
            return null;
        }
    }

    /** Hands over what was counted. */
    void flush() {
        observers().forEach(one -> quietly(one.observer()::flush, one.version()));
    }

    void close() {
        observers().forEach(one -> quietly(one.observer()::close, one.version()));
    }

    private synchronized List<One> observers() {
        return new ArrayList<>(all);
    }

    private static void quietly(Runnable work, VersionId version) {
        try {
            work.run();
        } catch (RuntimeException e) {
            LOG.warn("Counted rows of {} wait to be stored: {}", version, e.getMessage());
        }
    }
}
