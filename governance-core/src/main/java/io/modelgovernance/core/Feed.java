package io.modelgovernance.core;

import io.modelgovernance.audit.AuditEntry;
import io.modelgovernance.audit.AuditLog;
import io.modelgovernance.audit.Subscription;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.spi.Committed;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Delivers the audit log to a listener in order: woken by this process's commits, and each second for others'. */
final class Feed implements Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
    private static final int PAGE = 100;

    private final AuditLog audit;
    private final Ledger ledger;
    private final Consumer<AuditEntry> listener;
    private final Consumer<Committed> wake;
    private final ScheduledFuture<?> polling;
    private volatile long position;
    private volatile boolean closed;

    Feed(AuditLog audit, Ledger ledger, ScheduledExecutorService scheduler, long after, Consumer<AuditEntry> listener) {
        this.audit = audit;
        this.ledger = ledger;
        this.listener = listener;
        this.position = after;
        this.wake = committed -> scheduler.execute(this::deliver);
        this.polling = scheduler.scheduleWithFixedDelay(this::deliver, 0, 1, TimeUnit.SECONDS);
        ledger.onCommit(wake);
    }

    private synchronized void deliver() {
        try {
            List<AuditEntry> page = page();
            while (!page.isEmpty()) {
                for (AuditEntry entry : page) {
                    if (closed) {
                        return;
                    }
                    listener.accept(entry);
                    position = entry.position();
                }
                page = page();
            }
        } catch (RuntimeException e) {
            LOG.warn("Delivery after position {} will be tried again: {}", position, e.getMessage());
        }
    }

    private List<AuditEntry> page() {
        return closed ? List.of() : audit.entries(position, PAGE);
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void close() {
        closed = true;
        ledger.forget(wake);
        polling.cancel(false);
        synchronized (this) {
            LOG.debug("Delivered up to position {}", position);
        }
    }
}
