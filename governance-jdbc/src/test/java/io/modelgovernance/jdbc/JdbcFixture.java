package io.modelgovernance.jdbc;

import io.modelgovernance.tck.StoreFixture;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/**
 * A store that is this test's own: a database of its own, or a ledger of its own in a database that tests share. The
 * second client is a second store on the same data.
 */
final class JdbcFixture implements StoreFixture<JdbcGovernanceStore> {
    private static final AtomicInteger LEDGER = new AtomicInteger();

    private final JdbcGovernanceStore store;
    private final JdbcGovernanceStore again;

    private JdbcFixture(DataSource dataSource, String ledger) {
        this.store = JdbcGovernanceStore.of(dataSource, ledger);
        this.again = JdbcGovernanceStore.of(dataSource, ledger);
    }

    static JdbcFixture h2() {
        DataSource own = Databases.h2();
        JdbcSchema.install(own);
        return new JdbcFixture(own, "main");
    }

    static JdbcFixture h2File(Path directory) {
        DataSource shared = Databases.h2Open(directory);
        JdbcSchema.install(shared);
        return new JdbcFixture(shared, "ledger" + LEDGER.incrementAndGet());
    }

    static JdbcFixture postgres() {
        return new JdbcFixture(Databases.sharedPostgres(), "ledger" + LEDGER.incrementAndGet());
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
