package io.modelgovernance.core.evidence;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.fairness.Disparity;
import io.modelgovernance.core.fairness.FairnessVerdict;
import io.modelgovernance.core.fairness.GroupCounts;
import io.modelgovernance.core.fairness.GroupRate;
import io.modelgovernance.core.html.BarChart;
import io.modelgovernance.core.html.HtmlPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How groups fare, as one self-contained page: each rate by group as bars with intervals, and a table of differences and
 * ratios against a reference group with the worst gap of all. It is made of counts alone; groups below the floor are not
 * shown. Stateless and thread-safe.
 */
public final class FairnessPage {
    private FairnessPage() {}

    /**
     * Writes the page.
     *
     * @param title its title
     * @param counts the counts
     * @param names name of each group, in the order of the codes
     * @param reference code of the group that others are compared with
     * @param rates which rates, at least one
     * @param leastRatio least ratio of rates that is acceptable, such as 0.8
     * @return HTML
     * @throws InvalidInputException if the names do not fit the groups, there is no rate, or the reference is no group
     */
    public static String of(
            String title,
            GroupCounts counts,
            List<String> names,
            int reference,
            List<GroupRate> rates,
            double leastRatio) {
        if (names.size() != counts.groups() || rates.isEmpty()) {
            throw InvalidInputException.of(
                    "names and rates",
                    "are " + names.size() + " and " + rates.size(),
                    counts.groups() + " names, and at least one rate");
        }
        HtmlPage page = HtmlPage.titled(title)
                .paragraph(
                        "Every number stands with its interval, and a verdict goes by the interval's worse end. Groups too"
                                + " small to be shown have none; the worst gap holds for all groups at once.");
        for (GroupRate rate : rates) {
            Disparity disparity = Disparity.of(counts, rate);
            List<Disparity.OfGroup> groups = disparity.against(reference);
            Disparity.Worst worst = disparity.worst();
            page = page.section(word(rate))
                    .figure(new BarChart(word(rate) + " by group", bars(names, groups)))
                    .table(
                            List.of("Group", "Rate", "Difference", "Ratio to " + names.get(reference), "Cases"),
                            rows(names, groups))
                    .paragraph(
                            "Greatest gap " + Figures.text(worst.gap()) + ", least ratio " + Figures.text(worst.ratio())
                                    + ": " + FairnessVerdict.atLeast(worst.ratio(), leastRatio)
                                    + String.format(Locale.ROOT, " for at least %.2f.", leastRatio)
                                    + " Four fifths, in whole numbers: " + (disparity.fourFifths() ? "yes." : "no."));
        }
        return page.html();
    }

    private static List<BarChart.Bar> bars(List<String> names, List<Disparity.OfGroup> groups) {
        List<BarChart.Bar> bars = new ArrayList<>();
        for (Disparity.OfGroup one : groups) {
            bars.add(new BarChart.Bar(names.get(one.group()), one.rate()));
        }
        return bars;
    }

    private static List<List<String>> rows(List<String> names, List<Disparity.OfGroup> groups) {
        List<List<String>> rows = new ArrayList<>();
        for (Disparity.OfGroup one : groups) {
            boolean itself = one.group() == one.reference();
            rows.add(List.of(
                    names.get(one.group()),
                    Figures.text(one.rate()),
                    itself ? "reference" : Figures.text(one.difference()),
                    itself ? "reference" : Figures.text(one.ratio()),
                    cases(one.rate())));
        }
        return rows;
    }

    private static String cases(Estimate rate) {
        return rate.known() ? Long.toString(rate.n()) : "too few";
    }

    private static String word(GroupRate rate) {
        String words = rate.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
