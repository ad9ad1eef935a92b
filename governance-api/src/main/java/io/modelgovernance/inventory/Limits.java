package io.modelgovernance.inventory;

import io.modelgovernance.policy.Boundary;
import java.util.List;

/**
 * What a model must not be relied on for.
 *
 * @param boundaries operating boundaries
 * @param assumptions what it assumes
 * @param limitations where it is known to be weak
 * @param risksNotCaptured risks that it does not see
 * @param prohibitedUses uses that are forbidden
 */
public record Limits(
        List<Boundary> boundaries,
        List<String> assumptions,
        List<String> limitations,
        List<String> risksNotCaptured,
        List<String> prohibitedUses) {
    /** Copies. */
    public Limits {
        boundaries = List.copyOf(boundaries);
        assumptions = List.copyOf(assumptions);
        limitations = List.copyOf(limitations);
        risksNotCaptured = List.copyOf(risksNotCaptured);
        prohibitedUses = List.copyOf(prohibitedUses);
    }

    /**
     * Nothing stated yet.
     *
     * @return empty limits
     */
    public static Limits none() {
        return new Limits(List.of(), List.of(), List.of(), List.of(), List.of());
    }
}
