package io.modelgovernance.serving;

import io.modelgovernance.InvalidInputException;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Which decisions are asked of again as if the person were of another group, and how: the protected attribute is set to each
 * of its other values, declared proxies to what is typical of that group. Immutable.
 *
 * @param attribute a feature that is marked as protected
 * @param groups its values, at least two
 * @param proxies features that tell of it, if any are declared
 * @param share share of decisions, above 0, at most 1
 * @param seed which ones
 */
public record FlipSampling(String attribute, List<Double> groups, List<Proxy> proxies, double share, long seed) {
    private static final long PRIME = 0x100000001b3L;

    /**
     * A feature that tells of the group.
     *
     * @param feature its name
     * @param typical what is typical of each group, in the order of the groups
     */
    public record Proxy(String feature, List<Double> typical) {
        /** Copies. */
        public Proxy {
            typical = List.copyOf(typical);
        }
    }

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if there are fewer than two groups, a proxy does not fit them, or the share is none
     */
    public FlipSampling {
        groups = List.copyOf(groups);
        proxies = List.copyOf(proxies);
        if (groups.size() < 2) {
            throw InvalidInputException.of("groups of " + attribute, "are " + groups.size(), "at least two");
        }
        for (Proxy proxy : proxies) {
            if (proxy.feature().equals(attribute) || proxy.typical().size() != groups.size()) {
                throw InvalidInputException.of(
                        "proxy " + proxy.feature(), "does not fit", "another feature with a value for each group");
            }
        }
        if (!(share > 0 && share <= 1)) {
            throw InvalidInputException.of("share of decisions", "is " + share, "above 0 and at most 1");
        }
    }

    /**
     * Whether a decision is among them: always the same for the same decision, and not to be foreseen without the seed.
     *
     * @param decision id of the decision
     * @return true if it is
     */
    public boolean includes(String decision) {
        long mixed = seed;
        for (int i = 0; i < decision.length(); i++) {
            mixed = (mixed ^ decision.charAt(i)) * PRIME;
        }
        return new SplittableRandom(mixed).nextDouble() < share;
    }
}
