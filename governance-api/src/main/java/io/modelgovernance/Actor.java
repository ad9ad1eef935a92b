package io.modelgovernance;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Who acts: a person or a service, with the roles the application vouches for.
 *
 * <p>Authentication is the application's; governance compares ids after one canonical rule (ASCII, lower case), so that
 * one person with two spellings does not count twice. Immutable and thread-safe.
 *
 * @param id canonical id: ASCII letters, digits and {@code . _ @ + -}, stored in lower case
 * @param kind person or service
 * @param roles names of the roles held, sorted
 */
public record Actor(String id, Kind kind, Set<String> roles) {
    /** Whether the actor is a person or a program. */
    public enum Kind {
        /** A natural person; only people may vote. */
        HUMAN,
        /** A program or job. */
        SERVICE
    }

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@+-]{0,119}");

    /**
     * Checks and canonicalises.
     *
     * @throws InvalidInputException if the id or a role breaks the naming rule
     */
    public Actor {
        if (id == null || !ID.matcher(id).matches()) {
            throw new InvalidInputException(
                    "actor id",
                    Names.printable(id),
                    "The actor id (" + Names.printable(id)
                            + ") must be 1 to 120 ASCII letters, digits or one of '._@+-'. Maybe use the account name.");
        }
        id = id.toLowerCase(Locale.ROOT);
        TreeSet<String> sorted = new TreeSet<>();
        roles.forEach(role -> sorted.add(Names.require("role", role)));
        roles = java.util.Collections.unmodifiableSet(sorted);
    }

    /**
     * A person.
     *
     * @param id account name
     * @param roles roles held, such as {@code "developer"} or {@code "validator"}
     * @return the actor
     */
    public static Actor human(String id, String... roles) {
        return new Actor(id, Kind.HUMAN, Set.of(roles));
    }

    /**
     * A program.
     *
     * @param id service name
     * @param roles roles held
     * @return the actor
     */
    public static Actor service(String id, String... roles) {
        return new Actor(id, Kind.SERVICE, Set.of(roles));
    }

    /**
     * Whether the actor holds a role.
     *
     * @param role the role's name
     * @return true if held
     */
    public boolean has(String role) {
        return roles.contains(role);
    }
}
