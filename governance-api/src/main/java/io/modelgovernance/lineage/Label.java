package io.modelgovernance.lineage;

import io.modelgovernance.Names;
import java.time.Instant;

/**
 * A word on a node that everything made from the node bears as well, until some node stops it.
 *
 * @param node where somebody put it
 * @param name which label, a name
 * @param effect whether it begins or ends here
 * @param reason why
 * @param by who
 * @param at when
 */
public record Label(Node node, String name, Effect effect, String reason, String by, Instant at) {
    /** About people. A dataset version recorded as personal or special bears it by itself. */
    public static final String PERSONAL_DATA = "personal-data";
    /** Of a special category, such as health. A dataset version recorded as special bears it by itself. */
    public static final String SENSITIVE = "sensitive";
    /** Not to be relied on: recalled. */
    public static final String TAINTED = "tainted";

    /** Whether a label begins or ends at a node. */
    public enum Effect {
        /** The node bears the label, and so does what is made from it. */
        BEARS,
        /** The node does not bear the label, whatever it was made from: it is where personal data was removed. */
        STOPS
    }

    /**
     * Checks.
     *
     * @throws io.modelgovernance.InvalidInputException if the name is not one
     */
    public Label {
        Names.require("label", name);
    }
}
