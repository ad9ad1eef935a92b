package io.modelgovernance.core.risk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.risk.RiskAnswers;
import io.modelgovernance.risk.RiskRating;
import io.modelgovernance.risk.RiskScheme;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** The laws of rating hold for whatever scheme the reader of schemes accepts, not only for those that are shipped. */
class AnySchemeTest {
    private static List<Integer> cuts(Random random) {
        List<Integer> cuts = new ArrayList<>();
        for (int cut = 1 + random.nextInt(60); cut < 100 && cuts.size() < 3; cut += 1 + random.nextInt(60)) {
            cuts.add(cut);
        }
        return cuts.isEmpty() ? List.of(50) : cuts;
    }

    private static RiskScheme.Factor factor(String id, Random random, boolean measured) {
        int least = random.nextInt(3);
        int most = least + 1 + random.nextInt(4);
        List<RiskScheme.Evidence> evidence = new ArrayList<>();
        for (int e = 0; measured && e < 1 + random.nextInt(2); e++) {
            List<Double> scale = new ArrayList<>();
            for (int c = 0; c < most - least; c++) {
                scale.add((c + 1) / 8.0);
            }
            String measure = "m-" + id + e;
            evidence.add(new RiskScheme.Evidence(
                    "e" + e, List.of(new RiskScheme.Scale(measure, scale, random.nextBoolean()))));
        }
        return new RiskScheme.Factor(id, 1 + random.nextInt(40), least, most, evidence);
    }

    private static RiskScheme.Axis axis(String id, Random random) {
        List<RiskScheme.Factor> factors = new ArrayList<>();
        for (int f = 0; f < 1 + random.nextInt(4); f++) {
            factors.add(factor(id + "-f" + f, random, random.nextInt(3) == 0));
        }
        Optional<RiskScheme.Discount> discount = random.nextBoolean()
                ? Optional.empty()
                : Optional.of(new RiskScheme.Discount(
                        List.of(factor(id + "-less", random, false)), 1 + random.nextInt(100), random.nextInt(100)));
        return new RiskScheme.Axis(id, factors, cuts(random), discount);
    }

    private static RiskScheme scheme(Random random) {
        List<RiskScheme.Axis> axes = new ArrayList<>(List.of(axis("a", random)));
        if (random.nextBoolean()) {
            axes.add(axis("b", random));
        }
        int rows = axes.get(0).cuts().size() + 1;
        int columns = axes.size() == 1 ? 1 : axes.get(1).cuts().size() + 1;
        List<List<Integer>> tiers = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            List<Integer> line = new ArrayList<>();
            for (int column = 0; column < columns; column++) {
                int above = row == 0 ? 4 : tiers.get(row - 1).get(column);
                int left = column == 0 ? 4 : line.get(column - 1);
                line.add(Math.max(1, Math.min(above, left) - random.nextInt(2)));
            }
            tiers.add(line);
        }
        List<RiskScheme.Floor> floors = List.of(new RiskScheme.Floor("grave", 1 + random.nextInt(4)));
        return new RiskScheme("any/1", "drawn", axes, tiers, floors);
    }

    private static RiskAnswers answers(RiskScheme scheme, Random random) {
        RiskAnswers answers = random.nextInt(4) == 0 ? RiskAnswers.none().flagged("grave") : RiskAnswers.none();
        for (RiskScheme.Axis axis : scheme.axes()) {
            List<RiskScheme.Factor> all = new ArrayList<>(axis.factors());
            axis.discount().ifPresent(discount -> all.addAll(discount.mitigations()));
            for (RiskScheme.Factor factor : all) {
                if (random.nextInt(6) == 0) {
                    continue;
                }
                if (factor.evidence().isEmpty()) {
                    int low = factor.least() + random.nextInt(factor.most() - factor.least() + 1);
                    answers = answers.between(factor.id(), low, low + random.nextInt(factor.most() - low + 1), "drawn");
                }
                for (RiskScheme.Evidence evidence : factor.evidence()) {
                    double value = random.nextInt(9) / 8.0;
                    answers = answers.measured(
                            evidence.scales().get(0).measure(),
                            Estimate.of(value, value - 0.1, value + random.nextInt(3) / 8.0, 0.95, 9, "drawn"));
                }
            }
        }
        return answers;
    }

    /** A factor a point up, or a mitigation a point down, or either unknown; a measure up or unknown; a flag. */
    private static RiskAnswers worse(RiskScheme scheme, RiskAnswers answers, Random random) {
        RiskScheme.Axis axis = scheme.axes().get(random.nextInt(scheme.axes().size()));
        if (random.nextInt(4) == 0 && axis.discount().isPresent()) {
            RiskScheme.Factor less = axis.discount().get().mitigations().get(0);
            var given = answers.factors().get(less.id());
            if (given == null || random.nextBoolean()) {
                return answers.without(less.id());
            }
            int low = Math.max(less.least(), given.low() - 1);
            return answers.between(less.id(), low, Math.max(low, given.high() - random.nextInt(2)), "worse");
        }
        RiskScheme.Factor factor =
                axis.factors().get(random.nextInt(axis.factors().size()));
        if (!factor.evidence().isEmpty()) {
            String measure = factor.evidence().get(0).scales().get(0).measure();
            Estimate given = answers.uncertainty().getOrDefault(measure, Estimate.notEnoughData(0, "none"));
            return answers.measured(
                    measure,
                    given.known() && random.nextBoolean()
                            ? Estimate.of(given.value(), given.low(), given.high() + 0.125, 0.95, 9, "worse")
                            : Estimate.notEnoughData(0, "lost"));
        }
        var given = answers.factors().get(factor.id());
        if (given == null || given.high() == factor.most() || random.nextInt(4) == 0) {
            return random.nextBoolean() ? answers.flagged("grave") : answers.without(factor.id());
        }
        return answers.between(factor.id(), given.low() + random.nextInt(2), given.high() + 1, "worse");
    }

    @Property(tries = 4_000)
    void aWorseAnswerNeverGivesAMilderTier(@ForAll long seed) {
        Random random = new Random(seed);
        RiskScheme scheme = scheme(random);
        Scorecard scorecard = Scorecard.of(scheme);
        RiskAnswers better = answers(scheme, random);
        RiskAnswers worse = worse(scheme, better, random);
        RiskRating before = scorecard.rate(better);
        RiskRating after = scorecard.rate(worse);
        assertTrue(after.tier().number() <= before.tier().number(), () -> better + " then " + worse + " by " + scheme);
        assertTrue(after.bestTier().number() >= after.tier().number());
        assertTrue(after.axes().stream()
                .allMatch(axis -> axis.counted().low() <= axis.counted().high()));
    }

    @Property(tries = 500)
    void storedItIsDerivedAgainToTheSameBits(@ForAll long seed) {
        Random random = new Random(seed);
        RiskScheme scheme = scheme(random);
        RiskAnswers answers = answers(scheme, random);
        RiskScheme read = RiskSchemes.read(RecordCodec.write(scheme));
        assertEquals(scheme, read);
        assertArrayEquals(
                RecordCodec.write(Scorecard.of(scheme).rate(answers)),
                RecordCodec.write(
                        Scorecard.of(read).rate(RecordCodec.read(RiskAnswers.class, RecordCodec.write(answers)))));
    }
}
