package io.modelgovernance.registry;

import io.modelgovernance.Names;
import io.modelgovernance.lineage.Node;

/**
 * Something a version was made from that its run does not say: the model it was refined from, a commit, an image.
 *
 * @param node what
 * @param role how it went in, a name such as {@code parent}, {@code base}, {@code code} or {@code environment}
 */
public record Origin(Node node, String role) {
    /** The role of an earlier version of one's own that this one goes on from. */
    public static final String PARENT = "parent";
    /** The role of a model that this one was refined from, one's own or somebody else's. */
    public static final String BASE = "base";
    /** The role of a code commit. */
    public static final String CODE = "code";
    /** The role of an environment, such as a container image or a lock file. */
    public static final String ENVIRONMENT = "environment";

    /**
     * Checks.
     *
     * @throws io.modelgovernance.InvalidInputException if the role is not a name
     */
    public Origin {
        Names.require("role of an origin", role);
    }
}
