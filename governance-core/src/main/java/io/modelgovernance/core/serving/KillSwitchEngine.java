package io.modelgovernance.core.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.Names;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.serving.Presence.Report;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.serving.Kill;
import io.modelgovernance.serving.KillReport;
import io.modelgovernance.serving.KillReport.Receipt;
import io.modelgovernance.serving.KillSwitch;
import io.modelgovernance.spi.ObservationStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The kill switch over the registry's stop and what processes report of themselves. Thread-safe. */
public final class KillSwitchEngine implements KillSwitch {
    private final Ledger ledger;
    private final ObservationStore observations;
    private final ModelRegistry registry;

    /**
     * Creates it.
     *
     * @param ledger where stops are recorded
     * @param observations where processes report
     * @param registry stops models
     */
    public KillSwitchEngine(Ledger ledger, ObservationStore observations, ModelRegistry registry) {
        this.ledger = ledger;
        this.observations = observations;
        this.registry = registry;
    }

    @Override
    public Kill kill(Actor actor, String model, String reason) {
        registry.suspend(actor, Names.require("model name", model), reason);
        return new Kill(model, ledger.head(), ledger.now());
    }

    @Override
    public KillReport receipts(Kill kill) {
        List<Receipt> acknowledged = new ArrayList<>();
        List<Receipt> absent = new ArrayList<>();
        List<Receipt> left = new ArrayList<>();
        List<Receipt> lapsed = new ArrayList<>();
        for (Report report : Presence.last(observations, kill.model())) {
            List<Receipt> where = report.left()
                    ? left
                    : report.stopped() && report.position() >= kill.position()
                            ? acknowledged
                            : report.lapses().isBefore(kill.at()) ? lapsed : absent;
            Instant ends = kill.at().plus(report.lease());
            where.add(new Receipt(report.process(), report.deployment(), report.at(), ends));
        }
        return new KillReport(kill, acknowledged, absent, left, lapsed);
    }

    @Override
    public KillReport conclude(Actor actor, Kill kill) {
        KillReport report = receipts(kill);
        return ledger.act(actor, EventType.KILL_REPORTED, kill.model(), "", act -> {
            act.detail("kill", kill.position());
            act.detail("acknowledged", processes(report.acknowledged()));
            act.detail("absent", processes(report.absent()));
            act.detail("left", report.left().size());
            act.detail("lapsed", report.lapsed().size());
            act.put(Keys.of(kill.model(), Keys.KILL, Long.toString(kill.position())), report);
            return report;
        });
    }

    private static List<String> processes(List<Receipt> receipts) {
        return receipts.stream().map(Receipt::process).toList();
    }
}
