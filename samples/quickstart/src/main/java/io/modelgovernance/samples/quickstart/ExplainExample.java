package io.modelgovernance.samples.quickstart;

import static io.modelgovernance.samples.quickstart.Scene.schema;

import io.modelgovernance.core.explain.AdverseReasons;
import io.modelgovernance.core.explain.ExactShapley;
import io.modelgovernance.core.explain.KernelShap;
import io.modelgovernance.explain.ReasonDictionary;
import io.modelgovernance.model.Scorer;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** docs/explain.md: why, and what to tell. */
public final class ExplainExample implements Example {
    @Override
    public void run(Path directory) throws Exception {
        // snippet: explain
        Scorer scorer = (rows, n, out) -> {
            for (int i = 0; i < n; i++) {
                out[i] = 0.0004 * rows[2 * i + 1] - 0.0001 * rows[2 * i];
            }
        };
        var background = Scene.applicants(1, 50, 0);
        double[] applicant = {1_100, 2_900};

        var why = ExactShapley.withDefaults().over(background).explain(scorer, applicant);
        var sampled = KernelShap.withDefaults().withSeed(7).over(background).explain(scorer, applicant);
        for (int f = 0; f < schema.size(); f++) {
            System.out.println(String.format(
                    Locale.ROOT,
                    "%-6s %+.4f %+.4f",
                    why.features().get(f),
                    why.values().get(f),
                    sampled.values().get(f)));
        }
        System.out.println("unexplained: " + (Math.abs(why.residual()) < 1e-12 ? "nothing" : why.residual()));

        var dictionary = new ReasonDictionary(
                "2026-1",
                "en",
                Map.of(
                        "income", new ReasonDictionary.Entry("R02", "Income insufficient"),
                        "debt", new ReasonDictionary.Entry("R07", "Excessive obligations")));
        AdverseReasons.of(dictionary)
                .requireCovers(schema)
                .reasons(schema, why, true)
                .forEach(reason -> System.out.println(reason.rank() + ". " + reason.code() + " " + reason.text()));
        // end
    }
}
