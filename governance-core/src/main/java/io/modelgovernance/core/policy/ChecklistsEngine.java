package io.modelgovernance.core.policy;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.policy.Checklist;
import io.modelgovernance.policy.ChecklistAnswer;
import io.modelgovernance.policy.Checklists;
import io.modelgovernance.policy.Policy;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordQuery;
import java.util.List;

/** Answers to checklists over the ledger. Thread-safe. */
public final class ChecklistsEngine implements Checklists {
    private final Ledger ledger;
    private final List<Checklist> declared;

    /**
     * Creates it.
     *
     * @param ledger where answers are recorded
     * @param policy the policy in force
     */
    public ChecklistsEngine(Ledger ledger, Policy policy) {
        this.ledger = ledger;
        this.declared = policy.gates().values().stream()
                .flatMap(List::stream)
                .filter(ChecklistGate.class::isInstance)
                .map(gate -> ((ChecklistGate) gate).checklist())
                .distinct()
                .toList();
    }

    @Override
    public List<Checklist> declared() {
        return declared;
    }

    @Override
    public ChecklistAnswer answer(
            Actor actor, VersionId version, String checklist, String item, ChecklistAnswer.Reply reply) {
        Checklist.Item asked = item(checklist, item);
        if (ChecklistGate.lacksEvidence(asked, reply)) {
            throw InvalidInputException.of("evidence of " + item, "is missing", "where it is to be found");
        }
        return ledger.act(actor, EventType.CHECKLIST_ANSWERED, version.toString(), reply.note(), act -> {
            if (act.find(ModelVersion.class, Keys.of(version, Keys.VERSION)).isEmpty()) {
                throw new NotFoundException("version", version.toString(), "Maybe register it first.");
            }
            ChecklistAnswer answer = new ChecklistAnswer(version, checklist, item, reply, actor.id(), act.now());
            String id = String.join("/", Keys.number(version.number()), checklist, item);
            act.put(Keys.of(version.model(), Keys.CHECKLIST_ANSWER, id), answer);
            act.detail("checklist", checklist);
            act.detail("item", item);
            act.detail("answer", reply.state());
            return answer;
        });
    }

    private Checklist.Item item(String checklist, String item) {
        List<Checklist> named =
                declared.stream().filter(one -> one.name().equals(checklist)).toList();
        if (named.isEmpty()) {
            List<String> names = declared.stream().map(Checklist::name).toList();
            throw new NotFoundException("checklist", Names.printable(checklist), "Maybe one of " + names + ".");
        }
        return named.stream()
                .flatMap(one -> one.items().stream())
                .filter(one -> one.id().equals(item))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "item",
                        Names.printable(item) + " of " + checklist,
                        "Maybe one of "
                                + named.get(0).items().stream()
                                        .map(Checklist.Item::id)
                                        .toList()
                                + "."));
    }

    @Override
    public List<ChecklistAnswer> answers(VersionId version, AsOf asOf) {
        RecordQuery query = RecordQuery.in(Keys.CHECKLIST_ANSWER, Keys.scope(version.model()));
        return of(version, ledger.list(ChecklistAnswer.class, query, asOf));
    }

    static List<ChecklistAnswer> of(VersionId version, List<ChecklistAnswer> answers) {
        return answers.stream().filter(one -> one.version().equals(version)).toList();
    }
}
