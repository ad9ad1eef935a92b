package io.modelgovernance.explain;

import io.modelgovernance.model.FeatureSchema;
import java.util.List;

/** Turns an attribution into the reasons a person is owed. Pure and thread-safe. */
@FunctionalInterface
public interface ReasonCodes {
    /**
     * The reasons, the weightiest first.
     *
     * @param schema the features
     * @param attribution the attribution of a score whose high values are adverse
     * @return reasons; never one that cites a protected attribute or one that pulled the other way
     */
    List<ReasonCode> reasons(FeatureSchema schema, Attribution attribution);
}
