package io.modelgovernance.lineage;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NodeTest {
    /** Kinds that begin alike, and go on with what stands before and behind a slash. */
    @Provide
    Arbitrary<Node> nodes() {
        Arbitrary<String> kinds =
                Arbitraries.strings().withChars("ab-0").ofMinLength(0).ofMaxLength(2);
        Arbitrary<String> ids =
                Arbitraries.strings().withChars("aZ/-:9").ofMinLength(0).ofMaxLength(3);
        return Combinators.combine(kinds, ids).as((kind, id) -> new Node("a" + kind, "n" + id));
    }

    @Property
    void theOrderIsThatOfTheText(@ForAll("nodes") Node a, @ForAll("nodes") Node b) {
        assertEquals(Integer.signum(a.toString().compareTo(b.toString())), Integer.signum(a.compareTo(b)));
        assertEquals(a, Node.parse(a.toString()));
        assertEquals(a.equals(b), a.compareTo(b) == 0);
    }
}
