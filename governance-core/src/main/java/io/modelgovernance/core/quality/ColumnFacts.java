package io.modelgovernance.core.quality;

import java.util.List;

/**
 * What one column of a table held.
 *
 * @param name its name
 * @param kind what it seems to be
 * @param why why it seems so, in a few words
 * @param present cells with a value
 * @param missing cells without one: empty, {@code NA}, {@code NaN} or {@code null}
 * @param numbers cells that are finite numbers
 * @param distinct different values, at most one more than the limit of categories
 * @param categories the values in ascending order if it is a category, else empty
 * @param min least number, 0 if there is none
 * @param max greatest number, 0 if there is none
 */
public record ColumnFacts(
        String name,
        Kind kind,
        String why,
        long present,
        long missing,
        long numbers,
        int distinct,
        List<String> categories,
        double min,
        double max) {
    /** What a column seems to be. */
    public enum Kind {
        /** A number. */
        NUMBER,
        /** One of few values. */
        CATEGORY,
        /** Of too many values to be a category, and no number: a key or free text. No feature. */
        TEXT,
        /** Numbers with some cells that are none, which somebody has to look at. No feature. */
        MIXED,
        /** Without a value. No feature. */
        EMPTY
    }

    /** Copies. */
    public ColumnFacts {
        categories = List.copyOf(categories);
    }

    /**
     * Cells that are of another type than the column.
     *
     * @return of a number or mixed column the cells that are no numbers, else 0
     */
    public long typeErrors() {
        return kind == Kind.NUMBER || kind == Kind.MIXED ? present - numbers : 0;
    }
}
