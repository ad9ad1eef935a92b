package io.modelgovernance.rollout;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;

/**
 * What the challenger has to show before it is put up for promotion: that something good happens more often.
 *
 * @param metric name of the thing that happens or not, such as {@code repaid}
 * @param margin the challenger's share must exceed the champion's by more than this; negative to show that it is not
 *     worse by as much; above -1 and below 1
 * @param alpha greatest chance of taking it for shown if it is not so, however often one looks; between 0 and 1
 */
public record Goal(String metric, double margin, double alpha) {
    /**
     * Checks.
     *
     * @throws InvalidInputException if a value is out of range
     */
    public Goal {
        Names.require("metric", metric);
        require(margin, alpha);
    }

    static void require(double margin, double alpha) {
        if (!(margin > -1 && margin < 1)) {
            throw InvalidInputException.of("margin", "is " + margin, "above -1 and below 1");
        }
        if (!(alpha > 0 && alpha < 1)) {
            throw InvalidInputException.of("alpha", "is " + alpha, "between 0 and 1");
        }
    }
}
