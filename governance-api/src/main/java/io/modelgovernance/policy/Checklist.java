package io.modelgovernance.policy;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.risk.RiskTier;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What people have to have done before a version may enter a stage. Bound to stages as a gate of a {@link Policy}.
 *
 * @param name its name, at most 60 characters; give another content another name
 * @param items what is to be done, at least one, each with an id of its own
 */
public record Checklist(String name, List<Item> items) {
    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_QUESTION = 500;

    /**
     * One thing to do.
     *
     * @param id its name, at most 60 characters
     * @param question what is asked, at most 500 characters
     * @param tiers risk tiers at which it is asked, a version that is not rated counting as {@link RiskTier#TIER_1};
     *     empty for all
     * @param evidence whether it is done only if somebody says where the evidence is
     */
    public record Item(String id, String question, Set<RiskTier> tiers, boolean evidence) {
        /**
         * Checks and copies.
         *
         * @throws InvalidInputException if the id is ill-formed or the question is blank or too long
         */
        public Item {
            requireShort("item of a checklist", id);
            if (question.isBlank() || question.length() > LONGEST_QUESTION) {
                throw InvalidInputException.of(
                        "question of item " + id,
                        "has " + question.length() + " characters",
                        "1 to " + LONGEST_QUESTION + ", not blank");
            }
            tiers = Collections.unmodifiableSet(new TreeSet<>(tiers));
        }

        /**
         * Whether it is asked at a tier.
         *
         * @param tier the tier
         * @return true if it is
         */
        public boolean asked(RiskTier tier) {
            return tiers.isEmpty() || tiers.contains(tier);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if the name is ill-formed, or there is no item, or two have the same id
     */
    public Checklist {
        requireShort("checklist", name);
        items = List.copyOf(items);
        if (items.isEmpty()) {
            throw InvalidInputException.of("checklist " + name, "has no items", "at least one");
        }
        Set<String> seen = new HashSet<>();
        for (Item item : items) {
            if (!seen.add(item.id())) {
                throw InvalidInputException.of("item " + item.id() + " of checklist " + name, "is there twice", "once");
            }
        }
    }

    private static void requireShort(String what, String name) {
        if (Names.require(what, name).length() > LONGEST_NAME) {
            throw InvalidInputException.of(
                    what, "has a name of " + name.length() + " characters", "at most " + LONGEST_NAME);
        }
    }
}
