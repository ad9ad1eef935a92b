package io.modelgovernance.core.inventory;

import io.modelgovernance.inventory.Concentration;
import io.modelgovernance.inventory.InventoryLine;
import io.modelgovernance.inventory.Portfolio;
import io.modelgovernance.inventory.Vendor;
import io.modelgovernance.risk.RiskTier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** All lines together. Pure: the order of lines does not matter. */
final class RollUp {
    private RollUp() {}

    static Portfolio of(List<InventoryLine> given, LocalDate today) {
        List<InventoryLine> lines = given.stream()
                .sorted(Comparator.comparing(line -> line.entry().model()))
                .toList();
        Map<RiskTier, List<String>> tiers = new TreeMap<>();
        List<String> unrated = new ArrayList<>();
        List<String> overdue = new ArrayList<>();
        for (InventoryLine line : lines) {
            String model = line.entry().model();
            line.tier()
                    .ifPresentOrElse(
                            tier -> tiers.computeIfAbsent(tier, any -> new ArrayList<>())
                                    .add(model),
                            () -> unrated.add(model));
            if (line.overdue(today)) {
                overdue.add(model);
            }
        }
        return new Portfolio(
                lines.size(),
                tiers,
                unrated,
                overdue,
                List.of(
                        concentration("vendor", lines, RollUp::vendor),
                        concentration("data source", lines, InventoryLine::dataSources),
                        concentration(
                                "method", lines, line -> List.of(line.entry().method())),
                        concentration("model", lines, line -> line.entry().dependsOn())));
    }

    private static List<String> vendor(InventoryLine line) {
        return List.of(line.entry()
                .vendor()
                .map(Vendor::name)
                .orElse("none, " + line.entry().origin()));
    }

    /** A model that hangs on several counts in equal parts; one that hangs on none does not count. */
    static Concentration concentration(
            String dimension, List<InventoryLine> lines, Function<InventoryLine, Collection<String>> names) {
        Map<String, Double> weights = new TreeMap<>();
        Map<String, List<String>> models = new TreeMap<>();
        int counted = 0;
        for (InventoryLine line : lines) {
            Collection<String> on = names.apply(line).stream()
                    .filter(name -> !name.isBlank())
                    .distinct()
                    .toList();
            counted += on.isEmpty() ? 0 : 1;
            for (String name : on) {
                weights.merge(name, 1.0 / on.size(), Double::sum);
                models.computeIfAbsent(name, any -> new ArrayList<>())
                        .add(line.entry().model());
            }
        }
        List<Concentration.Share> shares = new ArrayList<>();
        double index = 0;
        for (Map.Entry<String, Double> one : weights.entrySet()) {
            double share = one.getValue() / counted;
            index += share * share;
            shares.add(new Concentration.Share(one.getKey(), share, models.getOrDefault(one.getKey(), List.of())));
        }
        shares.sort(Comparator.comparingDouble(Concentration.Share::share)
                .reversed()
                .thenComparing(Concentration.Share::name));
        return new Concentration(dimension, index, shares);
    }
}
