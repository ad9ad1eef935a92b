package io.modelgovernance.lineage;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import java.time.Instant;
import java.util.Optional;

/**
 * One step of lineage, in the direction in which data flows.
 *
 * @param from upstream end
 * @param to downstream end
 * @param role what the step is, such as {@code reads} or {@code produces}
 * @param producer who recorded it
 * @param at when
 * @param confidence how it is known
 * @param transformation what became of a column on the way; empty between anything else
 */
public record Edge(
        Node from,
        Node to,
        String role,
        String producer,
        Instant at,
        Confidence confidence,
        Optional<Transformation> transformation) {
    /** How an edge is known. */
    public enum Confidence {
        /** Somebody said so. */
        DECLARED,
        /** The library saw it happen. */
        OBSERVED,
        /** It was concluded from something else. */
        INFERRED
    }

    /**
     * Checks.
     *
     * @throws InvalidInputException if the role is not a name or the edge begins and ends at one node
     */
    public Edge {
        Names.require("edge role", role);
        if (from.equals(to)) {
            throw InvalidInputException.of("edge from " + from, "ends where it begins", "between two nodes");
        }
    }

    /**
     * An edge that is not between columns.
     *
     * @param from upstream end
     * @param to downstream end
     * @param role what the step is
     * @param producer who recorded it
     * @param at when
     * @param confidence how it is known
     */
    public Edge(Node from, Node to, String role, String producer, Instant at, Confidence confidence) {
        this(from, to, role, producer, at, confidence, Optional.empty());
    }

    /**
     * Whether it hides what goes along it.
     *
     * @return true for the edge of a column that was masked
     */
    public boolean masking() {
        return transformation.map(Transformation::masking).orElse(false);
    }
}
