package io.modelgovernance.core.risk;

import io.modelgovernance.risk.RiskRating;
import java.util.ArrayList;
import java.util.List;

/** How a tier came about, line by line, for people. */
public final class Derivation {
    private Derivation() {}

    /**
     * One sentence.
     *
     * @param rating the rating
     * @return axes, bands and tier
     */
    public static String summary(RiskRating rating) {
        List<String> axes = rating.axes().stream()
                .map(axis -> axis.id() + " " + axis.counted() + " (band " + axis.band() + ")")
                .toList();
        String best = rating.bestTier() == rating.tier()
                ? ""
                : ", at best " + rating.bestTier().number();
        return "tier " + rating.tier().number() + best + " under " + rating.scheme() + ": " + String.join(", ", axes)
                + (rating.provisional() ? "; provisional, something was unknown" : "");
    }

    /**
     * The whole tree.
     *
     * @param rating the rating
     * @return lines; what belongs to a line above is indented by two spaces more
     */
    public static List<String> lines(RiskRating rating) {
        List<String> lines = new ArrayList<>();
        lines.add(summary(rating));
        for (RiskRating.Axis axis : rating.axes()) {
            lines.add("  " + axis.id() + " " + axis.sum() + " of " + axis.least() + " to " + axis.most()
                    + (axis.counted().equals(axis.sum()) ? "" : ", for mitigation counted as " + axis.counted())
                    + ": band " + axis.band());
            axis.factors().forEach(factor -> add(lines, factor));
            if (!axis.mitigations().isEmpty()) {
                lines.add("    mitigation");
                axis.mitigations().forEach(factor -> add(lines, factor));
            }
        }
        rating.floors().forEach(floor -> lines.add("  floor: " + floor));
        return lines;
    }

    private static void add(List<String> lines, RiskRating.Factor factor) {
        lines.add("    " + factor.id() + " " + factor.weight() + " x " + factor.score() + ": " + factor.source());
        for (RiskRating.Measure measure : factor.measures()) {
            String name = measure.measure().isEmpty() ? measure.evidence() : measure.measure();
            lines.add("      " + name + " scores " + measure.score() + ": " + measure.value());
        }
    }
}
