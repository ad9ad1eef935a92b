package io.modelgovernance.core.performance;

import io.modelgovernance.InvalidInputException;
import java.util.List;

/**
 * How often which class was decided as which, over the cases whose class has come: a confusion matrix with a row and a column
 * for what is unknown, of which the cells that hold something are kept. A plain value of whole numbers, so that what many
 * processes counted adds up to the same whatever the order. Immutable.
 *
 * @param classes names of the classes, distinct
 * @param cells those that hold something, by actual class, then by predicted
 */
public record ClassCounts(List<String> classes, List<ClassCell> cells) {
    /** Nothing. */
    public static final ClassCounts NONE = new ClassCounts(List.of(), List.of());

    /**
     * Checks and copies.
     *
     * @throws InvalidInputException if classes repeat, or cells are out of order or range or empty
     */
    public ClassCounts {
        classes = List.copyOf(classes);
        cells = List.copyOf(cells);
        int size = classes.size() + 1;
        if (classes.stream().distinct().count() != classes.size()) {
            throw InvalidInputException.of("classes", "repeat a name", "distinct");
        }
        long before = -1;
        for (ClassCell cell : cells) {
            long at = (long) cell.actual() * size + cell.predicted();
            boolean inside =
                    Math.min(cell.actual(), cell.predicted()) >= 0 && Math.max(cell.actual(), cell.predicted()) < size;
            if (!inside || at <= before || cell.count() < 1) {
                throw InvalidInputException.of(
                        "cell of classes", "is " + cell, "ascending, with a count of at least 1");
            }
            before = at;
        }
    }

    /**
     * Cases whose class has come.
     *
     * @return at least 0
     */
    public long labelled() {
        return cells.stream().mapToLong(ClassCell::count).sum();
    }

    /**
     * Those of them whose class, or what was decided of them, is unknown.
     *
     * @return at least 0
     */
    public long unknown() {
        return cells.stream()
                .filter(cell -> Math.max(cell.actual(), cell.predicted()) == classes.size())
                .mapToLong(ClassCell::count)
                .sum();
    }
}
