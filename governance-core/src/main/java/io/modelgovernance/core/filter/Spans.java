package io.modelgovernance.core.filter;

import io.modelgovernance.spi.TermRange;
import java.util.ArrayList;
import java.util.List;

/**
 * Spans of a field's terms in which whatever meets a condition has one. They may hold more than the condition does, for
 * what a store finds is tested again.
 */
final class Spans {
    private Spans() {}

    static List<TermRange> any(Field field) {
        return between(field, SortableText.LEAST, SortableText.GREATEST);
    }

    static List<TermRange> of(Field field, String sign, Comparable<?> value) {
        if (sign.equals("!=")) {
            return any(field);
        }
        return field.stored(value)
                .map(text -> sign.startsWith("<")
                        ? between(field, SortableText.LEAST, text)
                        : between(field, text, SortableText.GREATEST))
                .orElseGet(() -> any(field));
    }

    static List<TermRange> like(Field field, String pattern) {
        int wild = 0;
        while (wild < pattern.length() && pattern.charAt(wild) != '%' && pattern.charAt(wild) != '_') {
            wild++;
        }
        String prefix = pattern.substring(0, wild);
        return field.stored(prefix)
                .map(text -> between(
                        field,
                        text,
                        text
                                + SortableText.GREATEST.substring(
                                        Math.min(text.length(), SortableText.GREATEST.length()))))
                .orElseGet(() -> any(field));
    }

    /** Spans of one field of one value are one span. If they do not meet, both are kept, and nothing is in both. */
    static List<TermRange> joined(List<TermRange> spans) {
        List<TermRange> joined = new ArrayList<>();
        for (TermRange span : spans) {
            int known = 0;
            while (known < joined.size() && !meet(joined.get(known), span)) {
                known++;
            }
            if (known == joined.size()) {
                joined.add(span);
            } else {
                TermRange other = joined.get(known);
                joined.set(known, new TermRange(span.name(), later(span, other), earlier(span, other)));
            }
        }
        return joined;
    }

    private static boolean meet(TermRange one, TermRange other) {
        return one.name().equals(other.name())
                && !Field.of(one.name()).many()
                && later(one, other).compareTo(earlier(one, other)) <= 0;
    }

    private static String later(TermRange one, TermRange other) {
        return one.from().compareTo(other.from()) >= 0 ? one.from() : other.from();
    }

    private static String earlier(TermRange one, TermRange other) {
        return one.to().compareTo(other.to()) <= 0 ? one.to() : other.to();
    }

    private static List<TermRange> between(Field field, String from, String to) {
        return field.term().map(name -> List.of(new TermRange(name, from, to))).orElse(List.of());
    }
}
