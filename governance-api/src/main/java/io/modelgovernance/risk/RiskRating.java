package io.modelgovernance.risk;

import io.modelgovernance.Digest;
import io.modelgovernance.Estimate;
import io.modelgovernance.NotFoundException;
import java.util.List;
import java.util.Optional;

/**
 * A tier with the whole tree it was derived by: axes, their factors, and the figures measured for them.
 *
 * <p>Scores, sums and bands are ranges where an input is one; the worse end counts. Immutable.
 *
 * @param scheme scheme and version, such as {@code mrm-default/1}
 * @param schemeDigest digest of the scheme's data, so that nobody mistakes another scheme of that name for it; empty if
 *     the scheme is code
 * @param axes the axes
 * @param floors floors that made the tier stricter, in words
 * @param tier the tier, by the worse end
 * @param bestTier the tier by the better end: what it would be if everything uncertain turned out well
 * @param provisional true if something was unknown and counted as the worst
 */
public record RiskRating(
        String scheme,
        Optional<Digest> schemeDigest,
        List<Axis> axes,
        List<String> floors,
        RiskTier tier,
        RiskTier bestTier,
        boolean provisional) {
    /** Copies the lists. */
    public RiskRating {
        axes = List.copyOf(axes);
        floors = List.copyOf(floors);
    }

    /**
     * An axis.
     *
     * @param id the axis, such as {@code materiality}
     * @param factors each factor's part
     * @param mitigations each mitigation's part, empty if the scheme has none
     * @param sum weighted sum of the factors
     * @param counted the sum after the discount for mitigation
     * @param least the least sum there can be
     * @param most the greatest sum there can be
     * @param band band of the counted sum, from 1
     */
    public record Axis(
            String id,
            List<Factor> factors,
            List<Factor> mitigations,
            ScoreRange sum,
            ScoreRange counted,
            int least,
            int most,
            ScoreRange band) {
        /** Copies the lists. */
        public Axis {
            factors = List.copyOf(factors);
            mitigations = List.copyOf(mitigations);
        }
    }

    /**
     * One factor's part.
     *
     * @param id the factor
     * @param weight its weight
     * @param score its score
     * @param known false if it was unknown, in part or as a whole
     * @param source what the score rests on, in words
     * @param measures the figures it rests on, if it is measured
     */
    public record Factor(
            String id, int weight, ScoreRange score, boolean known, String source, List<Measure> measures) {
        /** Copies the list. */
        public Factor {
            measures = List.copyOf(measures);
        }
    }

    /**
     * One measured figure.
     *
     * @param evidence the kind of evidence it is
     * @param measure the figure's name, empty if none of this kind was measured
     * @param value the figure
     * @param score its score
     */
    public record Measure(String evidence, String measure, Estimate value, ScoreRange score) {}

    /**
     * An axis by name.
     *
     * @param id its name
     * @return the axis
     * @throws NotFoundException if the scheme has no such axis
     */
    public Axis axis(String id) {
        return axes.stream()
                .filter(axis -> axis.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new NotFoundException(
                        "axis",
                        id,
                        "Maybe one of " + axes.stream().map(Axis::id).toList() + " is meant."));
    }
}
