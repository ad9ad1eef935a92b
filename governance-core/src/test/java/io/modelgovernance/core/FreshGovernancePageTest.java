package io.modelgovernance.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.modelgovernance.Governance;
import io.modelgovernance.inmemory.InMemoryGovernanceStore;
import io.modelgovernance.tck.GovernanceExtension;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The code of docs/backends.md about tests of an application; each of these tests has governance of its own. */
class FreshGovernancePageTest {
    @RegisterExtension
    static final GovernanceExtension FRESH = GovernanceExtension.of(() ->
            GovernanceEngine.builder().store(new InMemoryGovernanceStore()).build());

    private static final List<Governance> SEEN = new ArrayList<>();

    @RepeatedTest(3)
    void aTestOfYours(Governance governance, @TempDir Path directory) {
        assertEquals(0, governance.audit().checkpoint().size());
        Fixtures.promoted(governance, directory, "0 0");
        SEEN.add(governance);
    }

    @AfterAll
    static void eachHadItsOwn() {
        assertEquals(3, SEEN.stream().distinct().count());
    }
}
