package io.modelgovernance.core.performance;

import java.util.function.ToDoubleFunction;

/** The standard metrics of classifiers of several classes. Pure and thread-safe. */
public final class ClassMetrics {
    private ClassMetrics() {}

    /** Counts of a table of classes. */
    private record Table(long[][] cells, long[] truth, long[] decided, long right, long all) {
        static Table of(long[][] cells) {
            int classes = cells.length;
            long[] truth = new long[classes];
            long[] decided = new long[classes];
            long right = 0;
            long all = 0;
            for (int i = 0; i < classes; i++) {
                right += cells[i][i];
                for (int j = 0; j < classes; j++) {
                    truth[i] += cells[i][j];
                    decided[j] += cells[i][j];
                    all += cells[i][j];
                }
            }
            return new Table(cells, truth, decided, right, all);
        }

        boolean seen(int k) {
            return truth[k] + decided[k] > 0;
        }

        double f1(int k) {
            return 2.0 * cells[k][k] / (truth[k] + decided[k]);
        }
    }

    private static ClassMetric of(ToDoubleFunction<Table> metric) {
        return (cases, times) -> metric.applyAsDouble(Table.of(cases.confusion(times)));
    }

    /**
     * Right decisions among all; also F1, precision and recall of all classes' decisions together (micro).
     *
     * @return the metric, 0 to 1
     */
    public static ClassMetric accuracy() {
        return of(table -> (double) table.right() / table.all());
    }

    /**
     * Mean of the classes' F1, each class as heavy as any other (macro), over those that were true or decided of a case.
     *
     * @return the metric, 0 to 1
     */
    public static ClassMetric macroF1() {
        return of(table -> {
            double sum = 0;
            int seen = 0;
            for (int k = 0; k < table.truth().length; k++) {
                if (table.seen(k)) {
                    sum += table.f1(k);
                    seen++;
                }
            }
            return sum / seen;
        });
    }

    /**
     * Mean of the classes' F1, each class as heavy as it is frequent.
     *
     * @return the metric, 0 to 1
     */
    public static ClassMetric weightedF1() {
        return of(table -> {
            double sum = 0;
            for (int k = 0; k < table.truth().length; k++) {
                sum += table.truth()[k] > 0 ? table.truth()[k] * table.f1(k) : 0;
            }
            return sum / table.all();
        });
    }

    /**
     * Cohen's kappa: agreement of decision and truth beyond that by chance.
     *
     * @return the metric, at most 1; not defined if only one class was true and decided
     */
    public static ClassMetric kappa() {
        return of(table -> {
            double chance = 0;
            for (int k = 0; k < table.truth().length; k++) {
                chance += (double) table.truth()[k] / table.all() * table.decided()[k] / table.all();
            }
            return chance == 1 ? Double.NaN : ((double) table.right() / table.all() - chance) / (1 - chance);
        });
    }

    /**
     * Matthews' correlation of decision and truth for several classes (Gorodkin 2004).
     *
     * @return the metric, -1 to 1; not defined if decision or truth is always the same
     */
    public static ClassMetric matthews() {
        return of(table -> {
            double all = table.all();
            double both = 0;
            double decided = 0;
            double truth = 0;
            for (int k = 0; k < table.truth().length; k++) {
                both += table.truth()[k] / all * table.decided()[k] / all;
                decided += Math.pow(table.decided()[k] / all, 2);
                truth += Math.pow(table.truth()[k] / all, 2);
            }
            return truth == 1 || decided == 1
                    ? Double.NaN
                    : (table.right() / all - both) / Math.sqrt((1 - decided) * (1 - truth));
        });
    }

    /**
     * Mean logarithmic loss of the true class, natural logarithm.
     *
     * @return the metric, at least 0; not defined where something happened that had the probability 0
     */
    public static ClassMetric logLoss() {
        return (cases, times) -> {
            double sum = 0;
            long n = 0;
            for (int i = 0; i < times.length; i++) {
                if (times[i] > 0) {
                    sum -= times[i] * StrictMath.log(cases.ofTruth(i));
                    n += times[i];
                }
            }
            return Double.isInfinite(sum) ? Double.NaN : sum / n;
        };
    }

    /**
     * Mean of the areas under the ROC curves of each class against all others, each class as heavy as any other.
     *
     * @return the metric, 0 to 1; not defined if a class was true of no case or of all
     */
    public static ClassMetric againstRestAuc() {
        BinaryMetric auc = BinaryMetrics.auc();
        return (cases, times) -> {
            double sum = 0;
            for (int k = 0; k < cases.classes(); k++) {
                sum += auc.of(cases.againstRest(k), times);
            }
            return sum / cases.classes();
        };
    }
}
