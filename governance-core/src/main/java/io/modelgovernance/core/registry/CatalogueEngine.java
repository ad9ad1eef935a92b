package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.Page;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.json.JsonDiff;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.AttributeValue;
import io.modelgovernance.registry.Catalogue;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Deployment;
import io.modelgovernance.registry.Difference;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.spi.RecordQuery;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The catalogue over the ledger. Thread-safe. */
public final class CatalogueEngine implements Catalogue {
    private static final int MOST_SORTED = 10_000;
    private static final int MOST_SAID = 100;

    private final Ledger ledger;
    private final Transitions transitions;
    private final CatalogueSearch search;

    /**
     * Creates the catalogue.
     *
     * @param ledger where acts go
     * @param transitions the rules of moving between stages
     */
    public CatalogueEngine(Ledger ledger, Transitions transitions) {
        this.ledger = ledger;
        this.transitions = transitions;
        this.search = new CatalogueSearch(ledger, MOST_SORTED);
    }

    @Override
    public Page<Listing> search(CatalogueQuery query) {
        return search.find(query);
    }

    @Override
    public Listing listing(VersionId version, AsOf asOf) {
        return ledger.find(Listing.class, Keys.of(version, Keys.LISTING), asOf)
                .orElseThrow(() -> Shelf.unknownVersion(version));
    }

    @Override
    public Optional<VersionId> byLabel(String model, String label, AsOf asOf) {
        return ledger.find(VersionLabels.Owner.class, VersionLabels.key(model, label), asOf)
                .map(VersionLabels.Owner::version);
    }

    @Override
    public Listing label(Actor actor, VersionId version, String label) {
        VersionLabels.key(version.model(), label);
        return ledger.act(actor, EventType.LISTING_CHANGED, version.toString(), "", act -> {
            Shelf shelf = new Shelf(act, transitions.lifecycles());
            String known = shelf.listing(version).label().orElse(label);
            if (!known.equals(label)) {
                throw new ConflictException(
                        "label of " + version,
                        "The label (" + label + ") must be the only one of " + version + ", which is labelled " + known
                                + ".");
            }
            VersionLabels.take(act, version, label);
            return relist(shelf, version, actor, draft -> draft.label = Optional.of(label));
        });
    }

    @Override
    public Listing tag(Actor actor, VersionId version, String name, String value) {
        Names.requireLabel("tag", name);
        Names.requireLabel("value of tag " + name, value);
        return change(actor, version, "tag." + name, value, draft -> draft.tags.put(name, value));
    }

    @Override
    public Listing untag(Actor actor, VersionId version, String name) {
        Names.requireLabel("tag", name);
        return change(actor, version, "tag." + name, "removed", draft -> draft.tags.remove(name));
    }

    @Override
    public Listing attribute(Actor actor, VersionId version, String name, AttributeValue value) {
        Names.requireLabel("attribute", name);
        String said = value.kind() == AttributeValue.Kind.TEXT ? "a text" : value.text();
        return change(actor, version, "attribute." + name, said, draft -> draft.attributes.put(name, value));
    }

    @Override
    public Listing removeAttribute(Actor actor, VersionId version, String name) {
        Names.requireLabel("attribute", name);
        return change(actor, version, "attribute." + name, "removed", draft -> draft.attributes.remove(name));
    }

    private Listing change(Actor actor, VersionId version, String detail, String value, Consumer<ListingDraft> change) {
        return ledger.act(actor, EventType.LISTING_CHANGED, version.toString(), "", act -> {
            act.detail(detail, value);
            return relist(new Shelf(act, transitions.lifecycles()), version, actor, change);
        });
    }

    private static Listing relist(Shelf shelf, VersionId version, Actor actor, Consumer<ListingDraft> change) {
        if (shelf.listing(version).locked()) {
            throw new ConflictException(
                    version.toString(), "The version (" + version + ") must not be locked. Maybe unlock it.");
        }
        return shelf.relist(version, actor.id(), draft -> {
            change.accept(draft);
            int many = draft.tags.size() + draft.attributes.size();
            if (many > MOST_SAID) {
                throw InvalidInputException.of(
                        "listing of " + version, "would have " + many + " tags and attributes", "at most " + MOST_SAID);
            }
        });
    }

    @Override
    public List<Difference> diff(VersionId one, VersionId other) {
        return JsonDiff.between(described(one), described(other));
    }

    private Map<String, Object> described(VersionId id) {
        ModelVersion version = ledger.find(ModelVersion.class, Keys.of(id, Keys.VERSION), AsOf.now())
                .orElseThrow(() -> Shelf.unknownVersion(id));
        Map<String, Object> parts = new TreeMap<>();
        parts.put("content", version);
        parts.put("listing", listing(id, AsOf.now()));
        return parts;
    }

    @Override
    public List<Difference> diff(String model, AsOf from, AsOf to) {
        Names.require("model name", model);
        return JsonDiff.between(described(model, from), described(model, to));
    }

    private Map<String, Object> described(String model, AsOf asOf) {
        Map<String, Object> parts = new TreeMap<>();
        collect(parts, "alias.", Alias.class, Keys.ALIAS, model, asOf, Alias::name);
        collect(
                parts,
                "version.",
                Listing.class,
                Keys.LISTING,
                model,
                asOf,
                one -> "" + one.version().number());
        collect(parts, "deployment.", Deployment.class, Keys.DEPLOYMENT, model, asOf, Deployment::name);
        collect(parts, "finding.", Finding.class, Keys.FINDING, model, asOf, Finding::id);
        return parts;
    }

    private <T> void collect(
            Map<String, Object> parts,
            String prefix,
            Class<T> type,
            String kind,
            String model,
            AsOf asOf,
            Function<T, String> name) {
        ledger.list(type, RecordQuery.in(kind, Keys.scope(model)), asOf)
                .forEach(one -> parts.put(prefix + name.apply(one), one));
    }
}
