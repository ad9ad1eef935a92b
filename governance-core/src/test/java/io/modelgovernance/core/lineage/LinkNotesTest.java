package io.modelgovernance.core.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.spi.GovernanceStore;
import io.modelgovernance.spi.Link;
import io.modelgovernance.spi.Put;
import io.modelgovernance.spi.RecordKey;
import io.modelgovernance.spi.RecordQuery;
import io.modelgovernance.spi.SortedQuery;
import io.modelgovernance.spi.Term;
import io.modelgovernance.spi.TermRange;
import io.modelgovernance.spi.TermsQuery;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** A note is of a link, there is one of it, and nothing is looked up by it. */
class LinkNotesTest {
    private static final Term FROM = new Term(Link.FROM, "a");
    private static final Term TO = new Term(Link.TO, "b");
    private static final Term NOTE = new Term(Link.NOTE, "x");

    private static Put put(Term... terms) {
        return Put.of(new RecordKey("scope", "thing", "1"), new byte[] {1}, List.of(terms));
    }

    private static void refused(Executable what) {
        InvalidInputException refused = assertThrows(InvalidInputException.class, what);
        assertTrue(refused.getMessage().contains(Link.NOTE), refused.getMessage());
    }

    @Test
    void onlyALinkHasANote() {
        assertEquals(Optional.of("x"), Link.note(put(NOTE, TO, FROM).terms()));
        assertEquals(Optional.empty(), Link.note(put(TO, FROM).terms()));
        refused(() -> put(NOTE));
        refused(() -> put(NOTE, FROM));
        refused(() -> put(NOTE, FROM, TO, new Term(Link.TO, "c")));
        refused(() -> put(NOTE, FROM, TO, new Term(Link.NOTE, "y")));
    }

    @Test
    void nothingIsLookedUpByANote() {
        refused(() -> RecordQuery.with("thing", NOTE));
        refused(() -> new TermRange(Link.NOTE, "a", "z"));
        refused(() -> new TermsQuery("thing", Link.NOTE, List.of("x"), GovernanceStore.NOW, Optional.empty(), 10));
        refused(() -> new SortedQuery("thing", Link.NOTE, false, GovernanceStore.NOW, Optional.empty(), 10));
    }
}
