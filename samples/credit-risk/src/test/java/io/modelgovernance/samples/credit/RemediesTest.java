package io.modelgovernance.samples.credit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Counterfactual;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Every declined applicant is told why, and what could be done; of every fourth it is seen, or of all with -Dremedies.every=1. */
class RemediesTest {
    private static final Set<String> IN_THEIR_HANDS =
            Set.of("time", "expenses", "income", "assets", "debt", "amount", "price");

    private static final int EVERY = Integer.getInteger("remedies.every", 4);

    private final CreditData data = CreditData.load();

    @Test
    void everyDeclinedApplicantGetsReasonsAndARemedyThatHolds() {
        Scorer champion =
                Training.train(data.train(), Training.richTerms()).model().scorer();
        Rows applicants = data.test().rows();
        Explainer explainer = Reasons.explainer(data);
        Remedies remedies = new Remedies(data.calibration().rows(), new Narrator(silent()));
        int declined = 0;
        int asked = 0;
        int remedied = 0;
        for (int i = 0; i < applicants.count(); i++) {
            double[] row = applicants.row(i);
            if (champion.score(row) < Roles.RULE.declineFrom()) {
                continue;
            }
            declined++;
            if (declined % EVERY != 0) {
                continue;
            }
            asked++;
            Attribution why = explainer.explain(champion, row);
            assertEquals(0, why.residual(), 1e-12);
            List<ReasonCode> reasons = Reasons.codes().reasons(CreditData.SCHEMA, why, true);
            assertFalse(reasons.isEmpty(), "applicant " + i);
            assertTrue(reasons.size() <= 4);
            Optional<Counterfactual> remedy = remedies.look(row, champion, champion)
                    .map(report -> report.found().get(0));
            remedied += remedy.isPresent() ? 1 : 0;
            assertTrue(remedy.isPresent(), "an application has a remedy: " + i);
            remedy.ifPresent(one -> {
                double[] changed = one.row().stream().mapToDouble(v -> v).toArray();
                assertTrue(champion.score(changed) < Roles.RULE.declineFrom());
                one.changes().forEach(change -> assertTrue(IN_THEIR_HANDS.contains(change.feature())));
            });
        }
        assertTrue(declined > 50, declined + " declined");
        assertEquals(asked, remedied);
    }

    /** What helped under the model that declined may not help under the one that decides when the customer comes back. */
    @Test
    void aRemedyThatTheLiveChampionWouldDeclineIsNotHandedOut() {
        Scorer champion =
                Training.train(data.train(), Training.simpleTerms()).model().scorer();
        Scorer stern = (rows, n, out) -> Arrays.fill(out, 0, n, 0.99);
        Rows applicants = data.test().rows();
        Remedies remedies = new Remedies(data.calibration().rows(), new Narrator(silent()));
        for (int i = 0; i < applicants.count(); i++) {
            if (champion.score(applicants.row(i)) >= Roles.RULE.declineFrom()) {
                assertEquals(Optional.empty(), remedies.look(applicants.row(i), champion, stern));
                assertTrue(remedies.look(applicants.row(i), champion, champion).isPresent());
                return;
            }
        }
        throw new AssertionError("Somebody must be declined");
    }

    private static PrintStream silent() {
        return new PrintStream(OutputStream.nullOutputStream());
    }
}
