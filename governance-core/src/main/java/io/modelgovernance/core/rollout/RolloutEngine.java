package io.modelgovernance.core.rollout;

import io.modelgovernance.Actor;
import io.modelgovernance.ConflictException;
import io.modelgovernance.GovernanceException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.registry.Transitions;
import io.modelgovernance.core.serving.ReplayEngine;
import io.modelgovernance.core.serving.ServingContext;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.rollout.Assignment;
import io.modelgovernance.rollout.Mirror;
import io.modelgovernance.rollout.RolledOutModel;
import io.modelgovernance.rollout.Rollout;
import io.modelgovernance.rollout.Rollout.Status;
import io.modelgovernance.rollout.RolloutEvidence;
import io.modelgovernance.rollout.RolloutOptions;
import io.modelgovernance.rollout.RolloutPlan;
import io.modelgovernance.rollout.Rollouts;
import io.modelgovernance.rollout.ShadowReport;
import io.modelgovernance.serving.ModelLoader;
import io.modelgovernance.serving.Replay;
import io.modelgovernance.serving.ReplayReport;
import io.modelgovernance.serving.ServingOptions;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Roll-outs over the ledger. Thread-safe. */
public final class RolloutEngine implements Rollouts {
    private static final Logger LOG = LoggerFactory.getLogger(RolloutEngine.class);
    private static final Actor ITSELF = Actor.service("rollout", "rollout");
    private static final int SALT_BYTES = 16;

    private final ServingContext context;
    private final Ledger ledger;
    private final ModelRegistry registry;
    private final Admission admission;
    private final RolloutBook book;
    private final Consumer<AutoCloseable> opened;
    private final Map<String, Outcomes> outcomes = new ConcurrentHashMap<>();

    /**
     * Creates it.
     *
     * @param context what served models share
     * @param registry the registry
     * @param transitions the gates
     * @param opened told of each served model, to close it in the end
     */
    public RolloutEngine(
            ServingContext context, ModelRegistry registry, Transitions transitions, Consumer<AutoCloseable> opened) {
        this.context = context;
        this.ledger = context.ledger();
        this.registry = registry;
        this.admission = new Admission(context.lifecycles(), transitions);
        this.book = new RolloutBook(ledger);
        this.opened = opened;
    }

    @Override
    public Rollout start(Actor actor, RolloutPlan plan, String reason) {
        String model = plan.challenger().model();
        byte[] salt = new byte[SALT_BYTES];
        context.random().nextBytes(salt);
        return ledger.act(actor, EventType.ROLLOUT_STARTED, plan.challenger().toString(), reason, act -> {
            List<Rollout> before = RolloutBook.all(act, model);
            RolloutBook.last(before).filter(one -> one.status() == Status.OPEN).ifPresent(one -> {
                throw new ConflictException(
                        model, "The roll-out " + one.id() + " of " + model + " must end first. Maybe stop it.");
            });
            VersionId champion = admission.champion(act, plan);
            admission.requireComparable(act, plan, champion);
            Rollout rollout = new Rollout(
                    Keys.number(before.size() + 1),
                    plan,
                    champion,
                    HexFormat.of().formatHex(salt),
                    0,
                    Status.OPEN,
                    actor.id(),
                    act.now(),
                    List.of(),
                    Optional.empty(),
                    "");
            act.put(RolloutBook.key(rollout), rollout);
            act.detail("rollout", rollout.id());
            act.detail("champion", champion);
            act.detail("steps", plan.steps());
            return rollout;
        });
    }

    @Override
    public Rollout step(Actor actor, String model, String reason) {
        return ledger.act(actor, EventType.ROLLOUT_STEPPED, model, reason, act -> {
            Rollout rollout = RolloutBook.requireOpen(act, model);
            if (rollout.step() == rollout.plan().steps().size()) {
                throw new ConflictException(
                        model,
                        "The roll-out " + rollout.id() + " of " + model + " must have a step left but took all of "
                                + rollout.plan().steps() + ".");
            }
            Rollout stepped = RolloutBook.stepped(rollout);
            act.detail("rollout", rollout.id());
            act.detail("share", stepped.share());
            List<String> obstacles = admission.obstacles(act, rollout.plan());
            if (!obstacles.isEmpty()) {
                act.refuse(obstacles);
            }
            act.put(RolloutBook.key(stepped), stepped);
            return stepped;
        });
    }

    @Override
    public ReplayReport mirror(
            Actor actor, String model, Iterator<Replay.Case> past, ModelLoader loader, ServingOptions options) {
        Rollout rollout = book.open(model).orElseThrow(() -> RolloutBook.noneOpen(model));
        ReplayReport report = new ReplayEngine(registry, context.ledger(), context.policy())
                .against(rollout.plan().challenger(), past, loader, options);
        return ledger.act(actor, EventType.ROLLOUT_MIRRORED, model, "", act -> {
            Rollout now = RolloutBook.requireOpen(act, model);
            Mirror mirror = new Mirror(act.now(), actor.id(), report.cases(), report.changes(), report.results());
            act.put(RolloutBook.key(now), RolloutBook.mirrored(now, mirror));
            act.detail("rollout", now.id());
            act.detail("cases", report.cases());
            act.detail("changed", report.changed());
            act.detail("results", report.results());
            return report;
        });
    }

