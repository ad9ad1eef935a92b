package io.modelgovernance.samples.credit;

import io.modelgovernance.core.stats.Moments;
import io.modelgovernance.model.Feature;
import io.modelgovernance.samples.credit.CreditModel.Kind;
import io.modelgovernance.samples.credit.CreditModel.Term;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/** Trains the model with Tribuo, and takes its weights into the form that is stored. */
final class Training {
    static final int EPOCHS = 30;
    static final double LEARNING_RATE = 0.1;
    static final long SEED = 20_261_123L;

    private static final Label GOOD = new Label("good");
    private static final Label BAD = new Label("bad");
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo");

    /** A trained model, and the library's own for comparison. */
    record Trained(CreditModel model, LinearSGDModel original) {}

    private Training() {}

    /** The features as they are. */
    static List<Term> simpleTerms() {
        List<Term> terms = new ArrayList<>();
        for (int f = 0; f < CreditData.SCHEMA.size(); f++) {
            Feature feature = CreditData.SCHEMA.features().get(f);
            if (feature.type() == Feature.Type.NUMERIC) {
                terms.add(term(Kind.VALUE, f, 0));
            }
            for (int c = 0; c < feature.categories().size(); c++) {
                terms.add(term(Kind.CATEGORY, f, c));
            }
        }
        return terms;
    }

    /** The features, their logarithms, what is missing, and the share of the price that is borrowed. */
    static List<Term> richTerms() {
        List<Term> terms = new ArrayList<>(simpleTerms());
        for (String name : List.of("seniority", "income", "assets", "debt", "amount", "price")) {
            terms.add(term(Kind.LOG, CreditData.SCHEMA.indexOf(name), 0));
        }
        for (String name : List.of("income", "assets", "debt")) {
            terms.add(term(Kind.MISSING, CreditData.SCHEMA.indexOf(name), 0));
        }
        terms.add(term(Kind.RATIO, CreditData.SCHEMA.indexOf("amount"), CreditData.SCHEMA.indexOf("price")));
        terms.add(term(Kind.RATIO, CreditData.SCHEMA.indexOf("expenses"), CreditData.SCHEMA.indexOf("income")));
        return terms;
    }

    private static Term term(Kind kind, int feature, int other) {
        return new Term(kind, feature, other, 0, 1, 0);
    }

    static Trained train(CreditData.Part part, List<Term> wanted) {
        TRIBUO.setLevel(Level.WARNING);
        double[] data = part.rows().toArray();
        int width = CreditData.SCHEMA.size();
        List<Term> terms =
                wanted.stream().map(term -> fitted(term, data, width)).toList();
        var labels = new LabelFactory();
        var dataset = new MutableDataset<>(new SimpleDataSourceProvenance("credit_data", labels), labels);
        for (int i = 0; i < part.size(); i++) {
            dataset.add(example(terms, data, i * width, part.bad()[i]));
        }
        var trainer =
                new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(LEARNING_RATE), EPOCHS, 1_000_000, 32, SEED);
        LinearSGDModel original = trainer.train(dataset);
        return new Trained(weighted(terms, original), original);
    }

    private static Term fitted(Term term, double[] data, int width) {
        double[] present = new double[data.length / width];
        int n = 0;
        for (int offset = 0; offset < data.length; offset += width) {
            double raw = term.raw(data, offset);
            if (Double.isFinite(raw)) {
                present[n++] = raw;
            }
        }
        Moments moments = Moments.of(Arrays.copyOf(present, n));
        double deviation = moments.standardDeviation();
        return term.with(moments.mean(), deviation > 0 ? deviation : 1, 0);
    }

    static ArrayExample<Label> example(List<Term> terms, double[] data, int offset, boolean bad) {
        var example = new ArrayExample<>(bad ? BAD : GOOD);
        for (int t = 0; t < terms.size(); t++) {
            example.add(new org.tribuo.Feature("t" + t, terms.get(t).standardised(data, offset)));
        }
        return example;
    }

    private static CreditModel weighted(List<Term> terms, LinearSGDModel original) {
        DenseMatrix weights = original.getWeightsCopy();
        int bad = original.getOutputIDInfo().getID(BAD);
        int good = original.getOutputIDInfo().getID(GOOD);
        int bias = weights.getDimension2Size() - 1;
        List<Term> weighted = new ArrayList<>();
        for (int t = 0; t < terms.size(); t++) {
            int column = original.getFeatureIDMap().getID("t" + t);
            Term term = terms.get(t);
            double weight = column < 0 ? 0 : weights.get(bad, column) - weights.get(good, column);
            weighted.add(term.with(term.mean(), term.deviation(), weight));
        }
        return new CreditModel(weights.get(bad, bias) - weights.get(good, bias), weighted);
    }
}
