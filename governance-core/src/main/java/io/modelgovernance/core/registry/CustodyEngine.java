package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.ledger.Act;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.core.lineage.Provenance;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.lineage.Trace;
import io.modelgovernance.registry.Custody;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.Retention;
import io.modelgovernance.registry.TransitionRequest;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.spi.RecordKey;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Custody over the ledger. Thread-safe. */
public final class CustodyEngine implements Custody {
    private final Ledger ledger;
    private final Transitions transitions;
    private final Provenance provenance;

    /**
     * Creates the custody.
     *
     * @param ledger where acts go
     * @param transitions the rules of moving between stages
     * @param provenance what came from what
     */
    public CustodyEngine(Ledger ledger, Transitions transitions, Provenance provenance) {
        this.ledger = ledger;
        this.transitions = transitions;
        this.provenance = provenance;
    }

    @Override
    public Listing deprecate(Actor actor, VersionId version, String reason) {
        return status(actor, version, Listing.Status.DEPRECATED, reason);
    }

    @Override
    public Listing restore(Actor actor, VersionId version, String reason) {
        return status(actor, version, Listing.Status.ACTIVE, reason);
    }

    @Override
    public Listing archive(Actor actor, VersionId version, String reason) {
        return ledger.act(actor, EventType.LISTING_CHANGED, version.toString(), reason, act -> {
            Shelf shelf = new Shelf(act, transitions.lifecycles());
            requireUnlocked(shelf.listing(version));
            List<String> users = users(act, shelf.listing(version));
            act.detail("status", Listing.Status.ARCHIVED);
            if (!users.isEmpty()) {
                act.refuse(users);
            }
            return shelf.relist(version, actor.id(), draft -> draft.status = Listing.Status.ARCHIVED);
        });
    }

    private Listing status(Actor actor, VersionId version, Listing.Status status, String reason) {
        return change(actor, version, reason, "status", status, draft -> {
            requireUnlocked(draft.before);
            draft.status = status;
        });
    }

    @Override
    public Listing lock(Actor actor, VersionId version, String reason) {
        return change(actor, version, reason, "locked", true, draft -> draft.locked = true);
    }

    @Override
    public Listing unlock(Actor actor, VersionId version, String reason) {
        return change(actor, version, reason, "locked", false, draft -> draft.locked = false);
    }

    @Override
    public Listing hold(Actor actor, VersionId version, String reason) {
        return change(
                actor, version, reason, "hold", true, draft -> draft.hold = Optional.of(actor.id() + ": " + reason));
    }

    @Override
    public Listing release(Actor actor, VersionId version, String reason) {
        return change(actor, version, reason, "hold", false, draft -> {
            String hold = draft.hold.orElse(actor.id() + ": ");
            if (hold.startsWith(actor.id() + ": ")) {
                throw new ConflictException(
                        "hold on " + version,
                        "The version (" + version + ") must be under a hold laid by somebody else than " + actor.id()
                                + " to be released. Maybe ask a second person.");
            }
            draft.hold = Optional.empty();
        });
    }

    private Listing change(
            Actor actor, VersionId version, String reason, String detail, Object value, Consumer<ListingDraft> change) {
        return ledger.act(actor, EventType.LISTING_CHANGED, version.toString(), reason, act -> {
            act.detail(detail, value);
            return new Shelf(act, transitions.lifecycles()).relist(version, actor.id(), change);
        });
    }

    @Override
    public Retention retain(Actor actor, VersionId version, LocalDate until, String reason) {
        return ledger.act(actor, EventType.LISTING_CHANGED, version.toString(), reason, act -> {
            new Shelf(act, transitions.lifecycles()).version(version);
            RecordKey key = Keys.of(version, Keys.RETENTION);
            act.find(Retention.class, key)
                    .filter(known -> known.until().isAfter(until))
                    .ifPresent(known -> {
                        throw new ConflictException(
                                version.toString(),
                                "The version (" + version + ") must be kept until " + known.until()
                                        + ", not only until " + until + ". Maybe leave it as it is.");
                    });
            Retention retention = new Retention(version, until, reason, actor.id(), act.now());
            act.put(key, retention);
            act.detail("retained-until", until);
            return retention;
        });
    }

    @Override
    public Optional<Retention> retention(VersionId version, AsOf asOf) {
        return ledger.find(Retention.class, Keys.of(version, Keys.RETENTION), asOf);
    }

    @Override
    public void delete(Actor actor, VersionId version, String reason) {
        ledger.act(actor, EventType.VERSION_DELETED, version.toString(), reason, act -> {
            List<String> dependents = dependents(act, version);
            if (!dependents.isEmpty()) {
                act.refuse(dependents);
            }
            act.end(Keys.of(version, Keys.VERSION));
            act.end(Keys.of(version, Keys.LISTING));
            return version;
        });
    }

    private List<String> dependents(Act act, VersionId version) {
        Listing listing = new Shelf(act, transitions.lifecycles()).listing(version);
        List<String> all = new ArrayList<>(users(act, listing));
        listing.hold().ifPresent(hold -> all.add("It is under legal hold by " + hold + "."));
        if (listing.locked()) {
            all.add("It is locked.");
        }
        LocalDate today = LocalDate.ofInstant(act.now(), ZoneOffset.UTC);
        act.find(Retention.class, Keys.of(version, Keys.RETENTION))
                .filter(retention -> !today.isAfter(retention.until()))
                .ifPresent(retention ->
                        all.add("It has to be kept until " + retention.until() + ": " + retention.reason() + "."));
        transitions.requests(act, version).stream()
                .filter(request -> request.status() == TransitionRequest.Status.OPEN)
                .forEach(request -> all.add("Request " + request.id() + " is open."));
        act.history(Listing.class, Keys.of(version, Keys.LISTING)).stream()
                .map(Listing::stage)
                .filter(transitions.lifecycles().of(version.model()).servable()::contains)
                .findFirst()
                .ifPresent(stage -> all.add("It stood in " + stage + " and may have taken decisions."));
        provenance.walk(Trace.downstream(Node.of(version)).depth(1)).nodes().stream()
                .filter(node -> !node.kind().equals(Node.DEPLOYMENT))
                .forEach(node -> all.add("The " + node + " was derived from it."));
        return all;
    }

    private static List<String> users(Act act, Listing listing) {
        VersionId version = listing.version();
        List<String> users = new ArrayList<>();
        listing.aliases().forEach(alias -> users.add("The alias " + alias + " points to it."));
        Shelf.running(act, version)
                .forEach(deployment -> users.add("It is deployed in " + deployment.environment() + "."));
        return users;
    }

    private static void requireUnlocked(Listing listing) {
        if (listing.locked()) {
            throw new ConflictException(
                    listing.version().toString(),
                    "The version (" + listing.version() + ") must not be locked. Maybe unlock it.");
        }
    }
}
