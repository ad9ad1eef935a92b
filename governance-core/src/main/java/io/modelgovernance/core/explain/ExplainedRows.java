package io.modelgovernance.core.explain;

import io.modelgovernance.Digest;
import io.modelgovernance.model.Rows;

/** The fingerprint by which explanations name the rows they compared with. */
public final class ExplainedRows {
    private ExplainedRows() {}

    /**
     * Fingerprint of rows and the names of their features, as in
     * {@link io.modelgovernance.explain.Attribution#background()}.
     *
     * @param rows at least one row; not modified
     * @return the digest
     * @throws io.modelgovernance.InvalidInputException if there is no row
     */
    public static Digest digest(Rows rows) {
        return Background.of(rows).digest();
    }
}
