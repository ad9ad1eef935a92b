package io.modelgovernance.core.serving;

import io.modelgovernance.core.policy.UseCheck;
import io.modelgovernance.serving.Check;
import io.modelgovernance.serving.Response;
import java.time.Instant;
import java.util.List;

/**
 * What the calls of one version must keep to, whatever its score: conditions of use and rules. Immutable.
 *
 * @param limits its conditions of use: those wired, those on record, or both
 * @param box where no input breaks a limit or does not fit the schema
 * @param rules rule sets in force
 * @param obstacles why it cannot be kept to, empty if it can
 */
record Envelope(List<Limit> limits, Box box, List<DecisionRules> rules, List<String> obstacles) {
    /**
     * Conditions of use.
     *
     * @param check the conditions, made ready
     * @param onBreach what becomes of a call outside
     */
    record Limit(UseCheck check, Response onBreach) {}

    /** Copies. */
    Envelope {
        limits = List.copyOf(limits);
        rules = List.copyOf(rules);
        obstacles = List.copyOf(obstacles);
    }

    /** Whether the version may be used at a moment at all. */
    boolean inForce(Instant moment) {
        for (int i = 0; i < limits.size(); i++) {
            if (!limits.get(i).check().inForce(moment)) {
                return false;
            }
        }
        return true;
    }

    /** Does the input lie within the conditions of use. */
    void use(Draft draft) {
        for (int i = 0; i < limits.size(); i++) {
            Limit limit = limits.get(i);
            int breach = limit.check().breach(draft.row());
            if (breach >= 0) {
                draft.found(
                        Check.CONDITIONS, UseCount.OUTSIDE + limit.check().boundary(breach) + ".", limit.onBreach());
            }
        }
    }

    /** What do the rules say; they are not asked about what no longer is to be decided. */
    void ask(Draft draft, Response onDeny) {
        for (int i = 0; i < rules.size(); i++) {
            if (draft.worst == null || draft.worst == Response.COUNT || draft.worst == Response.REFER) {
                rules.get(i).ask(draft, onDeny);
            }
        }
    }
}
