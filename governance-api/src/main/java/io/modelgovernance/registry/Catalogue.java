package io.modelgovernance.registry;

import io.modelgovernance.Actor;
import io.modelgovernance.AsOf;
import io.modelgovernance.ConflictException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.Page;
import java.util.List;
import java.util.Optional;

/** Finds versions, compares them, and keeps what is said about them. Thread-safe. */
public interface Catalogue {
    /**
     * Finds versions.
     *
     * <p>Conditions joined by {@code and} at the top level that demand one value ({@code =}) of a model, label, stage,
     * status, alias, purpose or tag are looked up by index; all others are tested one by one on what those leave over.
     *
     * @param query which
     * @return a page of them; the same answers on every backend
     * @throws InvalidInputException if the filter cannot be read, with the place; or if more than 10,000 versions would
     *     have to be sorted
     */
    Page<Listing> search(CatalogueQuery query);

    /**
     * One version's listing.
     *
     * @param version which
     * @param asOf when
     * @return the listing
     * @throws NotFoundException if there was no such version
     */
    Listing listing(VersionId version, AsOf asOf);

    /**
     * The version with a label.
     *
     * @param model the model
     * @param label the label
     * @return the version, or empty
     */
    default Optional<VersionId> byLabel(String model, String label) {
        return byLabel(model, label, AsOf.now());
    }

    /**
     * The version that had a label at a moment.
     *
     * @param model the model
     * @param label the label
     * @param asOf when
     * @return the version, or empty
     */
    Optional<VersionId> byLabel(String model, String label, AsOf asOf);

    /**
     * Gives a version a label, once; a label is of one version of a model for ever.
     *
     * @param actor who
     * @param version which
     * @param label such as {@code 2.1.0}
     * @return the listing
     * @throws ConflictException if the version has another label, or another version this one
     */
    Listing label(Actor actor, VersionId version, String label);

    /**
     * Sets a tag.
     *
     * @param actor who
     * @param version which
     * @param name the tag
     * @param value its value, at most 120 printable ASCII characters
     * @return the listing
     * @throws ConflictException if the version is locked
     * @throws InvalidInputException if the version would have more than 100 tags and attributes
     */
    Listing tag(Actor actor, VersionId version, String name, String value);

    /**
     * Takes a tag away.
     *
     * @param actor who
     * @param version which
     * @param name the tag
     * @return the listing
     * @throws ConflictException if the version is locked
     */
    Listing untag(Actor actor, VersionId version, String name);

    /**
     * Sets an attribute. Of tags and attributes together a version has at most 100.
     *
     * @param actor who
     * @param version which
     * @param name the attribute
     * @param value its value, typed
     * @return the listing
     * @throws ConflictException if the version is locked
     * @throws InvalidInputException if the version would have too many
     */
    Listing attribute(Actor actor, VersionId version, String name, AttributeValue value);

    /**
     * Takes an attribute away.
     *
     * @param actor who
     * @param version which
     * @param name the attribute
     * @return the listing
     * @throws ConflictException if the version is locked
     */
    Listing removeAttribute(Actor actor, VersionId version, String name);

    /**
     * What differs between two versions: content and listing.
     *
     * @param one the first
     * @param other the second
     * @return the differences by path, empty if there are none
     */
    List<Difference> diff(VersionId one, VersionId other);

    /**
     * What changed in a model between two moments: aliases, listings, deployments, findings.
     *
     * @param model the model
     * @param from the first moment
     * @param to the second
     * @return the differences by path
     */
    List<Difference> diff(String model, AsOf from, AsOf to);
}
