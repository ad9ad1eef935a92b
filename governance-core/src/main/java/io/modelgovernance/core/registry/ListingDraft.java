package io.modelgovernance.core.registry;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.filter.Attributes;
import io.modelgovernance.core.filter.SortableText;
import io.modelgovernance.registry.AttributeValue;
import io.modelgovernance.registry.Listing;
import io.modelgovernance.registry.ModelVersion;
import io.modelgovernance.spi.Term;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A listing that is being changed inside an act. */
final class ListingDraft {
    final Listing before;
    final Set<String> aliases;
    final Map<String, String> tags;
    final Map<String, AttributeValue> attributes;
    String stage;
    Listing.Status status;
    boolean locked;
    Optional<String> hold;
    Optional<String> label;

    ListingDraft(Listing before) {
        this.before = before;
        this.aliases = new TreeSet<>(before.aliases());
        this.tags = new TreeMap<>(before.tags());
        this.attributes = new TreeMap<>(before.attributes());
        this.stage = before.stage();
        this.status = before.status();
        this.locked = before.locked();
        this.hold = before.hold();
        this.label = before.label();
    }

    /** The listing of a version that has just been registered. */
    static Listing first(ModelVersion version, String stage, Optional<String> label) {
        Map<String, Double> points = new TreeMap<>();
        version.metrics().forEach((name, estimate) -> point(estimate).ifPresent(value -> points.put(name, value)));
        return new Listing(
                version.id(),
                stage,
                Listing.Status.ACTIVE,
                false,
                Optional.empty(),
                label,
                Set.of(),
                Map.of(),
                Map.of(),
                points,
                version.purposes(),
                version.registeredBy(),
                version.registeredAt(),
                version.registeredBy(),
                version.registeredAt());
    }

    private static Optional<Double> point(Estimate estimate) {
        return estimate.known() ? Optional.of(estimate.value()) : Optional.empty();
    }

    Listing by(String who, Instant at) {
        return new Listing(
                before.version(),
                stage,
                status,
                locked,
                hold,
                label,
                aliases,
                tags,
                attributes,
                before.metrics(),
                before.purposes(),
                before.registeredBy(),
                before.registeredAt(),
                who,
                at);
    }

    /** What a listing can be found by without looking at all of them. */
    static Term[] terms(Listing listing) {
        List<Term> terms = new ArrayList<>();
        terms.add(new Term("stage", listing.stage()));
        terms.add(new Term("status", listing.status().name()));
        listing.label().ifPresent(label -> terms.add(new Term("label", label)));
        listing.aliases().forEach(alias -> terms.add(new Term("alias", alias)));
        listing.purposes().forEach(purpose -> terms.add(new Term("purpose", purpose)));
        listing.tags().forEach((name, value) -> terms.add(new Term("tag." + name, value)));
        listing.metrics().forEach((name, value) -> terms.add(new Term("metric." + name, SortableText.of(value))));
        listing.attributes()
                .forEach((name, value) -> Attributes.term(name, value).ifPresent(terms::add));
        terms.add(new Term("registered_by", listing.registeredBy()));
        terms.add(new Term("registered_at", SortableText.of(listing.registeredAt())));
        return terms.toArray(Term[]::new);
    }
}
