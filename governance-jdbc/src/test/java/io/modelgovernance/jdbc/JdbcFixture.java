package io.modelgovernance.jdbc;

import io.modelgovernance.tck.StoreFixture;
import javax.sql.DataSource;

/** A store over a database that is this test's own; the second client is a second store on the same database. */
final class JdbcFixture implements StoreFixture<JdbcGovernanceStore> {
    private final JdbcGovernanceStore store;
    private final JdbcGovernanceStore again;

    JdbcFixture(DataSource dataSource) {
        JdbcSchema.install(dataSource);
        this.store = JdbcGovernanceStore.of(dataSource);
        this.again = JdbcGovernanceStore.of(dataSource);
    }

    @Override
    public JdbcGovernanceStore store() {
        return store;
    }

    @Override
    public JdbcGovernanceStore again() {
        return again;
    }

    @Override
    public void close() {}
}
