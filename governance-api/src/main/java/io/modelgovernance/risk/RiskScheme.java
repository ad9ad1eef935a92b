package io.modelgovernance.risk;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A risk scheme as data: how answers and measured uncertainty become a tier.
 *
 * <p>Each axis is the sum of weight times score over its factors, in whole numbers. Cuts at percentages of the axis's
 * range give its band, and a table of the bands gives the tier; floors only make it stricter. What is unknown scores
 * the most. The constructor refuses a scheme in which a worse input could give a milder tier. Immutable.
 *
 * @param id name and version, such as {@code mrm-default/1}; a changed scheme needs a new version
 * @param source where its numbers come from, in words
 * @param axes one or two axes
 * @param tiers tier by band of the first axis (row) and of the second (column; one column if there is no second)
 * @param floors flags that make the tier stricter
 */
public record RiskScheme(String id, String source, List<Axis> axes, List<List<Integer>> tiers, List<Floor> floors) {
    private static final int MOST_WEIGHT = 1_000;
    private static final int MOST_SCORE = 1_000;
    private static final int MOST_FACTORS = 1_000;

    /**
     * An axis of risk.
     *
     * @param id its name
     * @param factors what is summed
     * @param cuts ends of the bands in percent of the range, ascending; a sum on a cut belongs to the lower band
     * @param discount what lowers the sum, if anything does
     */
    public record Axis(String id, List<Factor> factors, List<Integer> cuts, Optional<Discount> discount) {
        /** Copies. */
        public Axis {
            factors = List.copyOf(factors);
            cuts = List.copyOf(cuts);
        }
    }

    /**
     * A factor.
     *
     * @param id its name
     * @param weight its weight, at least 1
     * @param least its best score
     * @param most its worst score
     * @param evidence what is measured for it; empty if it is answered by a person
     */
    public record Factor(String id, int weight, int least, int most, List<Evidence> evidence) {
        /** Copies. */
        public Factor {
            evidence = List.copyOf(evidence);
        }
    }

    /**
     * A kind of measured evidence: at least one of its measures must be there, the worst of those that are counts.
     *
     * @param id its name
     * @param scales one scale a measure
     */
    public record Evidence(String id, List<Scale> scales) {
        /** Copies. */
        public Evidence {
            scales = List.copyOf(scales);
        }
    }

    /**
     * How a measured figure becomes a score: the factor's least and one more for each cut that it is beyond.
     *
     * @param measure the figure's name
     * @param cuts ascending, finite
     * @param inclusive whether a figure on a cut is still on its better side
     */
    public record Scale(String measure, List<Double> cuts, boolean inclusive) {
        /** Copies. */
        public Scale {
            cuts = List.copyOf(cuts);
        }
    }

    /**
     * A deduction for mitigation.
     *
     * @param mitigations what counts as mitigation; more is better, unknown is the least
     * @param fromPercent the share of all mitigation from which the deduction is made, 1 to 100
     * @param percentOff how much of the sum is taken off, rounded to the nearest point, halves up
     */
    public record Discount(List<Factor> mitigations, int fromPercent, int percentOff) {
        /** Copies. */
        public Discount {
            mitigations = List.copyOf(mitigations);
        }
    }

    /**
     * A floor.
     *
     * @param flag the fact that sets it
     * @param tier the mildest tier with that fact, 1 to 4
     */
    public record Floor(String flag, int tier) {}

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException naming the first part that does not fit
     */
    public RiskScheme {
        Names.requireLabel("risk scheme", id);
        axes = List.copyOf(axes);
        tiers = tiers.stream().map(List::copyOf).toList();
        floors = List.copyOf(floors);
        require(axes.size() == 1 || axes.size() == 2, "number of axes", axes.size(), "1 or 2");
        Set<String> names = new HashSet<>();
        for (Axis axis : axes) {
            checkAxis(axis, names);
        }
        checkTable(axes, tiers);
        for (Floor floor : floors) {
            Names.requireLabel("flag", floor.flag());
            require(floor.tier() >= 1 && floor.tier() <= 4, "tier of floor " + floor.flag(), floor.tier(), "1 to 4");
            require(names.add(floor.flag()), "flag " + floor.flag(), "named before", "named once");
        }
    }

