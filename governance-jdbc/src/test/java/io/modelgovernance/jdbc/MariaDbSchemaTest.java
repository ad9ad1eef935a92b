package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.modelgovernance.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** MariaDB commits each statement that creates something at once: an installation is never one transaction there. */
@Tag("mariadb")
class MariaDbSchemaTest {
    @Test
    void theServerRunsAtItsDefaultIsolationLevel() throws SQLException {
        try (Connection connection = Databases.mariaDb().getConnection()) {
            assertEquals(Connection.TRANSACTION_REPEATABLE_READ, connection.getTransactionIsolation());
        }
    }

    @Test
    void manyProcessesMayInstallAtOnce() throws Exception {
        DataSource dataSource = Databases.mariaDb();
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<?>> installs = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            installs.add(pool.submit(() -> JdbcSchema.install(dataSource)));
        }
        for (Future<?> install : installs) {
            install.get();
        }
        pool.shutdown();
        JdbcSchema.verify(dataSource);
    }

    @Test
    void anInstallationKilledAnywhereIsFinishedByTheNext() throws SQLException {
        List<String> steps = Ddl.statements(Dialect.MARIADB);
        for (int done : List.of(0, 9, 20, steps.size())) {
            DataSource dataSource = Databases.mariaDb();
            for (String step : steps.subList(0, done)) {
                Databases.execute(dataSource, step);
            }
            assertThrows(StoreException.class, () -> JdbcSchema.verify(dataSource));
            JdbcSchema.install(dataSource);
            assertEquals(0, JdbcGovernanceStore.of(dataSource).head().position());
        }
    }

    /** By a client that ends statements at semicolons, as the command line does. */
    @Test
    void thePrintedSchemaIsAllThatIsNeeded() throws SQLException {
        DataSource dataSource = Databases.mariaDb();
        for (String statement : JdbcSchema.print("MariaDB").split(";\n", -1)) {
            if (!statement.isBlank()) {
                Databases.execute(dataSource, statement);
            }
        }
        assertEquals(0, JdbcGovernanceStore.of(dataSource).head().position());
    }

    /** At its default its collations take {@code A} for {@code a} and a space at the end for nothing. */
    @Test
    void namesThatDifferInCaseOrInASpaceAtTheEndAreDifferentNames() {
        DataSource dataSource = Databases.mariaDb();
        JdbcSchema.install(dataSource);
        JdbcGovernanceStore store = JdbcGovernanceStore.of(dataSource);
        for (String scope : List.of("fraud", "Fraud", "fraud ")) {
            store.commit(LostAnswerTest.act(scope));
        }
        assertEquals(3, store.head().position());
    }
}
