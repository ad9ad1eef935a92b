package io.modelgovernance.core.performance;

/**
 * Cases of one class that were decided as another, or as the same.
 *
 * @param actual place of the class that it was; one behind the last if it was unknown
 * @param predicted place of the class that was decided; one behind the last if it was unknown
 * @param count how many
 */
public record ClassCell(int actual, int predicted, long count) {}