    private static void checkAxis(Axis axis, Set<String> names) {
        Names.requireLabel("axis", axis.id());
        require(!axis.factors().isEmpty(), "factors of axis " + axis.id(), "none", "at least one");
        axis.factors().forEach(factor -> checkFactor(factor, names));
        int before = 0;
        for (int cut : axis.cuts()) {
            require(cut > before && cut < 100, "cut of axis " + axis.id(), cut, "ascending, between 0 and 100");
            before = cut;
        }
        axis.discount().ifPresent(discount -> {
            String what = "discount of axis " + axis.id();
            require(
                    discount.fromPercent() >= 1 && discount.fromPercent() <= 100,
                    what,
                    discount.fromPercent(),
                    "1 to 100");
            require(discount.percentOff() >= 0 && discount.percentOff() < 100, what, discount.percentOff(), "0 to 99");
            require(!discount.mitigations().isEmpty(), what, "without mitigation", "with some");
            discount.mitigations().forEach(factor -> {
                require(factor.evidence().isEmpty(), "mitigation " + factor.id(), "measured", "answered");
                checkFactor(factor, names);
            });
        });
    }

    private static void checkFactor(Factor factor, Set<String> names) {
        String what = "factor " + Names.requireLabel("factor", factor.id());
        require(names.add(factor.id()), what, "named before", "named once");
        require(names.size() <= MOST_FACTORS, "number of factors", names.size(), "at most " + MOST_FACTORS);
        require(
                factor.weight() >= 1 && factor.weight() <= MOST_WEIGHT,
                "weight of " + what,
                factor.weight(),
                "1 to 1000");
        boolean range = factor.least() >= 0 && factor.least() < factor.most() && factor.most() <= MOST_SCORE;
        require(range, "range of " + what, factor.least() + " to " + factor.most(), "ascending, within 0 to 1000");
        for (Evidence evidence : factor.evidence()) {
            require(!evidence.scales().isEmpty(), "evidence " + evidence.id(), "without scale", "with at least one");
            for (Scale scale : evidence.scales()) {
                checkScale(scale, factor);
                require(names.add(scale.measure()), "measure " + scale.measure(), "named before", "named once");
            }
        }
    }

    private static void checkScale(Scale scale, Factor factor) {
        String what = "scale of " + Names.requireLabel("measure", scale.measure());
        int cuts = factor.most() - factor.least();
        require(scale.cuts().size() == cuts, what, scale.cuts().size() + " cuts", cuts + " cuts");
        double before = Double.NEGATIVE_INFINITY;
        for (double cut : scale.cuts()) {
            require(Double.isFinite(cut) && cut > before, what, scale.cuts(), "ascending and finite");
            before = cut;
        }
    }

    private static void checkTable(List<Axis> axes, List<List<Integer>> tiers) {
        int rows = axes.get(0).cuts().size() + 1;
        int columns = axes.size() == 1 ? 1 : axes.get(1).cuts().size() + 1;
        require(tiers.size() == rows, "rows of the table of tiers", tiers.size(), Integer.toString(rows));
        for (int row = 0; row < rows; row++) {
            int width = tiers.get(row).size();
            require(width == columns, "columns of row " + (row + 1), width, Integer.toString(columns));
            for (int column = 0; column < columns; column++) {
                int tier = tiers.get(row).get(column);
                boolean fits = tier >= 1 && tier <= 4;
                fits &= row == 0 || tier <= tiers.get(row - 1).get(column);
                fits &= column == 0 || tier <= tiers.get(row).get(column - 1);
                require(
                        fits,
                        "tier of bands " + (row + 1) + ", " + (column + 1),
                        tier,
                        "1 to 4, never milder for worse");
            }
        }
    }

    private static void require(boolean holds, String what, Object found, String expected) {
        if (!holds) {
            throw InvalidInputException.of(what, "is " + found, expected);
        }
    }
}
