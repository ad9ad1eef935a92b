package io.modelgovernance.core.rollout;

import io.modelgovernance.core.stats.PairedBetting;
import io.modelgovernance.rollout.Arm;
import io.modelgovernance.rollout.Comparison;
import java.util.HashMap;
import java.util.Map;

/** The outcomes of one metric. Blocks are made within one writer's outcomes and one share. */
final class MetricTally {
    private final PairedBetting betting = new PairedBetting();
    private final Map<String, Blocks> blocks = new HashMap<>();
    private final long[] hits = new long[Arm.values().length];
    private final long[] cases = new long[Arm.values().length];

    void add(String writer, OutcomeNote note) {
        cases[note.arm().ordinal()]++;
        hits[note.arm().ordinal()] += note.happened() ? 1 : 0;
        blocks.computeIfAbsent(writer + " " + note.share(), key -> new Blocks(note.share(), betting))
                .add(note.arm(), note.happened());
    }

    double logEvidence(double margin) {
        return betting.logEvidence(margin);
    }

    Comparison compare(String metric, double margin, double alpha) {
        return new Comparison(
                metric,
                hits[Arm.CHALLENGER.ordinal()],
                cases[Arm.CHALLENGER.ordinal()],
                hits[Arm.CHAMPION.ordinal()],
                cases[Arm.CHAMPION.ordinal()],
                betting.difference(1 - alpha),
                logEvidence(margin),
                -StrictMath.log(alpha));
    }
}
