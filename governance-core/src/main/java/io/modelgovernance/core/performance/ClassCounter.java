package io.modelgovernance.core.performance;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Counts which class was decided as which, and adds up what others counted. Names that it does not know are one class more, the
 * unknown. Counting allocates nothing. Not thread-safe.
 */
public final class ClassCounter {
    private final List<String> classes;
    private final Map<String, Integer> places = new HashMap<>();
    private final int size;
    private final long[] cells;

    /**
     * Counts nothing yet.
     *
     * @param classes names of the classes, distinct
     */
    public ClassCounter(List<String> classes) {
        this.classes = List.copyOf(classes);
        for (String name : this.classes) {
            places.put(name, places.size());
        }
        this.size = classes.size() + 1;
        this.cells = new long[size * size];
    }

    /**
     * Counts a case.
     *
     * @param predicted the class that was decided
     * @param actual the class that it was
     */
    public void count(String predicted, String actual) {
        cells[place(actual) * size + place(predicted)]++;
    }

    private int place(String name) {
        return places.getOrDefault(name, size - 1);
    }

    /**
     * Adds what another counted, by the names of its classes: one that is not among these is unknown here.
     *
     * @param counts the counts
     */
    public void add(ClassCounts counts) {
        int theirs = counts.classes().size();
        int[] place = new int[theirs + 1];
        for (int i = 0; i < theirs; i++) {
            place[i] = place(counts.classes().get(i));
        }
        place[theirs] = size - 1;
        for (ClassCell cell : counts.cells()) {
            int at = place[cell.actual()] * size + place[cell.predicted()];
            cells[at] = Math.addExact(cells[at], cell.count());
        }
    }

    /**
     * What was counted up to now.
     *
     * @return the counts, which later ones do not change
     */
    public ClassCounts counts() {
        List<ClassCell> held = new ArrayList<>();
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] > 0) {
                held.add(new ClassCell(i / size, i % size, cells[i]));
            }
        }
        return held.isEmpty() ? ClassCounts.NONE : new ClassCounts(classes, held);
    }
}
