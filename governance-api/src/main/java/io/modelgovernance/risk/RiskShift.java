package io.modelgovernance.risk;

import java.util.List;

/**
 * What moved a rating from one to another.
 *
 * @param before the rating before
 * @param after the rating after
 * @param moves one move an input that differs, in order of input
 */
public record RiskShift(RiskRating before, RiskRating after, List<Move> moves) {
    /** Copies the list. */
    public RiskShift {
        moves = List.copyOf(moves);
    }

    /**
     * One input that differs.
     *
     * @param input which, such as {@code factor impact}, {@code measure psi}, {@code flag x} or {@code scheme}
     * @param before its value before, in words
     * @param after its value after, in words
     * @param alone the tier if only this input had moved
     * @param allBut the tier if every input but this one had moved
     */
    public record Move(String input, String before, String after, RiskTier alone, RiskTier allBut) {}

    /**
     * The inputs that decide: moved alone they change the tier, or without them it would not have become what it is.
     *
     * @return the moves, empty if the tier is the same and no single input could have changed it
     */
    public List<Move> decisive() {
        return moves.stream()
                .filter(move -> move.alone() != before.tier() || move.allBut() != after.tier())
                .toList();
    }
}
