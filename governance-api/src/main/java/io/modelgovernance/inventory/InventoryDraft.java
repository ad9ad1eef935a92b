package io.modelgovernance.inventory;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** An entry while a copy of it is made. */
final class InventoryDraft {
    private final String model;
    String title;
    String description;
    String businessUnit;
    String owner;
    String developer;
    Sourcing origin;
    Optional<Vendor> vendor;
    String method;
    List<UseCase> uses;
    Limits limits;
    List<Classification> classifications;
    Set<String> dependsOn;
    Set<String> dataSources;
    Optional<LocalDate> nextReviewOn;

    InventoryDraft(InventoryEntry entry) {
        model = entry.model();
        title = entry.title();
        description = entry.description();
        businessUnit = entry.businessUnit();
        owner = entry.owner();
        developer = entry.developer();
        origin = entry.origin();
        vendor = entry.vendor();
        method = entry.method();
        uses = entry.uses();
        limits = entry.limits();
        classifications = entry.classifications();
        dependsOn = entry.dependsOn();
        dataSources = entry.dataSources();
        nextReviewOn = entry.nextReviewOn();
    }

    InventoryEntry entry() {
        return new InventoryEntry(
                model,
                title,
                description,
                businessUnit,
                owner,
                developer,
                origin,
                vendor,
                method,
                uses,
                limits,
                classifications,
                dependsOn,
                dataSources,
                nextReviewOn);
    }
}
