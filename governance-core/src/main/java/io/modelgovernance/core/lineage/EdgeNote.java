package io.modelgovernance.core.lineage;

import io.modelgovernance.IntegrityException;
import io.modelgovernance.InvalidInputException;
import io.modelgovernance.Names;
import io.modelgovernance.lineage.Edge;
import io.modelgovernance.lineage.Node;
import io.modelgovernance.spi.RecordKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an edge says beside its ends, short enough to stand in an index: its confidence, the seconds and
 * nanoseconds of its time, its role and its producer, with bars between. An edge with a transformation, or with a producer
 * that is not plain and short, has none and is read from its record.
 *
 * @param confidence how the edge is known
 * @param at when it was recorded
 * @param role what the step is
 * @param producer who recorded it
 */
record EdgeNote(Edge.Confidence confidence, Instant at, String role, String producer) {
    private static final int PARTS = 5;

    /** The note of an edge, or empty if it has none. */
    static Optional<String> of(Edge edge) {
        Instant at = edge.at();
        String note = String.join(
                "|",
                edge.confidence().name(),
                Long.toString(at.getEpochSecond()),
                Integer.toString(at.getNano()),
                edge.role(),
                edge.producer());
        boolean fits = edge.transformation().isEmpty()
                && note.length() <= RecordKey.MAX_LENGTH
                && note.chars().allMatch(c -> c >= 0x20 && c <= 0x7e);
        return fits ? Optional.of(note) : Optional.empty();
    }

    /**
     * Reads a note.
     *
     * @throws IntegrityException if it is none
     */
    static EdgeNote parse(String note) {
        String[] parts = note.split("\\|", PARTS);
        if (parts.length == PARTS) {
            try {
                return new EdgeNote(
                        Edge.Confidence.valueOf(parts[0]),
                        Instant.ofEpochSecond(Long.parseLong(parts[1]), Integer.parseInt(parts[2])),
                        Names.require("edge role", parts[3]),
                        parts[4]);
            } catch (ArithmeticException | DateTimeException | IllegalArgumentException | InvalidInputException e) {
                throw unreadable(e);
            }
        }
        throw unreadable(null);
    }

    private static IntegrityException unreadable(@Nullable Exception cause) {
        IntegrityException unreadable = new IntegrityException(
                "note of an edge",
                "The note of an edge must read confidence|seconds|nanoseconds|role|producer. Maybe somebody changed"
                        + " the storage behind governance's back; verify the audit log.");
        if (cause != null) {
            unreadable.initCause(cause);
        }
        return unreadable;
    }

    Edge between(Node from, Node to) {
        return new Edge(from, to, role, producer, at, confidence);
    }
}
