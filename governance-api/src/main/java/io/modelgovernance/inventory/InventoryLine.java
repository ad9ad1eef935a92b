package io.modelgovernance.inventory;

import io.modelgovernance.risk.RiskTier;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * A model's line of the inventory as of a moment, in the order of fields of OSFI E-23, Appendix 1.
 *
 * @param entry what is declared
 * @param tier its tier in force, empty if it is not rated
 * @param version the version in use, else the latest, if one is registered
 * @param deployedOn when that version was put to work
 * @param reviewer who validated it last
 * @param approvers who approved it
 * @param dataSources datasets and sources, from lineage and as declared
 * @param exceptions findings that are open
 * @param lastReviewOn when it was validated last
 * @param monitoring what monitoring found last, empty if there is none
 * @param nextReviewOn when it is to be validated next, set by hand or by its tier
 * @param missing fields that its tier demands and nothing on record fills, in the order above
 */
public record InventoryLine(
        InventoryEntry entry,
        Optional<RiskTier> tier,
        Optional<String> version,
        Optional<LocalDate> deployedOn,
        Optional<String> reviewer,
        List<String> approvers,
        List<String> dataSources,
        List<String> exceptions,
        Optional<LocalDate> lastReviewOn,
        String monitoring,
        Optional<LocalDate> nextReviewOn,
        List<String> missing) {
    /** Copies. */
    public InventoryLine {
        approvers = List.copyOf(approvers);
        dataSources = List.copyOf(dataSources);
        exceptions = List.copyOf(exceptions);
        missing = List.copyOf(missing);
    }

    /**
     * Whether a day on which it had to be reviewed has passed.
     *
     * @param today the day
     * @return true if it is overdue
     */
    public boolean overdue(LocalDate today) {
        return nextReviewOn.filter(day -> day.isBefore(today)).isPresent();
    }
}
