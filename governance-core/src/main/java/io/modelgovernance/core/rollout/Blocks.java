package io.modelgovernance.core.rollout;

import io.modelgovernance.core.stats.PairedBetting;
import io.modelgovernance.rollout.Arm;
import java.util.ArrayDeque;

/**
 * Sets outcomes of the two arms against each other as they come: one of the rarer arm against as many of the other as the
 * share says, settled before any outcome is seen.
 */
final class Blocks {
    private final int challengers;
    private final int champions;
    private final PairedBetting betting;
    private final ArrayDeque<Boolean> challenger = new ArrayDeque<>();
    private final ArrayDeque<Boolean> champion = new ArrayDeque<>();

    Blocks(double share, PairedBetting betting) {
        this.challengers = share <= 0.5 ? 1 : ratio(share, 1 - share);
        this.champions = share <= 0.5 ? ratio(1 - share, share) : 1;
        this.betting = betting;
    }

    private static int ratio(double greater, double less) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(1, Math.rint(greater / less)));
    }

    void add(Arm arm, boolean happened) {
        (arm == Arm.CHALLENGER ? challenger : champion).add(happened);
        while (challenger.size() >= challengers && champion.size() >= champions) {
            betting.add(mean(challenger, challengers) - mean(champion, champions));
        }
    }

    private static double mean(ArrayDeque<Boolean> waiting, int many) {
        int hits = 0;
        for (int i = 0; i < many; i++) {
            hits += waiting.remove() ? 1 : 0;
        }
        return (double) hits / many;
    }
}
