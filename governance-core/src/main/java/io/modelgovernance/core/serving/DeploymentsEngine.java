package io.modelgovernance.core.serving;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.Digest;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Edges;
import io.modelgovernance.core.lineage.Labels;
import io.modelgovernance.core.registry.Lifecycles;
import io.modelgovernance.core.registry.Shelf;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Deployment;
import io.modelgovernance.registry.Deployment.State;
import io.modelgovernance.registry.DeploymentPlan;
import io.modelgovernance.registry.Deployments;
import io.modelgovernance.registry.Environment;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.ServingProcess;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.ObservationStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Deployments over the ledger, processes from what they report of themselves. Thread-safe. */
public final class DeploymentsEngine implements Deployments {
    private final Ledger ledger;
    private final ObservationStore observations;
    private final ModelRegistry registry;
    private final Lifecycles lifecycles;
    private final Labels labels;

    /**
     * Creates it.
     *
     * @param ledger where deployments are recorded
     * @param observations where processes report
     * @param registry knows models and aliases
     * @param lifecycles the stages in force
     * @param labels what versions bear from their lineage
     */
    public DeploymentsEngine(
            Ledger ledger,
            ObservationStore observations,
            ModelRegistry registry,
            Lifecycles lifecycles,
            Labels labels) {
        this.ledger = ledger;
        this.observations = observations;
        this.registry = registry;
        this.lifecycles = lifecycles;
        this.labels = labels;
    }

    @Override
    public Environment declare(Actor actor, Environment environment) {
        return ledger.act(actor, EventType.ENVIRONMENT_DECLARED, environment.name(), "", act -> {
            act.put(key(environment.name()), environment);
            act.detail("kind", environment.kind());
            return environment;
        });
    }

    @Override
    public List<Environment> environments(AsOf asOf) {
        return ledger.list(Environment.class, RecordQuery.in(Keys.ENVIRONMENT, Keys.ENVIRONMENT), asOf);
    }

    @Override
    public Deployment deploy(Actor actor, DeploymentPlan plan) {
        return ledger.act(actor, EventType.DEPLOYED, plan.model(), "", act -> {
            Shelf shelf = new Shelf(act, lifecycles);
            VersionId version = version(act, plan);
            Deployment deployment = deployment(plan, version, shelf, actor, act.now());
            Environment environment = act.find(Environment.class, key(plan.environment()))
                    .orElseThrow(() -> new NotFoundException(
                            "environment", plan.environment(), "Maybe declare it with deployments().declare."));
            act.subject(version.toString());
            act.detail("deployment", plan.name());
            act.detail("environment", plan.environment());
            act.detail("configuration", deployment.configuration());
            List<String> obstacles = environment.kind() == Environment.Kind.PRODUCTION
                    ? shelf.obstacles(version, labels)
                    : shelf.defects(version, labels);
            if (!obstacles.isEmpty()) {
                act.refuse(obstacles);
                return deployment;
            }
            act.put(key(plan.model(), plan.name()), deployment);
            Edge edge = new Edge(
                    Node.of(version),
                    new Node(Node.DEPLOYMENT, plan.name() + "/" + plan.model()),
                    "deployed-as",
                    actor.id(),
                    act.now(),
                    Edge.Confidence.OBSERVED);
            Edges.put(act, Keys.scope(plan.model()), edge);
            return deployment;
        });
    }

    private static VersionId version(Act act, DeploymentPlan plan) {
        return plan.version()
                .or(() -> act.find(
                                Alias.class,
                                Keys.of(plan.model(), Keys.ALIAS, plan.alias().orElse("")))
                        .map(Alias::version))
                .orElseThrow(() -> new NotFoundException(
                        "alias",
                        plan.alias().orElse("") + " of " + plan.model(),
                        "Maybe point it to a version first."));
    }

    private static Deployment deployment(
            DeploymentPlan plan, VersionId version, Shelf shelf, Actor actor, Instant now) {
        return new Deployment(
                plan.name(),
                plan.environment(),
                plan.alias(),
                version,
                plan.image().or(() -> shelf.version(version).image()),
                plan.settings(),
                Digest.of(RecordCodec.write(plan.settings())),
                plan.endpoint().map(URI::toString),
                plan.operator().isEmpty() ? actor.id() : plan.operator(),
                State.RUNNING,
                actor.id(),
                now);
    }

    @Override
    public Deployment retire(Actor actor, String model, String name, String reason) {
        RecordKey key = key(model, name);
        return ledger.act(actor, EventType.DEPLOYMENT_RETIRED, model, reason, act -> {
            Deployment running = act.find(Deployment.class, key)
                    .filter(one -> one.state() == State.RUNNING)
                    .orElseThrow(() -> new NotFoundException(
                            "deployment", name + " of " + model, "Maybe it was retired already."));
            act.detail("deployment", name);
            act.detail("environment", running.environment());
            Deployment retired = new Deployment(
                    name,
                    running.environment(),
                    running.alias(),
                    running.version(),
                    running.image(),
                    running.settings(),
                    running.configuration(),
                    running.endpoint(),
                    running.operator(),
                    State.RETIRED,
                    actor.id(),
                    act.now());
            act.put(key, retired);
            return retired;
        });
    }

    @Override
    public List<Deployment> of(String model, AsOf asOf) {
        registry.versions(model, asOf);
        return ledger.list(Deployment.class, RecordQuery.in(Keys.DEPLOYMENT, Keys.scope(model)), asOf).stream()
                .filter(one -> one.state() == State.RUNNING)
                .toList();
    }

    @Override
    public List<Deployment> history(String model, String name) {
        return ledger.read().history(Deployment.class, key(model, name));
    }

    @Override
    public List<ServingProcess> processes(String model) {
        Names.require("model name", model);
        Instant now = ledger.now();
        Map<String, Optional<Alias>> aliases = new HashMap<>();
        List<ServingProcess> processes = new ArrayList<>();
        for (Presence.Report report : Presence.last(observations, model)) {
            if (!report.left() && now.isBefore(report.lapses())) {
                Optional<Alias> alias =
                        aliases.computeIfAbsent(report.alias(), name -> registry.alias(model, name, AsOf.now()));
                processes.add(process(report, alias, now));
            }
        }
        processes.sort(Comparator.comparing(ServingProcess::deployment).thenComparing(ServingProcess::process));
        return processes;
    }

    private static ServingProcess process(Presence.Report report, Optional<Alias> alias, Instant now) {
        Instant overdue = report.at().plus(Presence.RENEWAL).plus(report.lease());
        boolean behind =
                alias.filter(one -> one.version().equals(report.version())).isEmpty();
        ServingProcess.State state = report.stopped()
                ? ServingProcess.State.STOPPED
                : !now.isBefore(overdue)
                        ? ServingProcess.State.SILENT
                        : behind ? ServingProcess.State.BEHIND : ServingProcess.State.CURRENT;
        return new ServingProcess(
                report.process(),
                report.deployment(),
                report.alias(),
                report.version(),
                report.position(),
                report.at(),
                report.lease(),
                state,
                behind ? alias.map(Alias::movedAt).orElse(report.at()).plus(report.lease()) : overdue);
    }

    private static RecordKey key(String model, String name) {
        return Keys.of(
                Names.require("model name", model), Keys.DEPLOYMENT, Names.require("name of the deployment", name));
    }

    private static RecordKey key(String environment) {
        return new RecordKey(Keys.ENVIRONMENT, Keys.ENVIRONMENT, environment);
    }
}
