package io.modelgovernance.core.policy;

import io.modelgovernance.Actor;
import io.modelgovernance.Names;
import io.modelgovernance.audit.EventType;
import io.modelgovernance.policy.Access;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Access by roles: what is not granted to a role is refused; some subjects are kept for some roles besides.
 *
 * <p>For rules on other attributes write an {@link Access} and join it with {@code and}. Immutable and thread-safe.
 */
public final class RoleAccess implements Access {
    private final Map<EventType, Set<String>> grants;
    private final List<Reserved> reserved;

    private record Reserved(String prefix, String suffix, Set<String> roles) {
        boolean fits(String subject) {
            return subject.length() >= prefix.length() + suffix.length()
                    && subject.startsWith(prefix)
                    && subject.endsWith(suffix);
        }
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
        int star = pattern.indexOf('*');
        String prefix = star < 0 ? pattern : pattern.substring(0, star);
        String suffix = star < 0 ? "" : pattern.substring(star + 1);
        List<Reserved> more = new ArrayList<>(reserved);
        more.add(new Reserved(prefix, suffix, new TreeSet<>(Set.of(roles))));
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
