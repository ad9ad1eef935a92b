package io.modelgovernance.core.stream;

import io.modelgovernance.InvalidInputException;
import java.util.Arrays;
import java.util.List;

/**
 * A conformal test martingale (Vovk, Nouretdinov and Gammerman 2003): an anytime-valid test that values come in random
 * order, the frozen reference's before them included, whatever their distribution.
 *
 * <p>However often one looks, the chance that it ever says {@link Signal#DRIFT} while they are exchangeable is at most
 * {@code alpha}. Values are finite and counted in frozen bins; each gets its smoothed conformal p-value among all so far,
 * and the simple jumper (Vovk and others 2021) bets on these being too often small or too often great. It does not start
 * over: drift stays drift. A warning is a tenth of the evidence.
 */
public final class ConformalMartingale implements StreamDetector {
    static final String FORM = "conformal-martingale/1";

    private static final double JUMP = 0.01;
    private static final double MOST = 1e250;

    private final Settings settings;
    private final double[] edges;
    private final long[] counts;
    private final double[] capital = {1.0 / 3, 1.0 / 3, 1.0 / 3};
    private long seen;
    private boolean drifted;

    /**
     * What it is set to.
     *
     * @param alpha greatest chance of ever a false alarm, between 0 and 1
     * @param seed seed of the smoothing, 0 to 2^31 - 1
     * @param edges inner edges of the bins, ascending and distinct, at least one; a value equal to an edge lies below it
     * @param reference counts of the reference by bin, one more than edges, none negative
     */
    public record Settings(double alpha, int seed, List<Double> edges, List<Long> reference) {
        /**
         * Checks the ranges and copies.
         *
         * @throws InvalidInputException if a part is out of range
         */
        public Settings {
            edges = List.copyOf(edges);
            reference = List.copyOf(reference);
            Inputs.level("alpha", alpha);
            Inputs.require(seed >= 0, "seed", seed, "at least 0");
            Inputs.require(
                    !edges.isEmpty() && reference.size() == edges.size() + 1,
                    "number of bins",
                    reference.size(),
                    "one more than the edges");
            for (int i = 0; i < edges.size(); i++) {
                boolean ascends = i == 0 || edges.get(i) > edges.get(i - 1);
                Inputs.require(Double.isFinite(edges.get(i)) && ascends, "edge", edges.get(i), "finite and ascending");
            }
            for (long count : reference) {
                Inputs.require(count >= 0, "count", count, "at least 0");
            }
        }
    }

    private ConformalMartingale(Settings settings) {
        this.settings = settings;
        edges = settings.edges().stream().mapToDouble(Double::doubleValue).toArray();
        counts = settings.reference().stream().mapToLong(Long::longValue).toArray();
    }

    ConformalMartingale(Recall recall) {
        this(settings(recall));
        seen = recall.count();
        drifted = recall.whole() == 1;
        System.arraycopy(recall.values(3), 0, capital, 0, 3);
        for (int i = 0; i < counts.length; i++) {
            counts[i] = recall.count();
        }
    }

    private static Settings settings(Recall recall) {
        double alpha = recall.setting();
        int seed = recall.wholeSetting();
        int count = recall.wholeSetting();
        List<Double> edges = Arrays.stream(recall.settings(count)).boxed().toList();
        List<Long> reference = Arrays.stream(recall.settings(count + 1))
                .mapToObj(value -> (long) value)
                .toList();
        return new Settings(alpha, seed, edges, reference);
    }

    /**
     * A new one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static ConformalMartingale of(Settings settings) {
        return new ConformalMartingale(settings);
    }

    @Override
    public Signal update(double value) {
        int at = Arrays.binarySearch(edges, Inputs.finite(value) + 0.0);
        int bin = at >= 0 ? at : -at - 1;
        counts[bin]++;
        double greater = 0;
        double all = 0;
        for (int i = 0; i < counts.length; i++) {
            greater += i > bin ? counts[i] : 0;
            all += counts[i];
        }
        double p = (greater + Mix.uniform(settings.seed(), seen++) * counts[bin]) / all;
        double money = evidence();
        for (int i = 0; i < 3; i++) {
            capital[i] = Math.min(MOST, ((1 - JUMP) * capital[i] + JUMP / 3 * money) * (1 + (i - 1) * (p - 0.5)));
        }
        double evidence = evidence();
        drifted |= evidence >= 1 / settings.alpha();
        return drifted ? Signal.DRIFT : evidence >= 0.1 / settings.alpha() ? Signal.WARNING : Signal.NONE;
    }

    /**
     * The e-value: how many times the money is that was begun with. Its inverse is an anytime-valid p-value.
     *
     * @return at least 0
     */
    public double evidence() {
        return capital[0] + capital[1] + capital[2];
    }

    @Override
    public DetectorState state() {
        Memo memo = new Memo(FORM, settings.alpha(), settings.seed(), edges.length).settings(edges);
        memo.settings(
                settings.reference().stream().mapToDouble(Long::doubleValue).toArray());
        memo.keep((double) seen, drifted ? 1 : 0).keep(capital);
        for (long count : counts) {
            memo.keep((double) count);
        }
        return memo.state();
    }
}
