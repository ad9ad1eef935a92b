package io.modelgovernance.samples.credit;

import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.model.Scorer;
import java.util.List;

/**
 * The trained model as it is stored: a logistic regression over terms made from the features.
 *
 * @param bias the intercept
 * @param terms the terms with their weights
 */
public record CreditModel(double bias, List<Term> terms) {
    /** What a term is made of. */
    public enum Kind {
        /** The standardised value; the training mean where it is missing. */
        VALUE,
        /** As VALUE, of the logarithm of one more than the value. */
        LOG,
        /** 1 if the value is missing. */
        MISSING,
        /** 1 if the value is the category {@code other}. */
        CATEGORY,
        /** As VALUE, of the value divided by the feature {@code other}. */
        RATIO
    }

    /**
     * One term.
     *
     * @param kind what it is made of
     * @param feature index of its feature
     * @param other category, or index of the feature divided by
     * @param mean mean in training
     * @param deviation standard deviation in training, above 0
     * @param weight its weight
     */
    public record Term(Kind kind, int feature, int other, double mean, double deviation, double weight) {
        double raw(double[] rows, int offset) {
            double value = rows[offset + feature];
            return switch (kind) {
                case VALUE -> value;
                case LOG -> StrictMath.log1p(value);
                case MISSING -> Double.isNaN(value) ? 1 : 0;
                case CATEGORY -> value == other ? 1 : 0;
                case RATIO -> value / rows[offset + other];
            };
        }

        double standardised(double[] rows, int offset) {
            double raw = raw(rows, offset);
            return Double.isNaN(raw) ? 0 : (raw - mean) / deviation;
        }

        Term with(double newMean, double newDeviation, double newWeight) {
            return new Term(kind, feature, other, newMean, newDeviation, newWeight);
        }
    }

    /** Copies the terms. */
    public CreditModel {
        terms = List.copyOf(terms);
    }

    byte[] toBytes() {
        return RecordCodec.write(this);
    }

    static CreditModel of(byte[] bytes) {
        return RecordCodec.read(CreditModel.class, bytes);
    }

    /** Scores the probability that a credit is not paid back. */
    Scorer scorer() {
        Term[] all = terms.toArray(Term[]::new);
        int width = CreditData.SCHEMA.size();
        return (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                double sum = bias;
                for (Term term : all) {
                    sum += term.weight() * term.standardised(rows, i * width);
                }
                out[i] = 1 / (1 + StrictMath.exp(-sum));
            }
        };
    }
}
