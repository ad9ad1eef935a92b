package io.modelgovernance.core.inventory;

import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.InventoryLine;
import io.modelgovernance.inventory.Sourcing;
import io.modelgovernance.risk.RiskTier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The fields of OSFI E-23, Appendix 1, that a line must have: some for all models, the others unless negligible. */
final class RequiredFields {
    private RequiredFields() {}

    static InventoryLine check(InventoryLine line, boolean declared, Set<String> known) {
        InventoryEntry entry = line.entry();
        List<String> missing = new ArrayList<>();
        need(missing, "entry", declared);
        need(missing, "name", !entry.title().isBlank());
        need(missing, "description", !entry.description().isBlank());
        need(missing, "risk rating", line.tier().isPresent());
        need(missing, "owner", !entry.owner().isBlank());
        need(missing, "developer", !entry.developer().isBlank());
        need(
                missing,
                "vendor",
                entry.origin() != Sourcing.VENDOR || entry.vendor().isPresent());
        if (line.tier().filter(RiskTier.TIER_4::equals).isEmpty()) {
            need(missing, "version", line.version().isPresent());
            need(missing, "deployment date", line.deployedOn().isPresent());
            need(missing, "reviewer", line.reviewer().isPresent());
            need(missing, "approver", !line.approvers().isEmpty());
            for (String other : entry.dependsOn()) {
                need(missing, "entry of " + other + " that it depends on", known.contains(other));
            }
            need(missing, "data sources", !line.dataSources().isEmpty());
            need(missing, "approved uses", !entry.uses().isEmpty());
            need(missing, "limitations", !entry.limits().limitations().isEmpty());
            need(missing, "last review", line.lastReviewOn().isPresent());
            need(missing, "monitoring status", !line.monitoring().isEmpty());
            need(missing, "next review", line.nextReviewOn().isPresent());
        }
        return new InventoryLine(
                entry,
                line.tier(),
                line.version(),
                line.deployedOn(),
                line.reviewer(),
                line.approvers(),
                line.dataSources(),
                line.exceptions(),
                line.lastReviewOn(),
                line.monitoring(),
                line.nextReviewOn(),
                missing);
    }

    private static void need(List<String> missing, String field, boolean there) {
        if (!there) {
            missing.add(field);
        }
    }
}
