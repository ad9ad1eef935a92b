package io.modelgovernance.core.risk;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** What is wrong with versions; opening and closing rates them again in the same act. */
final class Findings {
    private final Ledger ledger;
    private final Rescoring rescoring;

    Findings(Ledger ledger, Rescoring rescoring) {
        this.ledger = ledger;
        this.rescoring = rescoring;
    }

    Finding open(
            Actor actor, VersionId version, Finding.Severity severity, String text, String owner, LocalDate dueOn) {
        return ledger.act(actor, EventType.FINDING_OPENED, version.toString(), text, act -> {
            People.requireVersion(act, version);
            List<Finding> all = new ArrayList<>(of(act, version.model()));
            String id = Keys.number(all.size() + 1);
            Finding finding = new Finding(
                    id, version, severity, text, Actor.human(owner).id(), dueOn, true, actor.id(), act.now(), "");
            act.put(key(version.model(), id), finding);
            act.detail("finding", id);
            act.detail("severity", severity);
            all.add(finding);
            rescoring.follow(act, actor, version, "finding " + id + " opened", all);
            return finding;
        });
    }

    Finding close(Actor actor, String model, String findingId, String evidence) {
        Names.require("model name", model);
        Names.require("finding id", findingId);
        if (evidence.isBlank()) {
            throw InvalidInputException.of(
                    "evidence for closing finding " + findingId, "is empty", "what shows that it is put right");
        }
        return ledger.act(actor, EventType.FINDING_CLOSED, model, evidence, act -> {
            Finding finding = act.find(Finding.class, key(model, findingId))
                    .orElseThrow(() ->
                            new NotFoundException("finding", findingId, "Maybe list findings(\"" + model + "\")."));
            boolean verifies =
                    actor.kind() == Actor.Kind.HUMAN && !finding.owner().equals(actor.id());
            if (!finding.open() || !verifies) {
                throw new ConflictException(
                        "finding " + findingId,
                        "The finding (" + findingId + ") of " + model
                                + " must be open and be closed by a person other than its owner " + finding.owner()
                                + ".");
            }
            Finding closed = closed(finding, actor.id() + " at " + act.now() + ": " + evidence);
            act.put(key(model, findingId), closed);
            act.detail("finding", findingId);
            List<Finding> all = new ArrayList<>(of(act, model));
            all.replaceAll(one -> one.id().equals(findingId) ? closed : one);
            rescoring.follow(act, actor, closed.version(), "finding " + findingId + " closed", all);
            return closed;
        });
    }

    private static Finding closed(Finding finding, String closure) {
        return new Finding(
                finding.id(),
                finding.version(),
                finding.severity(),
                finding.text(),
                finding.owner(),
                finding.dueOn(),
                false,
                finding.openedBy(),
                finding.openedAt(),
                closure);
    }

    List<Finding> list(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.list(Finding.class, RecordQuery.in(Keys.FINDING, Keys.scope(model)), asOf);
    }

    static List<Finding> of(Act act, String model) {
        return act.list(Finding.class, Keys.FINDING, Keys.scope(model));
    }

    private static RecordKey key(String model, String id) {
        return Keys.of(model, Keys.FINDING, id);
    }
}
