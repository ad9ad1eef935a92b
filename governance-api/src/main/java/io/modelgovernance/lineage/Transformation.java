package io.modelgovernance.lineage;

import java.util.Locale;

/**
 * How a column came of another one.
 *
 * @param kind the kind of step
 * @param masking true if the values cannot be told from the result, such as a keyed hash or a rounded age
 * @param description in words, may be empty
 */
public record Transformation(Kind kind, boolean masking, String description) {
    /**
     * Stands for every masking step: a label {@linkplain LineageGraph#stopLabel stopped} here does not go through any of
     * them.
     */
    public static final Node MASKING = new Node("step", "masking");

    /** Kinds of steps, as OpenLineage's column lineage has them (facet version 1-2-0). */
    public enum Kind {
        /** The values themselves. */
        IDENTITY(true),
        /** Computed from one row's values. */
        TRANSFORMATION(true),
        /** Computed from many rows' values. */
        AGGREGATION(true),
        /** The column decided which rows were joined. */
        JOIN(false),
        /** The column decided which rows were put together. */
        GROUP_BY(false),
        /** The column decided which rows were left. */
        FILTER(false),
        /** The column decided the order. */
        SORT(false),
        /** The column decided over which rows was computed. */
        WINDOW(false),
        /** The column decided which value was taken. */
        CONDITIONAL(false);

        private final boolean direct;

        Kind(boolean direct) {
            this.direct = direct;
        }

        /**
         * Whether values go along it.
         *
         * @return true if the result holds the values or what was computed from them, false if they only decided it
         */
        public boolean direct() {
            return direct;
        }
    }

    /**
     * A step that hides nothing.
     *
     * @param kind the kind of step
     * @return the transformation
     */
    public static Transformation of(Kind kind) {
        return new Transformation(kind, false, "");
    }

    /**
     * A step that hides the values.
     *
     * @param kind the kind of step
     * @param how in words
     * @return the transformation
     */
    public static Transformation masking(Kind kind, String how) {
        return new Transformation(kind, true, how);
    }

    /**
     * The role of its edge.
     *
     * @return such as {@code identity} or {@code group-by}
     */
    public String role() {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
