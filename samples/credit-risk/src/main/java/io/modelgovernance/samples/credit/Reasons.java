package io.modelgovernance.samples.credit;

import io.modelgovernance.core.explain.AdverseReasons;
import io.modelgovernance.core.explain.KernelShap;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.explain.ReasonCodes;
import io.modelgovernance.explain.ReasonDictionary;
import io.modelgovernance.explain.ReasonDictionary.Entry;
import io.modelgovernance.model.Rows;
import java.util.Arrays;
import java.util.Map;

/** What an applicant is told, feature by feature. */
final class Reasons {
    private static final int BACKGROUND = 50;

    private Reasons() {}

    /** Compares with fifty applicants of the calibration part. */
    static Explainer explainer(CreditData data) {
        Rows background = Rows.of(
                CreditData.SCHEMA,
                Arrays.copyOf(data.calibration().rows().toArray(), BACKGROUND * CreditData.SCHEMA.size()));
        return KernelShap.withDefaults().withBudget(256).withSeed(1).over(background);
    }

    static ReasonCodes codes() {
        Entry ability = new Entry("R02", "Income insufficient for the amount of credit requested");
        Entry collateral = new Entry("R04", "Value or type of collateral not sufficient");
        ReasonDictionary dictionary = new ReasonDictionary(
                "credit-bank-2026",
                "en",
                Map.ofEntries(
                        Map.entry("seniority", new Entry("R01", "Length of employment")),
                        Map.entry("job", new Entry("R05", "Temporary or irregular employment")),
                        Map.entry("home", new Entry("R06", "Residence situation")),
                        Map.entry("records", new Entry("R03", "Delinquent past or present credit obligations")),
                        Map.entry("income", ability),
                        Map.entry("expenses", ability),
                        Map.entry("debt", new Entry("R07", "Excessive obligations in relation to income")),
                        Map.entry("assets", collateral),
                        Map.entry("price", collateral),
                        Map.entry("amount", new Entry("R08", "Amount of credit requested is high")),
                        Map.entry("time", new Entry("R09", "Length of the loan"))));
        return AdverseReasons.of(dictionary).requireCovers(CreditData.SCHEMA);
    }
}
