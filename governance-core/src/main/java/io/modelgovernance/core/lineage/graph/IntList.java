package io.modelgovernance.core.lineage.graph;

import java.util.Arrays;

/** A growing list of numbers, read as a queue or a stack. Not thread-safe; local to one question. */
final class IntList {
    private int[] values = new int[64];
    private int size;

    void add(int value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size + (size >> 1));
        }
        values[size++] = value;
    }

    int get(int index) {
        return values[index];
    }

    int removeLast() {
        return values[--size];
    }

    int last() {
        return values[size - 1];
    }

    int size() {
        return size;
    }

    int[] toArray() {
        return Arrays.copyOf(values, size);
    }

    int[] from(int index) {
        return Arrays.copyOfRange(values, index, size);
    }
}
