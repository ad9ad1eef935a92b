package io.modelgovernance.samples.credit;

import io.modelgovernance.Decision;
import io.modelgovernance.Governance;
import io.modelgovernance.core.evidence.ExplanationPage;
import io.modelgovernance.core.explain.ConditionalExpectation;
import io.modelgovernance.core.explain.PartialDependence;
import io.modelgovernance.core.explain.PermutationImportance;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Rows;
import io.modelgovernance.model.Scorer;
import io.modelgovernance.registry.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Writes the evidence page of a version. */
final class EvidencePage {
    private static final int PROBES = 200;

    private EvidencePage() {}

    /** Writes what the model depends on and why it declined one applicant. */
    static Path explanations(Desk desk, VersionId version, CreditData data, Scorer model, Optional<Remedies.Told> told)
            throws IOException {
        Rows probes = Rows.of(
                CreditData.SCHEMA, Arrays.copyOf(data.test().rows().toArray(), PROBES * CreditData.SCHEMA.size()));
        Explainer explainer = Reasons.explainer(data);
        List<Attribution> attributions = new ArrayList<>();
        for (int i = 0; i < probes.count(); i++) {
            attributions.add(explainer.explain(model, probes.row(i)));
        }
        double[] outcomes = new double[data.test().size()];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = data.test().bad()[i] ? 1 : 0;
        }
        ExplanationPage html = ExplanationPage.titled("Why " + version + " decides as it does")
                .importance(PermutationImportance.withDefaults()
                        .measure(model, data.test().rows(), outcomes))
                .scores(attributions, probes, List.of("seniority", "income"))
                .curve(CreditData.SCHEMA, PartialDependence.withDefaults().curve(model, probes, "seniority"))
                .curves(CreditData.SCHEMA, ConditionalExpectation.withDefaults().curves(model, probes, "amount"));
        if (told.isPresent()) {
            Remedies.Told one = told.get();
            html = html.decision(one.decision(), explainer.explain(model, one.row()), one.reasons())
                    .changes(CreditData.SCHEMA, one.row(), one.report());
        }
        Path page = desk.home().resolve("explanations.html");
        Files.writeString(page, html.html(), StandardCharsets.UTF_8);
        return page;
    }

    static Path write(Governance governance, Desk desk, VersionId version, List<Decision> declined) throws IOException {
        Path page = desk.home().resolve("evidence.html");
        Files.writeString(
                page,
                io.modelgovernance.core.evidence.ModelEvidence.page(governance, version, declined),
                StandardCharsets.UTF_8);
        return page;
    }
}
