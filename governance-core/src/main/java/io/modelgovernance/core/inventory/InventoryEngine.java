package io.modelgovernance.core.inventory;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.Digest;
import io.modelgovernance.Names;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.inventory.Attestation;
import io.modelgovernance.inventory.Duty;
import io.modelgovernance.inventory.Inventory;
import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.InventoryLine;
import io.modelgovernance.inventory.Portfolio;
import io.modelgovernance.inventory.UseObservation;
import io.modelgovernance.registry.ModelRegistry;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The inventory over the ledger. Thread-safe. */
public final class InventoryEngine implements Inventory {
    private final Ledger ledger;
    private final ModelRegistry registry;
    private final Lines lines;
    private final UseWatch uses;

    /**
     * Creates it.
     *
     * @param ledger where acts go
     * @param registry what is registered
     * @param lines how a line is read
     * @param uses how use is counted
     */
    public InventoryEngine(Ledger ledger, ModelRegistry registry, Lines lines, UseWatch uses) {
        this.ledger = ledger;
        this.registry = registry;
        this.lines = lines;
        this.uses = uses;
    }

    @Override
    public InventoryEntry declare(Actor actor, InventoryEntry entry, String reason) {
        return ledger.act(actor, EventType.INVENTORY_DECLARED, entry.model(), reason, act -> {
            act.put(Keys.of(entry.model(), Keys.INVENTORY, entry.model()), entry);
            act.detail("owner", entry.owner());
            act.detail("origin", entry.origin());
            return entry;
        });
    }

    @Override
    public Optional<InventoryEntry> entry(String model, AsOf asOf) {
        Names.require("model name", model);
        return ledger.find(InventoryEntry.class, Keys.of(model, Keys.INVENTORY, model), asOf);
    }

    private Map<String, InventoryEntry> entries(AsOf asOf) {
        RecordQuery all = new RecordQuery(
                Keys.INVENTORY,
                Optional.empty(),
                List.of(),
                GovernanceStore.NOW,
                Optional.empty(),
                RecordQuery.MAX_LIMIT);
        Map<String, InventoryEntry> entries = new TreeMap<>();
        ledger.list(InventoryEntry.class, all, asOf).forEach(entry -> entries.put(entry.model(), entry));
        return entries;
    }

    @Override
    public List<InventoryLine> lines(AsOf asOf) {
        AsOf moment = AsOf.position(asOf instanceof AsOf.Now ? ledger.head() : ledger.position(asOf));
        Map<String, InventoryEntry> entries = entries(moment);
        Set<String> registered = new TreeSet<>(registry.models(moment));
        Set<String> models = new TreeSet<>(entries.keySet());
        models.addAll(registered);
        List<InventoryLine> found = new ArrayList<>();
        for (String model : models) {
            found.add(lines.of(
                    model, Optional.ofNullable(entries.get(model)), registered.contains(model), models, moment));
        }
        return found;
    }

    @Override
    public List<Duty> duties(AsOf asOf) {
        AsOf moment = AsOf.position(asOf instanceof AsOf.Now ? ledger.head() : ledger.position(asOf));
        Map<String, InventoryEntry> entries = entries(moment);
        Set<String> registered = new TreeSet<>(registry.models(moment));
        List<Duty> found = new ArrayList<>();
        entries.values().stream()
                .filter(entry -> !registered.contains(entry.model()))
                .forEach(entry -> Duties.review(entry, Optional.empty()).ifPresent(found::add));
        for (String model : registered) {
            Optional<InventoryEntry> entry = Optional.ofNullable(entries.get(model));
            lines.version(model, moment)
                    .ifPresent(version ->
                            found.addAll(lines.duties(ledger, version, entry, moment, ledger.instant(asOf))));
        }
        found.sort(Comparator.comparing((Duty duty) -> duty.dueAt().orElse(Instant.MAX))
                .thenComparing(Duty::model)
                .thenComparing(Duty::kind)
                .thenComparing(Duty::reason));
        return found;
    }

    @Override
    public Attestation attest(Actor actor, String statement) {
        if (actor.kind() != Actor.Kind.HUMAN) {
            throw new ConflictException(
                    "inventory", "The inventory must be attested by a person but " + actor.id() + " is none.");
        }
        List<InventoryLine> now = lines(AsOf.now());
        int incomplete =
                (int) now.stream().filter(line -> !line.missing().isEmpty()).count();
        return ledger.act(actor, EventType.INVENTORY_ATTESTED, "inventory", statement, act -> {
            int number = act.list(Attestation.class, Keys.ATTESTATION, Keys.ATTESTATION)
                            .size()
                    + 1;
            Attestation attestation = new Attestation(
                    actor.id(), act.now(), now.size(), Digest.of(RecordCodec.write(now)), incomplete, statement);
            act.put(new RecordKey(Keys.ATTESTATION, Keys.ATTESTATION, Keys.number(number)), attestation);
            act.detail("models", now.size());
            act.detail("incomplete", incomplete);
            return attestation;
        });
    }

    @Override
    public List<Attestation> attestations(AsOf asOf) {
        return ledger.list(Attestation.class, RecordQuery.in(Keys.ATTESTATION, Keys.ATTESTATION), asOf);
    }

    @Override
    public UseObservation observeUse(Actor actor, VersionId version, Instant from, Instant to) {
        return uses.observe(actor, version, from, to);
    }

    @Override
    public List<UseObservation> useOf(VersionId version, AsOf asOf) {
        return ledger.list(
                UseObservation.class, RecordQuery.in(Keys.useKind(version), Keys.scope(version.model())), asOf);
    }

    @Override
    public List<String> dependents(String model, AsOf asOf) {
        Names.require("model name", model);
        Map<String, InventoryEntry> entries = entries(asOf);
        Set<String> reached = new TreeSet<>();
        ArrayDeque<String> frontier = new ArrayDeque<>(List.of(model));
        while (!frontier.isEmpty()) {
            String one = frontier.remove();
            entries.values().stream()
                    .filter(entry -> entry.dependsOn().contains(one) && reached.add(entry.model()))
                    .forEach(entry -> frontier.add(entry.model()));
        }
        return List.copyOf(reached);
    }

    @Override
    public Portfolio portfolio(AsOf asOf) {
        LocalDate today = ledger.instant(asOf).atZone(ZoneOffset.UTC).toLocalDate();
        return RollUp.of(lines(asOf), today);
    }
}
