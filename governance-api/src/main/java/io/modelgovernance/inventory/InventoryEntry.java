package io.modelgovernance.inventory;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is declared about a model in the inventory; the rest of its line is read from other records.
 *
 * <p>The model need not be registered: a vendor's black box or a spreadsheet has its entry too. Immutable; the
 * {@code with} methods return copies.
 *
 * @param model its id, the name it is registered under if it is
 * @param title its name for people
 * @param description what it does
 * @param businessUnit whose it is
 * @param owner who answers for it
 * @param developer who made it
 * @param origin where it comes from
 * @param vendor whose product it is, if it is one
 * @param method how it came to be, such as {@code learned}, {@code expert} or {@code rules}
 * @param uses what it is approved for
 * @param limits what it must not be relied on for
 * @param classifications classes that regimes put it in
 * @param dependsOn models whose output it takes
 * @param dataSources data it takes besides what its lineage shows
 * @param nextReviewOn when it is to be reviewed next, if that was set by hand
 */
public record InventoryEntry(
        String model,
        String title,
        String description,
        String businessUnit,
        String owner,
        String developer,
        Sourcing origin,
        Optional<Vendor> vendor,
        String method,
        List<UseCase> uses,
        Limits limits,
        List<Classification> classifications,
        Set<String> dependsOn,
        Set<String> dataSources,
        Optional<LocalDate> nextReviewOn) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the id is no name, a use repeats, or it depends on itself
     */
    public InventoryEntry {
        Names.require("model name", model);
        uses = List.copyOf(uses);
        classifications = List.copyOf(classifications);
        dependsOn = Collections.unmodifiableSet(new TreeSet<>(dependsOn));
        dataSources = Collections.unmodifiableSet(new TreeSet<>(dataSources));
        dependsOn.forEach(other -> Names.require("model name", other));
        if (dependsOn.contains(model)) {
            throw InvalidInputException.of("model " + model, "depends on itself", "dependent on others");
        }
        if (uses.stream().map(UseCase::id).distinct().count() != uses.size()) {
            throw InvalidInputException.of("uses of " + model, "repeat an id", "of distinct ids");
        }
    }

    /**
     * An entry with nothing but its people.
     *
     * @param model its id
     * @param title its name for people
     * @param owner who answers for it
     * @param developer who made it
     * @return the entry, of internal origin
     */
    public static InventoryEntry of(String model, String title, String owner, String developer) {
        return new InventoryEntry(
                model,
                title,
                "",
                "",
                owner,
                developer,
                Sourcing.INTERNAL,
                Optional.empty(),
                "",
                List.of(),
                Limits.none(),
                List.of(),
                Set.of(),
                Set.of(),
                Optional.empty());
    }

    /**
     * With what it does and whose it is.
     *
     * @param text what it does
     * @param unit whose it is
     * @param how how it came to be
     * @return a copy
     */
    public InventoryEntry described(String text, String unit, String how) {
        InventoryDraft draft = new InventoryDraft(this);
        draft.description = text;
        draft.businessUnit = unit;
        draft.method = how;
        return draft.entry();
    }

    /**
     * As a vendor's product.
     *
     * @param whose whose product
     * @return a copy of origin {@link Sourcing#VENDOR}
     */
    public InventoryEntry from(Vendor whose) {
        InventoryDraft draft = new InventoryDraft(this);
        draft.origin = Sourcing.VENDOR;
        draft.vendor = Optional.of(whose);
        return draft.entry();
    }

    /**
     * With one more approved use.
     *
     * @param use the use
     * @return a copy
     */
    public InventoryEntry with(UseCase use) {
        List<UseCase> more = new ArrayList<>(uses);
        more.add(use);
        InventoryDraft draft = new InventoryDraft(this);
        draft.uses = more;
        return draft.entry();
    }

    /**
     * With its limits.
     *
     * @param what the limits
     * @return a copy
     */
    public InventoryEntry with(Limits what) {
        InventoryDraft draft = new InventoryDraft(this);
        draft.limits = what;
        return draft.entry();
    }

    /**
     * With one more classification.
     *
     * @param classification the classification
     * @return a copy
     */
    public InventoryEntry with(Classification classification) {
        List<Classification> more = new ArrayList<>(classifications);
        more.add(classification);
        InventoryDraft draft = new InventoryDraft(this);
        draft.classifications = more;
        return draft.entry();
    }

    /**
     * With what it takes from others.
     *
     * @param models models whose output it takes
     * @param data data it takes
     * @return a copy
     */
    public InventoryEntry dependingOn(Set<String> models, Set<String> data) {
        InventoryDraft draft = new InventoryDraft(this);
        draft.dependsOn = models;
        draft.dataSources = data;
        return draft.entry();
    }

    /**
     * With its next review.
     *
     * @param day the day
     * @return a copy
     */
    public InventoryEntry reviewedNextOn(LocalDate day) {
        InventoryDraft draft = new InventoryDraft(this);
        draft.nextReviewOn = Optional.of(day);
        return draft.entry();
    }
}
