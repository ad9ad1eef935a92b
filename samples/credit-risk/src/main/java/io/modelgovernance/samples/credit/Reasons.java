package io.modelgovernance.samples.credit;

import io.modelgovernance.core.explain.AdverseReasons;
import io.modelgovernance.core.explain.AdverseReasons.Reason;
import io.modelgovernance.explain.ReasonCodes;
import java.util.Map;

/** What an applicant is told, feature by feature. */
final class Reasons {
    private Reasons() {}

    static ReasonCodes codes() {
        Reason ability = new Reason("R02", "Income insufficient for the amount of credit requested");
        Reason collateral = new Reason("R04", "Value or type of collateral not sufficient");
        return AdverseReasons.of(CreditData.SCHEMA, Map.ofEntries(
                Map.entry("seniority", new Reason("R01", "Length of employment")),
                Map.entry("job", new Reason("R05", "Temporary or irregular employment")),
                Map.entry("home", new Reason("R06", "Residence situation")),
                Map.entry("records", new Reason("R03", "Delinquent past or present credit obligations")),
                Map.entry("income", ability),
                Map.entry("expenses", ability),
                Map.entry("debt", new Reason("R07", "Excessive obligations in relation to income")),
                Map.entry("assets", collateral),
                Map.entry("price", collateral),
                Map.entry("amount", new Reason("R08", "Amount of credit requested is high")),
                Map.entry("time", new Reason("R09", "Length of the loan"))));
    }
}
