package io.modelgovernance.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.InvalidInputException;
import java.util.Comparator;
import java.util.List;

/**
 * What a model depends on, feature by feature, over many decisions.
 *
 * <p>A global importance with its cost and the seed that repeats it. Immutable and thread-safe.
 *
 * @param method how it was made, with its parameters
 * @param features one importance a feature, in schema order; at least one
 * @param modelRows how many rows the model scored for it
 * @param seed seed that repeats it, 0 if nothing was drawn
 * @param background fingerprint of the rows it was made with
 */
public record ImportanceReport(String method, List<Importance> features, long modelRows, long seed, Digest background) {
    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there is no feature or the model rows are negative
     */
    public ImportanceReport {
        features = List.copyOf(features);
        Explanations.counted("model rows of importance report", modelRows);
        if (features.isEmpty()) {
            throw InvalidInputException.of("features of importance report", "are none", "at least one");
        }
    }

    /**
     * The features, the most important first; unknown ones last, ties in schema order.
     *
     * @return a new order of {@link #features()}
     */
    public List<Importance> ranked() {
        Comparator<Importance> known =
                Comparator.comparing(each -> !each.importance().known());
        return features.stream()
                .sorted(known.thenComparing(
                        Comparator.comparingDouble(ImportanceReport::size).reversed()))
                .toList();
    }

    private static double size(Importance each) {
        return each.importance().known() ? each.importance().value() : 0;
    }
}
