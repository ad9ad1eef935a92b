package io.modelgovernance.core.monitoring;

import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.monitoring.Look;
import io.modelgovernance.monitoring.TimeWindow;
import io.modelgovernance.monitoring.WindowPlan;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordKey;
import java.util.Locale;
import java.util.Optional;

/** Where what windows showed is kept: by time under their first second, by rows under their number. */
final class LookKeys {
    private LookKeys() {}

    static RecordKey of(VersionId version, TimeWindow window) {
        return of(version, window.from().getEpochSecond());
    }

    static RecordKey of(VersionId version, long number) {
        return Keys.of(version.model(), Keys.lookKind(version), String.format(Locale.ROOT, "%015d", number));
    }

    static TimeWindow before(WindowPlan plan, TimeWindow window) {
        return plan.at(window.from().minusSeconds(1));
    }

    /** Of the window right before one that was judged by the same plan. */
    static Optional<RecordKey> before(WindowPlan plan, Look look) {
        if (plan.byRows()) {
            return look.number() > 1 ? Optional.of(of(look.version(), look.number() - 1)) : Optional.empty();
        }
        return look.number() > 0 ? Optional.empty() : Optional.of(of(look.version(), before(plan, look.window())));
    }
}
