package io.modelgovernance.core.explain;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.ReasonCode;
import io.modelgovernance.explain.ReasonCodes;
import io.modelgovernance.model.Feature;
import io.modelgovernance.model.FeatureSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The principal reasons for an adverse decision: the features that moved the score most towards it.
 *
 * <p>Features that share a code are added up. At most four reasons (12 CFR 1002.9(b)(2), comment 1), ties in schema
 * order, never a protected attribute, never a feature that pulled the other way. Immutable and thread-safe.
 */
public final class AdverseReasons implements ReasonCodes {
    /** Most reasons given. */
    public static final int MOST = 4;

    /**
     * What a person is told about a feature.
     *
     * @param code the code
     * @param text the text
     */
    public record Reason(String code, String text) {}

    private final Map<String, Reason> dictionary;

    private AdverseReasons(Map<String, Reason> dictionary) {
        this.dictionary = dictionary;
    }

    /**
     * Reasons for the features of a schema.
     *
     * @param schema the features
     * @param dictionary a reason for every feature that is not protected, by feature name
     * @return the reasons
     * @throws InvalidInputException if a feature has no reason, or a protected one has
     */
    public static AdverseReasons of(FeatureSchema schema, Map<String, Reason> dictionary) {
        for (Feature feature : schema.features()) {
            if (feature.protectedAttribute() == dictionary.containsKey(feature.name())) {
                throw InvalidInputException.of(
                        "reason of feature " + feature.name(),
                        feature.protectedAttribute() ? "is given though it is protected" : "is not given",
                        "given for every feature that is not protected, and for no other");
            }
        }
        return new AdverseReasons(Map.copyOf(dictionary));
    }

    @Override
    public List<ReasonCode> reasons(FeatureSchema schema, Attribution attribution) {
        Map<Reason, Double> pulls = new LinkedHashMap<>();
        for (int f = 0; f < schema.size(); f++) {
            Feature feature = schema.features().get(f);
            Reason reason = dictionary.get(feature.name());
            double value = attribution.values().get(f);
            if (!feature.protectedAttribute() && reason != null && value > 0) {
                pulls.merge(reason, value, Double::sum);
            }
        }
        List<Map.Entry<Reason, Double>> ranked = new ArrayList<>(pulls.entrySet());
        ranked.sort(Map.Entry.comparingByValue(Comparator.reverseOrder()));
        List<ReasonCode> reasons = new ArrayList<>();
        for (Map.Entry<Reason, Double> entry : ranked.subList(0, Math.min(MOST, ranked.size()))) {
            reasons.add(new ReasonCode(
                    reasons.size() + 1, entry.getKey().code(), entry.getKey().text(), entry.getValue()));
        }
        return reasons;
    }
}
