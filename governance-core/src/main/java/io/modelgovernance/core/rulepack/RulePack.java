package io.modelgovernance.core.rulepack;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * What a rule asks for, as data: which control answers which provision, and from when to when the rule is in effect.
 *
 * @param id its id with the edition, such as {@code osfi-e23-2027}
 * @param title the rule
 * @param effectiveFrom the first day of its effect
 * @param effectiveTo the last day, if there is one
 * @param basis what this pack was made from and when, for people
 * @param provisions which control answers which provision
 */
public record RulePack(
        String id,
        String title,
        LocalDate effectiveFrom,
        Optional<LocalDate> effectiveTo,
        String basis,
        List<Provision> provisions) {
    /**
     * A provision and the control that answers it.
     *
     * @param control the control's id
     * @param provision where in the rule
     */
    public record Provision(String control, String provision) {}

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the last day is before the first, or there is no provision
     */
    public RulePack {
        Names.require("rule pack", id);
        provisions = List.copyOf(provisions);
        if (provisions.isEmpty() || effectiveTo.filter(effectiveFrom::isAfter).isPresent()) {
            throw InvalidInputException.of("rule pack " + id, "has no provision or no day of effect", "with both");
        }
    }

    /**
     * Whether the rule is in effect on a day.
     *
     * @param day the day
     * @return true if it is
     */
    public boolean inEffect(LocalDate day) {
        return !day.isBefore(effectiveFrom) && effectiveTo.filter(day::isAfter).isEmpty();
    }
}
