package io.modelgovernance.core.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.policy.DecisionPoint;
import io.modelgovernance.policy.Verdict;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Asks a Cedar agent for {@code is_authorized}: the principal given here, the question as the action, the model as the
 * resource, and the facts as the context. Cedar has whole numbers and decimals of four places, so a whole number is sent as
 * the former and any other rounded to the latter. What errs in evaluation is no evidence.
 *
 * <p>It is asked inside the act that it guards: give it little time. Thread-safe.
 */
public final class CedarDecisionPoint implements DecisionPoint {
    private static final double LARGEST_WHOLE = 1L << 53;
    private static final int PLACES = 4;
    private static final BigDecimal LARGEST_DECIMAL = new BigDecimal("922337203685477.5807");

    private final PolicyHttp http;
    private final String principal;

    private CedarDecisionPoint(PolicyHttp http, String principal) {
        this.http = http;
        this.principal = principal;
    }

    /**
     * Of an agent.
     *
     * @param client sends; brings its own proxy, trust and executor
     * @param agent its address, such as {@code http://localhost:8180/v1/is_authorized}
     * @param principal who asks, as Cedar writes it, such as {@code Service::"governance"}
     * @param patience how long to wait for an answer, more than 0
     * @param headers sent with each question, such as {@code Authorization}
     * @return a decision point over it
     */
    public static CedarDecisionPoint of(
            HttpClient client, URI agent, String principal, Duration patience, Map<String, String> headers) {
        return new CedarDecisionPoint(new PolicyHttp(client, agent, patience, headers), principal);
    }

    @Override
    public Answer ask(String question, Map<String, Object> facts) {
        Map<String, Object> context = new TreeMap<>();
        facts.forEach((name, value) -> context.put(name, value(name, value)));
        Map<String, Object> said = http.ask(Map.of(
                "principal",
                principal,
                "action",
                entity("Action", question),
                "resource",
                entity("Model", String.valueOf(facts.getOrDefault("model", "unknown"))),
                "context",
                context));
        Map<?, ?> diagnostics = said.get("diagnostics") instanceof Map<?, ?> given ? given : Map.of();
        List<?> errors = diagnostics.get("errors") instanceof List<?> given ? given : List.of();
        List<?> policies = diagnostics.get("reason") instanceof List<?> given ? given : List.of();
        Object decision = said.get("decision");
        String by = policies.isEmpty() ? "" : " by " + PolicyHttp.shortened(policies);
        if (!errors.isEmpty()) {
            return new Answer(Verdict.NOT_EVIDENCED, "Cedar could not evaluate: " + PolicyHttp.shortened(errors) + ".");
        } else if ("Allow".equals(decision)) {
            return new Answer(Verdict.PASSED, "Cedar allows it" + by + ".");
        } else if ("Deny".equals(decision)) {
            return new Answer(Verdict.FAILED, "Cedar denies it" + by + ".");
        }
        return new Answer(Verdict.NOT_EVIDENCED, "Cedar answers neither Allow nor Deny.");
    }

    private static String entity(String type, String id) {
        return type + "::\"" + id.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    private static Object value(String name, Object value) {
        if (!(value instanceof Double)) {
            return value;
        }
        double number = (Double) value;
        if (number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE) {
            return (long) number;
        }
        BigDecimal rounded = new BigDecimal(number).setScale(PLACES, RoundingMode.HALF_EVEN);
        if (rounded.abs().compareTo(LARGEST_DECIMAL) > 0) {
            throw InvalidInputException.of("fact " + name, "is " + number, "at most " + LARGEST_DECIMAL + " for Cedar");
        }
        return Map.of("__extn", Map.of("fn", "decimal", "arg", rounded.toPlainString()));
    }
}
