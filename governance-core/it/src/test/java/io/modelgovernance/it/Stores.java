package io.modelgovernance.it;

import io.modelgovernance.jdbc.JdbcGovernanceStore;

/** Fresh ledgers on real databases, for the tests of other packages. */
public final class Stores {
    private Stores() {}

    /** On a database of its own. */
    public static JdbcGovernanceStore h2() {
        return JdbcGovernanceStore.of(Databases.h2());
    }

    /** In the one database of all tests. */
    public static JdbcGovernanceStore postgres() {
        return Databases.postgresLedger();
    }
}
