package io.modelgovernance.core.fairness;

import io.modelgovernance.InvalidInputException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;

/**
 * Hides small counts before a table leaves: cells below a floor, and, if only one was hidden, the least of the others as
 * well, which nobody can then find by subtraction from the total. Pure and thread-safe.
 */
public final class SmallCells {
    private SmallCells() {}

    /**
     * Hides.
     *
     * @param counts counts that add up to a total which is shown too, none negative; not modified
     * @param floor counts from 1 to below it are hidden, at least 2; zeros are hidden too, as they tell of everybody
     * @return the counts in their order, those hidden left empty
     * @throws InvalidInputException if a count is negative or the floor below 2
     */
    public static List<OptionalLong> hidden(long[] counts, long floor) {
        if (floor < 2) {
            throw InvalidInputException.of("floor", "is " + floor, "at least 2");
        }
        List<Integer> order = new ArrayList<>();
        int small = 0;
        for (int i = 0; i < counts.length; i++) {
            if (counts[i] < 0) {
                throw InvalidInputException.of("counts", "hold a negative one", "at least 0 each");
            }
            order.add(i);
            small += counts[i] < floor ? 1 : 0;
        }
        order.sort(Comparator.comparingLong(i -> counts[i]));
        int hide = small == 1 ? 2 : small;
        List<OptionalLong> shown = new ArrayList<>();
        for (int i = 0; i < counts.length; i++) {
            shown.add(order.indexOf(i) < hide ? OptionalLong.empty() : OptionalLong.of(counts[i]));
        }
        return shown;
    }
}
