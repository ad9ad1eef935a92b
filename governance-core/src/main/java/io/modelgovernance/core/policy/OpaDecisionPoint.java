package io.modelgovernance.core.policy;

import io.modelgovernance.policy.DecisionPoint;
import io.modelgovernance.policy.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Asks an Open Policy Agent through its Data API. The input is {@code {"question": ..., "facts": {...}}}; the document asked
 * for is a truth such as {@code allow}, or a set of complaints such as {@code deny}, of which none must be left. An undefined
 * document is no evidence. The reason names the bundles' revisions and the decision's id, where the agent tells them.
 *
 * <p>It is asked inside the act that it guards: give it little time. Thread-safe.
 */
public final class OpaDecisionPoint implements DecisionPoint {
    private final PolicyHttp http;

    private OpaDecisionPoint(PolicyHttp http) {
        this.http = http;
    }

    /**
     * Of a document.
     *
     * @param client sends; brings its own proxy, trust and executor
     * @param document the document's address, such as {@code http://localhost:8181/v1/data/models/promotion/deny}
     * @param patience how long to wait for an answer, more than 0
     * @param headers sent with each question, such as {@code Authorization}
     * @return a decision point over it
     */
    public static OpaDecisionPoint of(HttpClient client, URI document, Duration patience, Map<String, String> headers) {
        URI asked = URI.create(document + (document.getRawQuery() == null ? "?" : "&") + "provenance=true");
        return new OpaDecisionPoint(new PolicyHttp(client, asked, patience, headers));
    }

    @Override
    public Answer ask(String question, Map<String, Object> facts) {
        Map<String, Object> said = http.ask(Map.of("input", Map.of("question", question, "facts", facts)));
        String by = by(said);
        Object result = said.get("result");
        if (result instanceof Boolean) {
            boolean allowed = (Boolean) result;
            return new Answer(
                    allowed ? Verdict.PASSED : Verdict.FAILED, "OPA says " + (allowed ? "true" : "false") + by + ".");
        } else if (result instanceof List) {
            List<?> complaints = (List<?>) result;
            return complaints.isEmpty()
                    ? new Answer(Verdict.PASSED, "OPA has no complaint" + by + ".")
                    : new Answer(Verdict.FAILED, "OPA complains" + by + ": " + PolicyHttp.shortened(complaints) + ".");
        }
        return new Answer(
                Verdict.NOT_EVIDENCED,
                (result == null || result instanceof Optional
                                ? "The document is undefined in OPA"
                                : "OPA answers neither a truth nor a list of complaints")
                        + by + ".");
    }

    private static String by(Map<String, Object> said) {
        Map<String, String> revisions = new TreeMap<>();
        if (said.get("provenance") instanceof Map<?, ?> provenance
                && provenance.get("bundles") instanceof Map<?, ?> bundles) {
            bundles.forEach((name, bundle) -> {
                if (bundle instanceof Map<?, ?> known && known.get("revision") != null) {
                    revisions.put(name.toString(), String.valueOf(known.get("revision")));
                }
            });
        }
        String bundles = revisions.entrySet().stream()
                .map(one -> one.getKey() + " " + one.getValue())
                .collect(Collectors.joining(", "));
        Object id = said.get("decision_id");
        return (bundles.isEmpty() ? "" : " (bundles " + PolicyHttp.shortened(bundles) + ")")
                + (id == null ? "" : " in decision " + PolicyHttp.shortened(id));
    }
}
