package io.modelgovernance.core.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.Page;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.core.filter.Filter;
import io.modelgovernance.core.filter.Ordering;
import io.modelgovernance.core.json.JsonDiff;
import io.modelgovernance.core.ledger.Keys;
import io.modelgovernance.core.ledger.Ledger;
import io.modelgovernance.registry.Alias;
import io.modelgovernance.registry.Catalogue;
import io.modelgovernance.registry.CatalogueQuery;
import io.modelgovernance.registry.Deployment;
import io.modelgovernance.registry.Difference;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.registry.VersionId;
import io.modelgovernance.risk.Finding;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** The catalogue over the ledger. Thread-safe. */
public final class CatalogueEngine implements Catalogue {
    private static final int MOST_SORTED = 10_000;
    private static final int SCAN = 1_000;

    private final Ledger ledger;
    private final Transitions transitions;

    /**
     * Creates the catalogue.
     *
     * @param ledger where acts go
     * @param transitions the rules of moving between stages
     */
    public CatalogueEngine(Ledger ledger, Transitions transitions) {
        this.ledger = ledger;
        this.transitions = transitions;
    }

    @Override
    public Page<Listing> search(CatalogueQuery query) {
        Filter filter = Filter.parse(query.filter());
        return query.order()
                .map(order -> sorted(query, filter, Ordering.of(order)))
                .orElseGet(() -> plain(query, filter));
    }

    private Page<Listing> plain(CatalogueQuery query, Filter filter) {
        Optional<RecordKey> after = query.after().map(key -> Keys.of(VersionId.parse(key), Keys.LISTING));
        List<Listing> found = scan(query, filter, after, query.limit() + 1);
        boolean more = found.size() > query.limit();
        List<Listing> page = more ? found.subList(0, query.limit()) : found;
        return new Page<>(
                page, more ? Optional.of(page.get(page.size() - 1).version().toString()) : Optional.empty());
    }

    private Page<Listing> sorted(CatalogueQuery query, Filter filter, Ordering order) {
        List<Listing> all = scan(query, filter, Optional.empty(), MOST_SORTED + 1);
        if (all.size() > MOST_SORTED) {
            throw InvalidInputException.of(
                    "filter", "leaves more than " + MOST_SORTED + " versions to be sorted", "narrower, or unsorted");
        }
        List<Listing> rest = all.stream()
                .filter(listing ->
                        query.after().map(key -> order.isAfter(key, listing)).orElse(true))
                .sorted(order.comparator())
                .limit(query.limit() + 1L)
                .toList();
        boolean more = rest.size() > query.limit();
        List<Listing> page = more ? rest.subList(0, query.limit()) : rest;
        return new Page<>(page, more ? Optional.of(order.key(page.get(page.size() - 1))) : Optional.empty());
    }

    /** Asks the store for what the index can tell, page by page, and tests the rest. */
    private List<Listing> scan(CatalogueQuery query, Filter filter, Optional<RecordKey> start, int most) {
        RecordQuery wanted = new RecordQuery(
                Keys.LISTING,
                filter.model().filter(CatalogueEngine::isName).map(Keys::scope),
                filter.required(),
                ledger.position(query.asOf()),
                start,
                SCAN);
        List<Listing> found = new ArrayList<>();
        for (List<Listing> page = ledger.page(Listing.class, wanted); ; page = ledger.page(Listing.class, wanted)) {
            page.stream().filter(filter::test).limit(most - (long) found.size()).forEach(found::add);
            if (page.size() < SCAN || found.size() == most) {
                return found;
            }
            VersionId last = page.get(page.size() - 1).version();
            wanted = wanted.page(Optional.of(Keys.of(last, Keys.LISTING)), SCAN);
        }
    }

    private static boolean isName(String model) {
        return model.length() <= Names.MAX_LENGTH && model.chars().allMatch(c -> c > 0x20 && c < 0x7f);
    }

    @Override
    public Listing listing(VersionId version, AsOf asOf) {
        return ledger.find(Listing.class, Keys.of(version, Keys.LISTING), asOf)
                .orElseThrow(() -> Shelf.unknownVersion(version));
    }

    @Override
    public Optional<VersionId> byLabel(String model, String label) {
        return ledger.find(LabelOwner.class, labelKey(model, label), AsOf.now()).map(LabelOwner::version);
    }

    @Override
    public Listing label(Actor actor, VersionId version, String label) {
        RecordKey key = labelKey(version.model(), label);
        return ledger.act(actor, EventType.LISTING_CHANGED, version.toString(), "", act -> {
            VersionId owner =
                    act.find(LabelOwner.class, key).map(LabelOwner::version).orElse(version);
            Listing before = new Shelf(act, transitions.lifecycles()).listing(version);
            if (!owner.equals(version) || !before.label().orElse(label).equals(label)) {
                throw new ConflictException(
                        "label of " + version,
                        "The label (" + label + ") must be nobody else's and the only one of " + version + ". It is "
                                + (owner.equals(version)
                                        ? "labelled " + before.label().orElse("")
                                        : "that of " + owner)
                                + ".");
            }
            act.put(key, new LabelOwner(version));
            act.detail("label", label);
            return relist(
                    new Shelf(act, transitions.lifecycles()),
                    version,
                    actor,
                    draft -> draft.label = Optional.of(label));
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
        return shelf.relist(version, actor.id(), change);
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

    private static RecordKey labelKey(String model, String label) {
        return Keys.of(Names.require("model name", model), Keys.VERSION_LABEL, Names.requireLabel("label", label));
    }

    /**
     * Whose a label is.
     *
     * @param version the version
     */
    record LabelOwner(VersionId version) {}
}
