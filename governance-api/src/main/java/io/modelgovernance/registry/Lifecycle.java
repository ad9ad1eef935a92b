package io.modelgovernance.registry;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.NotFoundException;
import io.modelgovernance.risk.RiskTier;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The stages of a version's life and the legal moves between them, as data.
 *
 * @param stages all stages, the first is where a new version begins
 * @param servable stages in which a version may decide
 * @param transitions the legal moves; all others are refused
 */
public record Lifecycle(List<String> stages, List<String> servable, List<Transition> transitions) {
    /**
     * A legal move.
     *
     * @param from stage left
     * @param to stage reached; gates are bound to it
     * @param alias alias that moves to the version in the same act, if any
     * @param tiers risk tiers whose versions may go this way, a version that is not rated counting as
     *     {@link RiskTier#TIER_1}; empty for all
     */
    public record Transition(String from, String to, Optional<String> alias, Set<RiskTier> tiers) {
        /** Copies. */
        public Transition {
            tiers = Collections.unmodifiableSet(new TreeSet<>(tiers));
        }

        /**
         * A move for all tiers.
         *
         * @param from stage left
         * @param to stage reached
         * @param alias alias that moves along, if any
         */
        public Transition(String from, String to, Optional<String> alias) {
            this(from, to, alias, Set.of());
        }

        /**
         * The same move, for some tiers alone.
         *
         * @param some the tiers whose versions may go this way
         * @return a copy
         */
        public Transition onlyFor(RiskTier... some) {
            return new Transition(from, to, alias, Set.of(some));
        }
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if a stage is unnamed or a transition names an unknown one
     */
    public Lifecycle {
        stages = List.copyOf(stages);
        servable = List.copyOf(servable);
        transitions = List.copyOf(transitions);
        if (stages.isEmpty()) {
            throw InvalidInputException.of("lifecycle", "has no stages", "at least one stage");
        }
        stages.forEach(stage -> Names.require("stage", stage));
        for (String stage : servable) {
            requireKnown(stages, stage);
        }
        for (Transition transition : transitions) {
            requireKnown(stages, transition.from());
            requireKnown(stages, transition.to());
            transition.alias().ifPresent(alias -> Names.require("alias", alias));
        }
    }

    /**
     * Registered, production, retired: entering production moves the alias {@code champion}.
     *
     * @return the lifecycle used where none is given
     */
    public static Lifecycle standard() {
        return new Lifecycle(
                List.of("registered", "production", "retired"),
                List.of("production"),
                List.of(
                        new Transition("registered", "production", Optional.of("champion")),
                        new Transition("production", "retired", Optional.empty()),
                        new Transition("registered", "retired", Optional.empty())));
    }

    /**
     * The standard one with a stage before production in which a version may decide as well: entering canary moves the
     * alias {@code canary}.
     *
     * @return the lifecycle for roll-outs
     */
    public static Lifecycle withCanary() {
        return new Lifecycle(
                List.of("registered", "canary", "production", "retired"),
                List.of("canary", "production"),
                List.of(
                        new Transition("registered", "canary", Optional.of("canary")),
                        new Transition("registered", "production", Optional.of("champion")),
                        new Transition("canary", "production", Optional.of("champion")),
                        new Transition("production", "retired", Optional.empty()),
                        new Transition("canary", "retired", Optional.empty()),
                        new Transition("registered", "retired", Optional.empty())));
    }

    /**
     * Where a new version begins.
     *
     * @return the first stage
     */
    public String initial() {
        return stages.get(0);
    }

    /**
     * The declared move between two stages.
     *
     * @param from stage left
     * @param to stage reached
     * @return the transition
     * @throws NotFoundException if the stage is unknown
     * @throws InvalidInputException if the move is not declared
     */
    public Transition transition(String from, String to) {
        if (!stages.contains(to)) {
            throw new NotFoundException("stage", to, "Maybe one of " + stages + ".");
        }
        return transitions.stream()
                .filter(transition ->
                        transition.from().equals(from) && transition.to().equals(to))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.of(
                        "transition",
                        "goes from " + from + " to " + to,
                        "one of "
                                + transitions.stream()
                                        .map(transition -> transition.from() + " to " + transition.to())
                                        .toList()));
    }

    private static void requireKnown(List<String> stages, String stage) {
        if (!stages.contains(stage)) {
            throw InvalidInputException.of("stage " + Names.printable(stage), "is not declared", "one of " + stages);
        }
    }
}
