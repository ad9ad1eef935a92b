package io.modelgovernance.core.explain;

/** Minus the mean squared difference of score and outcome. */
record NegativeSquaredError() implements Metric {
    @Override
    public String name() {
        return "minus mean squared error";
    }

    @Override
    public double of(double[] outcomes, double[] scores) {
        double sum = 0;
        for (int i = 0; i < outcomes.length; i++) {
            double difference = scores[i] - outcomes[i];
            sum += difference * difference;
        }
        return -sum / outcomes.length;
    }
}