    private Outcomes outcomes(Rollout rollout) {
        return outcomes.compute(
                rollout.plan().challenger().model(),
                (model, before) -> before != null && before.of(rollout) ? before : new Outcomes(context, rollout));
    }

    @Override
    public boolean outcome(String model, String decisionId, String metric, boolean happened) {
        return book.open(model)
                .map(rollout -> outcomes(rollout).take(decisionId, metric, happened))
                .orElse(false);
    }

    @Override
    public RolloutEvidence look(String model) {
        Rollout rollout = book.latest(model).orElseThrow(() -> RolloutBook.noneOpen(model));
        if (rollout.status() == Status.CONCLUDED) {
            requestPromotion(rollout);
            return rollout.evidence().orElseThrow();
        }
        if (rollout.status() != Status.OPEN) {
            throw RolloutBook.noneOpen(model);
        }
        RolloutEvidence evidence = outcomes(rollout).look();
        Verdicts.of(rollout, admission.champion(ledger.read(), rollout.plan()), evidence)
                .ifPresent(ending -> end(rollout, ending, evidence));
        return evidence;
    }

    private void end(Rollout rollout, Verdicts.Ending ending, RolloutEvidence evidence) {
        EventType type =
                ending.status() == Status.CONCLUDED ? EventType.ROLLOUT_CONCLUDED : EventType.ROLLOUT_ROLLED_BACK;
        String model = rollout.plan().challenger().model();
        Rollout ended = ledger.act(ITSELF, type, model, ending.reason(), act -> {
            Rollout now = RolloutBook.requireOpen(act, model);
            Rollout after = RolloutBook.ended(now, ending.status(), evidence, ending.reason());
            act.put(RolloutBook.key(after), after);
            describe(act, after, evidence);
            return after;
        });
        if (ended.status() == Status.CONCLUDED) {
            requestPromotion(ended);
        }
    }

    private static void describe(Act act, Rollout rollout, RolloutEvidence evidence) {
        act.detail("rollout", rollout.id());
        act.detail("challenger", rollout.plan().challenger());
        Verdicts.describe(act, evidence);
    }

    /** Once a roll-out; a request that a gate refuses is on record as refused, and may be made again by a look. */
    private void requestPromotion(Rollout rollout) {
        VersionId challenger = rollout.plan().challenger();
        String mark = "Roll-out " + rollout.id() + " ";
        List<TransitionRequest> requests = registry.requests(challenger.model());
        if (requests.stream()
                .anyMatch(
                        one -> one.version().equals(challenger) && one.comment().startsWith(mark))) {
            return;
        }
        String evidence = rollout.evidence().map(one -> one.digest().toString()).orElse("");
        String comment = mark + "from " + rollout.champion() + ". " + rollout.reason() + " Outcomes " + evidence + ".";
        try {
            registry.request(ITSELF, challenger, rollout.plan().stage(), comment);
        } catch (GovernanceException e) {
            LOG.warn("The promotion of {} could not be requested: {}", challenger, e.getMessage());
        }
    }

    /** In the background: who comes second to an ending, or meets a store that is down, tries at the next look. */
    void lookQuietly(String model) {
        try {
            if (book.open(model).filter(one -> one.step() > 0).isPresent()) {
                look(model);
            }
        } catch (GovernanceException e) {
            LOG.warn("The roll-out of {} could not be looked at: {}", model, e.getMessage());
        }
    }

    @Override
    public Rollout stop(Actor actor, String model, String reason) {
        Rollout open = book.open(model).orElseThrow(() -> RolloutBook.noneOpen(model));
        RolloutEvidence evidence = outcomes(open).look();
        return ledger.act(actor, EventType.ROLLOUT_STOPPED, model, reason, act -> {
            Rollout now = RolloutBook.requireOpen(act, model);
            Rollout stopped = RolloutBook.ended(now, Status.STOPPED, evidence, reason);
            act.put(RolloutBook.key(stopped), stopped);
            describe(act, stopped, evidence);
            return stopped;
        });
    }

    @Override
    public Optional<Rollout> latest(String model) {
        return book.latest(model);
    }

    @Override
    public List<Rollout> all(String model) {
        return book.all(model);
    }

    @Override
    public ShadowReport shadow(String model) {
        Rollout rollout = book.latest(model).orElseThrow(() -> RolloutBook.noneOpen(model));
        return ShadowLog.report(context.observations(), ShadowLog.stream(rollout));
    }

    @Override
    public Optional<Assignment> assignment(String model, String subject) {
        return book.open(model).flatMap(rollout -> Assigner.assign(rollout, subject));
    }

    @Override
    public RolledOutModel serve(String model, ModelLoader loader, RolloutOptions options) {
        Router router = new Router(context, registry, book, model, loader, options, () -> lookQuietly(model));
        opened.accept(router);
        return router;
    }
}
