package io.modelgovernance.core.inventory;

import io.modelgovernance.inventory.InventoryEntry;
import io.modelgovernance.inventory.InventoryLine;
import io.modelgovernance.inventory.UseCase;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The inventory as CSV (RFC 4180) in the order of fields of OSFI E-23, Appendix 1. */
public final class InventoryCsv {
    private static final List<String> HEADER = List.of(
            "model id",
            "name",
            "description",
            "risk rating",
            "owner",
            "developer",
            "origin",
            "version",
            "deployment date",
            "reviewer",
            "approver",
            "dependencies",
            "data sources",
            "approved uses",
            "limitations",
            "exceptions",
            "last review",
            "monitoring status",
            "next review",
            "missing");

    private InventoryCsv() {}

    /**
     * Writes.
     *
     * @param lines the lines
     * @return a header and one row a line, with CR LF at their ends; a cell that a spreadsheet would run as a formula
     *     begins with an apostrophe
     */
    public static String write(List<InventoryLine> lines) {
        StringBuilder csv = new StringBuilder();
        row(csv, HEADER);
        lines.forEach(line -> row(csv, cells(line)));
        return csv.toString();
    }

    private static List<String> cells(InventoryLine line) {
        InventoryEntry entry = line.entry();
        return List.of(
                entry.model(),
                entry.title(),
                entry.description(),
                line.tier().map(tier -> Integer.toString(tier.number())).orElse(""),
                entry.owner(),
                entry.developer(),
                entry.vendor()
                        .map(vendor -> entry.origin() + " " + vendor.name())
                        .orElse(entry.origin().name()),
                text(line.version()),
                text(line.deployedOn()),
                text(line.reviewer()),
                String.join("; ", line.approvers()),
                String.join("; ", entry.dependsOn()),
                String.join("; ", line.dataSources()),
                entry.uses().stream().map(UseCase::id).collect(Collectors.joining("; ")),
                String.join("; ", entry.limits().limitations()),
                String.join("; ", line.exceptions()),
                text(line.lastReviewOn()),
                line.monitoring(),
                text(line.nextReviewOn()),
                String.join("; ", line.missing()));
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("");
    }

    private static void row(StringBuilder csv, List<String> cells) {
        csv.append(cells.stream().map(InventoryCsv::cell).collect(Collectors.joining(",")))
                .append("\r\n");
    }

    private static String cell(String text) {
        String safe = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
        return safe.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                ? '"' + safe.replace("\"", "\"\"") + '"'
                : safe;
    }
}
