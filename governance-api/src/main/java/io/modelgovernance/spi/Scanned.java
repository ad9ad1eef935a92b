package io.modelgovernance.spi;

import java.util.List;

/**
 * A record as it was stored, with its terms.
 *
 * @param record the record
 * @param terms its terms, sorted, none twice
 * @param strays terms stored under it that are valid at other times than it is, and ends or a note of the {@link Link} it
 *     is that are kept beside its terms and do not fit them; a store that nobody changed behind governance's back has none
 */
public record Scanned(StoredRecord record, List<Term> terms, List<Term> strays) {
    /** Sorts and copies the terms. */
    public Scanned {
        terms = terms.stream().distinct().sorted().toList();
        strays = List.copyOf(strays);
    }
}
