package io.modelgovernance.explain;

import io.modelgovernance.Digest;

/**
 * What it takes to make an explanation again and to know that it is the same.
 *
 * <p>Holds no value of the row. Kept with the decision. Immutable and thread-safe.
 *
 * @param decision id of the decision explained
 * @param model manifest digest of the version that decided
 * @param method how it was explained, with its parameters
 * @param seed seed that repeats it, 0 if nothing was drawn
 * @param background fingerprint of the background rows
 * @param plan fingerprint of the algorithm's version, parameters and coalitions
 * @param modelRows how many rows the model scored for it
 * @param attribution digest of the whole attribution
 */
public record ExplanationReceipt(
        String decision,
        Digest model,
        String method,
        long seed,
        Digest background,
        Digest plan,
        long modelRows,
        Digest attribution) {}
