package io.modelgovernance.samples.credit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.Estimate;
import io.modelgovernance.core.stats.Auc;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.tribuo.classification.Label;

class TrainingTest {
    private final CreditData data = CreditData.load();

    @Test
    void partsAreDisjointAndCompleteAndPartTimersAreApart() {
        int sum = data.train().size()
                + data.calibration().size()
                + data.test().size()
                + data.unseen().size();
        assertEquals(4_454, data.size());
        assertEquals(data.size(), sum);
        assertEquals(452, data.unseen().size());
    }

    @Test
    void theStoredFormScoresAsTheLibraryDoesAndIsTheSameEachTime() {
        for (var terms : List.of(Training.simpleTerms(), Training.richTerms())) {
            Training.Trained trained = Training.train(data.train(), terms);
            CreditModel stored = CreditModel.of(trained.model().toBytes());
            assertEquals(trained.model(), stored);
            double[] rows = data.test().rows().toArray();
            double[] scores = data.test().rows().score(stored.scorer());
            for (int i = 0; i < scores.length; i++) {
                var example = Training.example(stored.terms(), rows, i * CreditData.SCHEMA.size(), false);
                var prediction = trained.original().predict(example);
                assertEquals(
                        prediction
                                .getOutputScores()
                                .get(new Label("bad").getLabel())
                                .getScore(),
                        scores[i],
                        1e-9);
            }
            assertArrayEquals(
                    trained.model().toBytes(),
                    Training.train(data.train(), terms).model().toBytes());
        }
    }

    @Test
    void theModelIsWorthItsName() {
        CreditModel model = Training.train(data.train(), Training.richTerms()).model();
        Estimate auc = Auc.of(data.test().bad(), data.test().rows().score(model.scorer()));
        assertTrue(auc.low() > 0.75, auc::toString);
    }
}
