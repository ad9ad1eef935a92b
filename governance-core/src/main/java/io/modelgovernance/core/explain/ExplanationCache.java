package io.modelgovernance.core.explain;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.explain.Attribution;
import io.modelgovernance.explain.Explainer;
import io.modelgovernance.model.Scorer;
import java.util.Arrays;

/**
 * Explains the rows of one model and remembers the explanations of the rows met most.
 *
 * <p>Two rows are the same if all their bits are. At most as many explanations are kept as asked for; since an explainer
 * gives the same bits for the same row, a remembered explanation is the one that would be made. Thread-safe; a row asked
 * for by several threads at once is explained once.
 */
public final class ExplanationCache {
    private final Explainer explainer;
    private final Scorer scorer;
    private final Cache<Key, Attribution> kept;

    private ExplanationCache(Explainer explainer, Scorer scorer, Cache<Key, Attribution> kept) {
        this.explainer = explainer;
        this.scorer = scorer;
        this.kept = kept;
    }

    /**
     * A cache in front of an explainer.
     *
     * @param explainer the explainer
     * @param scorer the one model whose rows are explained
     * @param most most explanations kept, at least 1
     * @return an empty cache
     * @throws InvalidInputException if less than 1
     */
    public static ExplanationCache of(Explainer explainer, Scorer scorer, int most) {
        if (most < 1) {
            throw InvalidInputException.of("size of explanation cache", "is " + most, "at least 1");
        }
        return new ExplanationCache(
                explainer, scorer, Caffeine.newBuilder().maximumSize(most).build());
    }

    /**
     * Explains one score, from memory if the row is known.
     *
     * @param row the features in schema order, NaN where missing; not modified
     * @return as {@link Explainer#explain}
     * @throws InvalidInputException as {@link Explainer#explain}; nothing is kept then
     */
    public Attribution explain(double[] row) {
        Key key = new Key(row.clone());
        return kept.get(key, wanted -> explainer.explain(scorer, wanted.row));
    }

    private record Key(double[] row) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(row, key.row);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(row);
        }
    }
}
