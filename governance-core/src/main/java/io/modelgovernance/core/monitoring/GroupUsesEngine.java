package io.modelgovernance.core.monitoring;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.monitoring.GroupUse;
import io.modelgovernance.monitoring.GroupUses;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordQuery;
import java.util.List;

/** Uses of protected attributes over the ledger. Thread-safe. */
final class GroupUsesEngine implements GroupUses {
    private final Ledger ledger;

    GroupUsesEngine(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public GroupUse record(
            Actor actor, VersionId version, String purpose, long cases, int groups, int hidden, long unmatched) {
        if (purpose.isBlank()) {
            throw InvalidInputException.of("purpose", "is blank", "what for");
        }
        if (Math.min(Math.min(cases, unmatched), Math.min(groups, hidden)) < 0) {
            throw InvalidInputException.of("counts of a use", "hold a negative one", "at least 0 each");
        }
        return ledger.act(actor, EventType.GROUPS_JOINED, version.toString(), purpose, act -> {
            if (act.find(ModelVersion.class, Keys.of(version, Keys.VERSION)).isEmpty()) {
                throw new NotFoundException("version", version.toString(), "Maybe register it first.");
            }
            int number = act.list(GroupUse.class, Keys.GROUP_USE, Keys.scope(version.model()))
                            .size()
                    + 1;
            GroupUse use = new GroupUse(
                    Keys.number(number), version, purpose, cases, groups, hidden, unmatched, actor.id(), act.now());
            act.put(Keys.of(version.model(), Keys.GROUP_USE, use.id()), use);
            act.detail("cases", cases);
            act.detail("groups", groups);
            act.detail("hidden", hidden);
            act.detail("unmatched", unmatched);
            return use;
        });
    }

    @Override
    public List<GroupUse> of(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.list(GroupUse.class, RecordQuery.in(Keys.GROUP_USE, Keys.scope(model)), asOf);
    }
}
