package io.modelgovernance.core.fairness;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.commons.math3.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

class GapWatchTest {
    private static final double[] RATES = {0.5, 0.6, 0.45, 0.62};

    /** Looked at after every one of 1,500 decisions: the chance that the true gap is ever outside is at most a twentieth. */
    @Test
    void theBoundsHoldAtAllTimes() {
        int runs = 400;
        int ever = 0;
        int shown = 0;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            GapWatch watch = GapWatch.of(4, 0.95);
            boolean outside = false;
            for (int i = 0; i < 1_500; i++) {
                int group = random.nextInt(4);
                watch.see(group, random.nextDouble() < RATES[group] ? 1 : 0);
                Estimate gap = watch.gap();
                outside |= gap.known() && i > 30 && (gap.low() > 0.17 || gap.high() < 0.17);
            }
            ever += outside ? 1 : 0;
            shown += watch.gap().low() > 0 ? 1 : 0;
        }
        int most = new BinomialDistribution(null, runs, 0.05).inverseCumulativeProbability(1 - 1e-6);
        assertTrue(ever <= most, ever + " of " + runs);
        assertTrue(shown < runs, "shown " + shown);
    }

    /** A gap of 0.4 is shown above a tenth after some hundred decisions, without anything having been planned. */
    @Test
    void aGreatGapIsShown() {
        SplittableRandom random = new SplittableRandom(3);
        GapWatch watch = GapWatch.of(2, 0.95);
        int needed = 0;
        while (needed < 5_000 && !(watch.gap().known() && watch.gap().low() > 0.1)) {
            int group = random.nextInt(2);
            watch.see(group, random.nextDouble() < (group == 0 ? 0.3 : 0.7) ? 1 : 0);
            needed++;
        }
        assertTrue(needed < 700, "needed " + needed);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        GapWatch watch = GapWatch.of(2, 0.9);
        assertFalse(watch.gap().known());
        assertFalse(watch.rate(0).known());
        watch.see(0, 1);
        assertFalse(watch.gap().known());
        assertThrows(InvalidInputException.class, () -> watch.see(2, 1));
        assertThrows(InvalidInputException.class, () -> watch.see(0, 1.5));
        assertThrows(InvalidInputException.class, () -> watch.rate(-1));
        assertEquals(1, watch.rate(0).n());
        assertThrows(InvalidInputException.class, () -> GapWatch.of(1, 0.9));
        assertThrows(InvalidInputException.class, () -> GapWatch.of(2, 1));
    }

    @Test
    void onlyCountsLeaveTheVault() {
        Map<String, Byte> groups = new HashMap<>();
        String[] keys = new String[30];
        byte[] selected = new byte[30];
        byte[] positive = new byte[30];
        for (int i = 0; i < 30; i++) {
            keys[i] = "case-" + i;
            selected[i] = (byte) (i % 2);
            positive[i] = GroupCounts.UNKNOWN;
            if (i < 28) {
                groups.put(keys[i], (byte) (i < 3 ? 2 : i % 2));
            }
        }
        GroupVault vault = GroupVault.of(groups, 3, 5);
        List<String> uses = new ArrayList<>();
        GroupVault.Joined joined = vault.join(
                (cases, told, hidden, unmatched) -> uses.add(cases + " " + told + " " + hidden + " " + unmatched),
                keys,
                selected,
                positive);
        assertEquals(2, joined.unmatched());
        assertEquals(1, joined.hidden());
        assertEquals(0, joined.counts().cases(2));
        assertEquals(25, joined.counts().cases(0) + joined.counts().cases(1));
        assertEquals(0, joined.counts().count(0, 1));
        assertFalse(vault.toString().contains("case-") || joined.toString().contains("case-"));
        assertEquals(List.of("30 2 1 2"), uses);
        GroupVault.Witness broken = (cases, told, hidden, unmatched) -> {
            throw new IllegalStateException("the journal is down");
        };
        assertThrows(IllegalStateException.class, () -> vault.join(broken, keys, selected, positive));
        assertThrows(InvalidInputException.class, () -> vault.join(broken, keys, selected, new byte[2]));
        assertThrows(InvalidInputException.class, () -> GroupVault.of(Map.of("a", (byte) 3), 3, 5));
        assertThrows(InvalidInputException.class, () -> GroupVault.of(Map.of(), 3, 1));
    }
}
