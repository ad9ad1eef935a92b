package io.modelgovernance.core.policy;

import io.modelgovernance.Actor;
import io.modelgovernance.Names;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.policy.Access;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Access by roles: what is not granted to a role is refused; some subjects are kept for some roles besides.
 *
 * <p>For rules on other attributes write an {@link Access} and join it with {@code and}. Immutable and thread-safe.
 */
public final class RoleAccess implements Access {
    private final Map<EventType, Set<String>> grants;
    private final List<Reserved> reserved;

    private record Reserved(String pattern, boolean ofModels, Set<String> roles) {
        boolean fits(String subject) {
            return ofModels ? models(subject).anyMatch(this::matches) : matches(subject);
        }

        private boolean matches(String text) {
            int star = pattern.indexOf('*');
            return star < 0
                    ? text.equals(pattern)
                    : text.length() >= pattern.length() - 1
                            && text.startsWith(pattern.substring(0, star))
                            && text.endsWith(pattern.substring(star + 1));
        }
    }

    /** The models that a subject names, as in {@code credit-risk:3 to production} or {@code alias champion of a}. */
    private static Stream<String> models(String subject) {
        int of = subject.startsWith("alias ") ? subject.indexOf(" of ") : -1;
        return Arrays.stream((of < 0 ? subject : subject.substring(of + 4)).split(", ", -1))
                .map(RoleAccess::model);
    }

    private static String model(String one) {
        int space = one.indexOf(' ');
        String id = space < 0 ? one : one.substring(0, space);
        int colon = id.lastIndexOf(':');
        return colon < 0 ? id : id.substring(0, colon);
    }

    private RoleAccess(Map<EventType, Set<String>> grants, List<Reserved> reserved) {
        this.grants = grants;
        this.reserved = reserved;
    }

    /**
     * Rules that grant nothing yet.
     *
     * @return the rules
     */
    public static RoleAccess none() {
        return new RoleAccess(new EnumMap<>(EventType.class), List.of());
    }

    /**
     * Grants acts to a role.
     *
     * @param role the role
     * @param acts what its holders may do
     * @return a copy
     */
    public RoleAccess grant(String role, EventType... acts) {
        Names.require("role", role);
        Map<EventType, Set<String>> more = new EnumMap<>(EventType.class);
        grants.forEach((act, roles) -> more.put(act, new TreeSet<>(roles)));
        for (EventType act : acts) {
            more.computeIfAbsent(act, any -> new TreeSet<>()).add(role);
        }
        return new RoleAccess(more, reserved);
    }

    /**
     * Keeps subjects for the holders of a role, such as {@code reserve("alias champion of *", "risk-officer")}.
     *
     * @param pattern the subject as in the audit log; one {@code *} stands for any text
     * @param roles one of these must be held, besides the grant of the act
     * @return a copy
     */
    public RoleAccess reserve(String pattern, String... roles) {
        return reserve(pattern, false, roles);
    }

    /**
     * Gives models to a group: whoever does anything to one of them, to a version or an alias of it, must be a member.
     *
     * @param models a model's name, or a pattern such as {@code retail-*} where one {@code *} stands for any text
     * @param roles the group; one of these must be held, besides the grant of the act
     * @return a copy
     */
    public RoleAccess group(String models, String... roles) {
        return reserve(models, true, roles);
    }

    private RoleAccess reserve(String pattern, boolean ofModels, String... roles) {
        List<Reserved> more = new ArrayList<>(reserved);
        more.add(new Reserved(pattern, ofModels, new TreeSet<>(Set.of(roles))));
        return new RoleAccess(grants, List.copyOf(more));
    }

    @Override
    public Optional<String> refusal(Actor actor, EventType act, String subject) {
        Set<String> granted = grants.getOrDefault(act, Set.of());
        if (actor.roles().stream().noneMatch(granted::contains)) {
            return Optional.of(actor.id() + " must have one of the roles " + granted + " to do " + act + ".");
        }
        return reserved.stream()
                .filter(one -> one.fits(subject))
                .filter(one -> actor.roles().stream().noneMatch(one.roles()::contains))
                .map(one -> actor.id() + " must have one of the roles " + one.roles() + " for " + subject + ".")
                .findFirst();
    }
}
