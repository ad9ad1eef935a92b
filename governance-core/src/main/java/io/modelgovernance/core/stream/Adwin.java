package io.modelgovernance.core.stream;

/**
 * ADWIN2, adaptive windowing (Bifet and Gavaldà 2007): keeps the longest window whose parts have one mean, in
 * logarithmic memory.
 *
 * <p>Values lie in [0, 1]. The window is an exponential histogram; a cut between two of its buckets where the means differ
 * by more than the paper's bound, which the variance sharpens, drops the older values and is a {@link Signal#DRIFT},
 * whether the mean rose or fell; {@link #mean} tells. Of the parts' sizes the bound takes four off, as its authors'
 * program does: the normal approximation behind it is no good for a handful of values. The chance of a false cut is
 * about {@code delta} a check; in practice it is far less.
 */
public final class Adwin implements StreamDetector {
    static final String FORM = "adwin/1";

    private static final int ROWS = 48;
    private static final int LEAST_PART = 7;
    /** What the bound counts a part short of by, so that short parts must differ more. */
    private static final int SHORT = 4;

    private final Settings settings;
    private final int slots;
    private final double[] sums;
    private final double[] squares;
    private final int[] used = new int[ROWS];
    private int rows = 1;
    private long width;
    private double sum;
    private double square;
    private int tick;

    /**
     * What it is set to.
     *
     * @param delta confidence of a cut, between 0 and 1; 0.002 is usual
     * @param clock values between two checks, at least 1
     * @param buckets buckets of one size, 2 to 64; more are finer cuts and slower checks
     */
    public record Settings(double delta, int clock, int buckets) {
        /** Checks the ranges. */
        public Settings {
            Inputs.level("delta", delta);
            Inputs.require(clock >= 1, "clock", clock, "at least 1");
            Inputs.require(buckets >= 2 && buckets <= 64, "number of buckets", buckets, "2 to 64");
        }

        /**
         * Delta 0.002, a check every 32 values, 5 buckets of a size.
         *
         * @return the defaults
         */
        public static Settings defaults() {
            return new Settings(0.002, 32, 5);
        }
    }

    private Adwin(Settings settings) {
        this.settings = settings;
        slots = settings.buckets() + 1;
        sums = new double[ROWS * slots];
        squares = new double[ROWS * slots];
    }

    Adwin(Recall recall) {
        this(new Settings(recall.setting(), recall.wholeSetting(), recall.wholeSetting()));
        rows = recall.whole();
        width = recall.count();
        sum = recall.next();
        square = recall.next();
        tick = recall.whole();
        Inputs.require(rows >= 1 && rows <= ROWS, "number of rows", rows, "1 to " + ROWS);
        for (int row = 0; row < rows; row++) {
            used[row] = recall.whole();
            Inputs.require(used[row] < slots, "number of buckets", used[row], "below " + slots);
            for (int i = 0; i < used[row]; i++) {
                sums[row * slots + i] = recall.next();
                squares[row * slots + i] = recall.next();
            }
        }
    }

    /**
     * An empty one.
     *
     * @param settings the settings
     * @return the detector
     */
    public static Adwin of(Settings settings) {
        return new Adwin(settings);
    }

    @Override
    public Signal update(double value) {
        insert(Inputs.share(value));
        tick++;
        if (tick < settings.clock()) {
            return Signal.NONE;
        }
        tick = 0;
        boolean cut = false;
        while (width >= 2 * LEAST_PART && mustCut()) {
            dropOldest();
            cut = true;
        }
        return cut ? Signal.DRIFT : Signal.NONE;
    }

    /**
     * Length of the window.
     *
     * @return number of values
     */
    public long width() {
        return width;
    }

    /**
     * Mean of the window.
     *
     * @return 0 to 1, 0 if it is empty
     */
    public double mean() {
        return width == 0 ? 0 : Math.max(0, Math.min(1, sum / width));
    }

    private void insert(double value) {
        if (width > 0) {
            double away = value - sum / width;
            square += away * away * width / (width + 1);
        }
        width++;
        sum += value;
        push(0, value, 0);
        double size = 1;
        for (int row = 0; used[row] == slots && row + 1 < ROWS; row++, size *= 2) {
            int at = row * slots;
            double gap = (sums[at] - sums[at + 1]) / size;
            push(row + 1, sums[at] + sums[at + 1], squares[at] + squares[at + 1] + gap * gap * size / 2);
            rows = Math.max(rows, row + 2);
            used[row] -= 2;
            System.arraycopy(sums, at + 2, sums, at, used[row]);
            System.arraycopy(squares, at + 2, squares, at, used[row]);
        }
    }

    private void push(int row, double bucketSum, double bucketSquare) {
        int at = row * slots + used[row]++;
        sums[at] = bucketSum;
        squares[at] = bucketSquare;
    }

    /**
     * From the oldest bucket on: n0 and n1 values on both sides, of which a and b count, and both sides of |u0 - u1| &gt;
     * sqrt(2 m v log) + 2/3 m log, m = 1/a + 1/b, times a b n0 n1, so that nothing is divided.
     */
    private boolean mustCut() {
        double log = StrictMath.log(2 * StrictMath.log((double) width) / settings.delta());
        double counted = width - 2.0 * SHORT;
        double byVariance = 2 * square / width * log * counted;
        double byRange = 2.0 / 3 * log * counted;
        double n0 = 0;
        double s0 = 0;
        for (int row = rows - 1; row >= 0; row--) {
            double size = 1L << row;
            for (int i = row * slots; i < row * slots + used[row]; i++) {
                n0 += size;
                s0 += sums[i];
                double n1 = width - n0;
                if (n1 < LEAST_PART) {
                    return false;
                }
                double product = n0 * n1;
                double parts = (n0 - SHORT) * (n1 - SHORT);
                double excess = Math.abs(s0 * width - sum * n0) * parts - byRange * product;
                if (n0 >= LEAST_PART && excess > 0 && excess * excess > byVariance * parts * product * product) {
                    return true;
                }
            }
        }
        return false;
    }

    private void dropOldest() {
        int row = rows - 1;
        int at = row * slots;
        double size = 1L << row;
        double rest = width - size;
        double gap = sums[at] / size - (sum - sums[at]) / rest;
        square = Math.max(0, square - squares[at] - gap * gap * size * rest / width);
        sum -= sums[at];
        width -= 1L << row;
        used[row]--;
        System.arraycopy(sums, at + 1, sums, at, used[row]);
        System.arraycopy(squares, at + 1, squares, at, used[row]);
        while (rows > 1 && used[rows - 1] == 0) {
            rows--;
        }
    }

    @Override
    public DetectorState state() {
        Memo memo = new Memo(FORM, settings.delta(), settings.clock(), settings.buckets());
        memo.keep(rows, (double) width, sum, square, tick);
        for (int row = 0; row < rows; row++) {
            memo.keep(used[row]);
            for (int i = row * slots; i < row * slots + used[row]; i++) {
                memo.keep(sums[i], squares[i]);
            }
        }
        return memo.state();
    }
}
