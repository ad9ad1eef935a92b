package io.modelgovernance.registry;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;

/**
 * A place where models run.
 *
 * @param name its name, such as {@code production-eu}
 * @param kind what it is for; in {@link Kind#PRODUCTION} only versions in a servable stage are put to work
 * @param owner who answers for it
 * @param region where its machines stand, in the words of who runs them; empty if not said
 */
public record Environment(String name, Kind kind, String owner, String region) {
    /** What an environment is for. */
    public enum Kind {
        /** Models are made there. */
        DEVELOPMENT,
        /** Software is tested there. */
        TEST,
        /** As production, without its customers. */
        STAGING,
        /** Decisions are taken there. */
        PRODUCTION
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if a name is ill-formed
     */
    public Environment {
        Names.require("environment", name);
        Names.requireLabel("owner of environment " + name, owner);
        if (!region.isEmpty()) {
            Names.requireLabel("region of environment " + name, region);
        }
    }

    /**
     * A production environment whose region is not said.
     *
     * @param name its name
     * @param owner who answers for it
     * @return the environment
     */
    public static Environment production(String name, String owner) {
        return new Environment(name, Kind.PRODUCTION, owner, "");
    }
}
