package io.modelgovernance.core.filter;

import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermRange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One way to meet a condition, as far as a store's index can tell: what every listing has that meets it in this way.
 *
 * @param model the model it is of, or empty if it may be any
 * @param terms terms it has, perhaps none
 * @param ranges spans in each of which it has a term, perhaps none
 */
public record Way(Optional<String> model, List<Term> terms, List<TermRange> ranges) {
    /** Nothing is known. */
    static final Way ANY = new Way(Optional.empty(), List.of(), List.of());
    /** Each way is a question to the store. */
    private static final int MOST = 32;

    static Way of(List<Term> terms, List<TermRange> ranges) {
        return new Way(Optional.empty(), terms, ranges);
    }

    private Way and(Way other) {
        List<TermRange> spans = new ArrayList<>(ranges);
        spans.addAll(other.ranges);
        return new Way(
                model.or(other::model),
                Stream.concat(terms.stream(), other.terms.stream()).distinct().toList(),
                Spans.joined(spans));
    }

    /** What all of some conditions need; one that would make too many ways is left to be tested. */
    static List<Way> all(List<Filter> parts) {
        List<Way> ways = List.of(ANY);
        for (Filter part : parts) {
            List<Way> more = part.ways();
            if (ways.size() * more.size() <= MOST) {
                ways = ways.stream().flatMap(one -> more.stream().map(one::and)).toList();
            }
        }
        return ways;
    }

    /** The ways of any of some conditions, unless one of them tells nothing. */
    static List<Way> any(List<Filter> parts) {
        List<Way> ways =
                parts.stream().flatMap(part -> part.ways().stream()).distinct().toList();
        return ways.size() > MOST || ways.contains(ANY) ? List.of(ANY) : ways;
    }
}
