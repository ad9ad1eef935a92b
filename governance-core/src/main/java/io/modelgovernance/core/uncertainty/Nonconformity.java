package io.modelgovernance.core.uncertainty;

/**
 * How unlike the cases seen a label would make a case: what conformal prediction compares. Any function keeps the promise;
 * a good one gives small sets. Pure and thread-safe.
 */
@FunctionalInterface
public interface Nonconformity {
    /**
     * Scores one label of one case.
     *
     * @param probabilities one probability a label, 0 to 1; not modified
     * @param label 0 to the number of labels less one
     * @return finite; the greater, the stranger
     */
    double score(double[] probabilities, int label);

    /**
     * One less the probability of the label: the smallest sets on average (LAC; Sadinle, Lei and Wasserman 2019). A set may
     * be empty.
     *
     * @return the score
     */
    static Nonconformity leastAmbiguous() {
        return (probabilities, label) -> 1 - probabilities[label];
    }

    /**
     * The sum of the probabilities from the greatest down to that of the label: sets that grow where the model is unsure
     * (APS; Romano, Sesia and Candes 2020), here without their random part, which makes sets no smaller than promised and
     * the same every time. Of equal probabilities the lower label comes first.
     *
     * @return the score
     */
    static Nonconformity adaptive() {
        return (probabilities, label) -> {
            double sum = 0;
            for (int other = 0; other < probabilities.length; other++) {
                boolean before = probabilities[other] > probabilities[label]
                        || probabilities[other] == probabilities[label] && other <= label;
                sum += before ? probabilities[other] : 0;
            }
            return sum;
        };
    }
}
