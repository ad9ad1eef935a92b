package io.modelgovernance.registry;

/** One of several changes that happen together or not at all. */
public sealed interface Change {
    /**
     * The model it is about.
     *
     * @return its name
     */
    String model();

    /**
     * Points an alias to a version; a new alias is made.
     *
     * @param alias the alias
     * @param to the version, in a stage that may serve
     * @param expectedRevision the alias's revision as read; 0 for a new one
     */
    record PointAlias(String alias, VersionId to, long expectedRevision) implements Change {
        @Override
        public String model() {
            return to.model();
        }
    }

    /**
     * Takes an alias away.
     *
     * @param model its model
     * @param alias the alias
     * @param expectedRevision its revision as read
     */
    record DropAlias(String model, String alias, long expectedRevision) implements Change {}

    /**
     * Moves a version to a stage that has no gates and may not serve, such as {@code retired}; the others are reached by
     * request and votes.
     *
     * @param version the version
     * @param stage where to
     */
    record MoveStage(VersionId version, String stage) implements Change {
        @Override
        public String model() {
            return version.model();
        }
    }
}
