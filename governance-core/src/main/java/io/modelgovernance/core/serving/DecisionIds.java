package io.modelgovernance.core.serving;

import java.nio.charset.StandardCharsets;

/** Ids of the decisions of one writer: its own id and a number. Immutable and thread-safe. */
final class DecisionIds {
    private final String prefix;

    DecisionIds(String writer) {
        this.prefix = writer + "-";
    }

    String of(long number) {
        return prefix + number;
    }

    /** Ids of numbers that follow each other, from the first on: only their last digits are written anew. */
    String[] of(long first, int n) {
        String[] ids = new String[n];
        byte[] text = new byte[0];
        for (int i = 0; i < n; i++) {
            if (i == 0 || !increment(text)) {
                text = of(first + i).getBytes(StandardCharsets.ISO_8859_1);
            }
            ids[i] = new String(text, StandardCharsets.ISO_8859_1);
        }
        return ids;
    }

    /** False if the next number has one digit more. */
    private boolean increment(byte[] text) {
        int digit = text.length - 1;
        while (digit >= prefix.length() && text[digit] == '9') {
            text[digit--] = '0';
        }
        if (digit < prefix.length()) {
            return false;
        }
        text[digit]++;
        return true;
    }
}
