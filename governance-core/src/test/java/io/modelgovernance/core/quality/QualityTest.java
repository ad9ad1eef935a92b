package io.modelgovernance.core.quality;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.core.drift.ReferenceProfiler;
import io.modelgovernance.core.profile.FrozenReference;
import io.modelgovernance.core.profile.WindowCounter;
import io.modelgovernance.core.quality.ColumnFacts.Kind;
import io.modelgovernance.core.quality.DataContract.Check;
import io.modelgovernance.core.quality.DataContract.Verdict;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import io.modelgovernance.model.Rows;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class QualityTest {
    private static final FeatureSchema SCHEMA = FeatureSchema.of(
            Feature.numeric("amount").orMissing(),
            Feature.categorical("job", "none", "some").orMissing());
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static FrozenReference reference() {
        double[] data = new double[2 * 1_000];
        for (int i = 0; i < 1_000; i++) {
            data[2 * i] = i < 100 ? Double.NaN : i;
            data[2 * i + 1] = i % 2;
        }
        return FrozenReference.of(ReferenceProfiler.withDefaults().profile(Rows.of(SCHEMA, data)));
    }

    @Test
    void saysWhatColumnsSeemToBe() {
        SchemaInference inference = SchemaInference.of(List.of("age", "job", "id", "code", "none", "odd"), 3);
        String[] jobs = {"clerk", "smith", "clerk", "NA", "smith"};
        for (int i = 0; i < 5; i++) {
            inference.add(List.of(
                    i == 2 ? " " : "" + (20 + i) + ".5",
                    jobs[i],
                    "k" + i,
                    i < 4 ? "" + i : "x",
                    "null",
                    i < 2 ? "7" : "b" + i));
        }
        List<Kind> kinds = inference.facts().stream().map(ColumnFacts::kind).toList();
        assertEquals(List.of(Kind.NUMBER, Kind.CATEGORY, Kind.TEXT, Kind.MIXED, Kind.EMPTY, Kind.TEXT), kinds);
        ColumnFacts age = inference.facts().get(0);
        assertEquals(4, age.present());
        assertEquals(1, age.missing());
        assertEquals(20.5, age.min());
        assertEquals(24.5, age.max());
        assertEquals(1, inference.facts().get(3).typeErrors());
        assertEquals(0, age.typeErrors());
        assertEquals(
                FeatureSchema.of(
                        Feature.numeric("age").orMissing(),
                        Feature.categorical("job", "clerk", "smith").orMissing()),
                inference.schema());
        assertThrows(InvalidInputException.class, () -> inference.add(List.of("1")));
        assertThrows(InvalidInputException.class, () -> SchemaInference.of(List.of(), 3));
        assertThrows(InvalidInputException.class, () -> SchemaInference.of(List.of("a"), 0));
    }

    /** What Java would take for a number, and what is none to anybody else. */
    @Test
    void numbersAreDecimal() {
        SchemaInference inference = SchemaInference.of(List.of("x"), 10);
        for (String cell : List.of("12d", "0x1p3", "Infinity", "1e999", "1,5", "+", ".")) {
            inference.add(List.of(cell));
        }
        assertEquals(0, inference.facts().get(0).numbers());
        for (String cell : List.of("1", "-1.", "+.5", "1e3", "1E-3", " 7 ")) {
            inference.add(List.of(cell));
        }
        assertEquals(6, inference.facts().get(0).numbers());
    }

    @Test
    void aWindowThatKeepsItsContract() {
        FrozenReference reference = reference();
        DataContract contract = DataContract.suggest(reference.profile(), 100, 2_000, Duration.ofHours(1));
        assertEquals(0.21, contract.features().get(0).mostMissing(), 1e-12);
        WindowCounter counter = reference.counter();
        for (int i = 0; i < 500; i++) {
            counter.add(new double[] {i % 10 == 0 ? Double.NaN : 500, i % 2});
        }
        List<Check> checks = contract.check(reference, counter.profile(), NOW.minusSeconds(60), NOW);
        assertEquals(8, checks.size());
        assertTrue(checks.stream().allMatch(one -> one.verdict() == Verdict.KEPT), checks.toString());
        assertEquals(60, checks.get(1).figure().value());
    }

    @Test
    void eachRuleIsBrokenByItsFault() {
        FrozenReference reference = reference();
        DataContract contract = DataContract.suggest(reference.profile(), 100, 400, Duration.ofHours(1));
        WindowCounter counter = reference.counter();
        for (int i = 0; i < 500; i++) {
            double amount = i % 2 == 0 ? Double.NaN : i % 5 == 0 ? -1 : i % 7 == 0 ? Double.POSITIVE_INFINITY : 500;
            counter.add(new double[] {amount, i % 4 == 0 ? 7 : 1});
        }
        List<String> broken = contract.check(reference, counter.profile(), NOW.minusSeconds(7_200), NOW).stream()
                .filter(one -> one.verdict() == Verdict.BROKEN)
                .map(one -> one.feature() + "/" + one.rule())
                .toList();
        assertEquals(
                List.of("/rows", "/fresh", "amount/missing", "amount/outside", "amount/infinite", "job/outside"),
                broken);
        assertEquals(
                Verdict.BROKEN,
                contract.check(reference, counter.profile(), NOW.plusSeconds(7_200), NOW)
                        .get(1)
                        .verdict());
    }

    /** One missing value of three is no proof of a share above a fifth, and none of none is not "kept". */
    @Test
    void fewRowsBreakNothing() {
        FrozenReference reference = reference();
        DataContract contract = DataContract.suggest(reference.profile(), 0, 400, Duration.ofHours(1));
        WindowCounter counter = reference.counter();
        assertEquals(
                Verdict.NOT_ENOUGH_DATA,
                contract.check(reference, counter.profile(), NOW, NOW).get(2).verdict());
        counter.add(new double[] {Double.NaN, 1});
        counter.add(new double[] {500, 1});
        counter.add(new double[] {500, 1});
        assertEquals(
                Verdict.KEPT,
                contract.check(reference, counter.profile(), NOW, NOW).get(2).verdict());
    }

    @Test
    void whatIsNoContractIsRefused() {
        Duration hour = Duration.ofHours(1);
        assertThrows(InvalidInputException.class, () -> new DataContract(-1, 1, hour, List.of()));
        assertThrows(InvalidInputException.class, () -> new DataContract(2, 1, hour, List.of()));
        assertThrows(InvalidInputException.class, () -> new DataContract(1, 2, Duration.ZERO, List.of()));
        assertThrows(InvalidInputException.class, () -> new FeatureRule("x", 2, 0, 0));
        FrozenReference reference = reference();
        DataContract other = new DataContract(0, 9, hour, List.of(new FeatureRule("x", 1, 1, 1)));
        assertThrows(
                InvalidInputException.class,
                () -> other.check(reference, reference.counter().profile(), NOW, NOW));
    }

    /** The next window lies within in 95 % of 2,000 simulations, of independent events and of days that vary by themselves. */
    @Test
    void theVolumeOfTheNextWindowIsCovered() {
        for (double more : new double[] {0, 0.3}) {
            SplittableRandom random = new SplittableRandom(8);
            int held = 0;
            int runs = 2_000;
            for (int run = 0; run < runs; run++) {
                long[] counts = new long[9];
                for (int i = 0; i < counts.length; i++) {
                    double rate = 200 * (1 + more * (2 * random.nextDouble() - 1));
                    double gauss = Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
                            * Math.cos(2 * Math.PI * random.nextDouble());
                    counts[i] = Math.max(0, Math.round(rate + Math.sqrt(rate) * gauss));
                }
                Estimate next = Volume.expected(java.util.Arrays.copyOf(counts, 8), 0.95);
                held += counts[8] >= next.low() && counts[8] <= next.high() ? 1 : 0;
            }
            int least = new BinomialDistribution(null, runs, 0.94).inverseCumulativeProbability(1e-5);
            assertTrue(held >= least, held + " of " + runs);
        }
        assertFalse(Volume.expected(new long[4], 0.95).known());
        assertTrue(Volume.expected(new long[5], 0.95).high() > 0);
        assertThrows(InvalidInputException.class, () -> Volume.expected(new long[] {1, 2, 3, 4, -1}, 0.95));
        assertThrows(InvalidInputException.class, () -> Volume.expected(new long[5], 1));
    }
}
