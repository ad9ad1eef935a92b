package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.core.json.RecordCodec;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.ExplanationReceipt;
import java.util.ArrayList;
import java.util.List;

/** Writes receipts of explanations and compares explanations made again with them. Pure and thread-safe. */
public final class Receipts {
    private Receipts() {}

    /**
     * Fingerprint of an attribution: SHA-256 of its canonical JSON (RFC 8785), the same on every platform.
     *
     * @param attribution the attribution
     * @return its digest
     */
    public static Digest digest(Attribution attribution) {
        return Digest.of(RecordCodec.write(attribution));
    }

    /**
     * The receipt of an explanation.
     *
     * @param decision id of the decision explained
     * @param model manifest digest of the version that decided
     * @param attribution the explanation
     * @return what is kept
     */
    public static ExplanationReceipt of(String decision, Digest model, Attribution attribution) {
        return new ExplanationReceipt(
                decision,
                model,
                attribution.method(),
                attribution.seed(),
                attribution.background(),
                attribution.plan(),
                attribution.modelRows(),
                digest(attribution));
    }

    /**
     * Where an explanation made again differs from the one that the receipt was written for.
     *
     * @param receipt the receipt
     * @param model manifest digest of the version explained again
     * @param again the explanation made again
     * @return empty if it is the same bit for bit, else what differs: {@code model}, {@code method}, {@code seed},
     *     {@code background}, {@code plan}, {@code modelRows}, or {@code attribution} where only the values do
     */
    public static List<String> differences(ExplanationReceipt receipt, Digest model, Attribution again) {
        List<String> differences = new ArrayList<>();
        differ(differences, "model", receipt.model(), model);
        differ(differences, "method", receipt.method(), again.method());
        differ(differences, "seed", receipt.seed(), again.seed());
        differ(differences, "background", receipt.background(), again.background());
        differ(differences, "plan", receipt.plan(), again.plan());
        differ(differences, "modelRows", receipt.modelRows(), again.modelRows());
        if (differences.isEmpty()) {
            differ(differences, "attribution", receipt.attribution(), digest(again));
        }
        return differences;
    }

    private static void differ(List<String> differences, String what, Object kept, Object now) {
        if (!kept.equals(now)) {
            differences.add(what);
        }
    }
}
