package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelgovernance.InvalidInputException;
import io.modelgovernance.StoreException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcSchemaTest {
    @Test
    void nothingIsAppliedUnasked() {
        DataSource empty = Databases.h2();
        StoreException refused = assertThrows(StoreException.class, () -> JdbcGovernanceStore.of(empty));
        assertTrue(refused.getMessage().contains("JdbcSchema.install"), refused::getMessage);
        assertThrows(StoreException.class, () -> JdbcSchema.verify(empty));
    }

    @Test
    void manyProcessesMayInstallAtOnce() throws Exception {
        for (DataSource dataSource : List.of(Databases.h2(), Databases.postgres())) {
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
    }

    @Test
    void anInterruptedInstallationIsFinishedByTheNext() throws SQLException {
        DataSource dataSource = Databases.postgres();
        JdbcSchema.install(dataSource);
        for (String step : List.of("drop table gov_content", "delete from gov_schema", "drop index gov_journal_time")) {
            Databases.execute(dataSource, step);
        }
        assertThrows(StoreException.class, () -> JdbcSchema.verify(dataSource));
        JdbcSchema.install(dataSource);
        JdbcSchema.verify(dataSource);
    }

    @Test
    void anotherVersionIsNamed() throws SQLException {
        DataSource dataSource = Databases.h2();
        JdbcSchema.install(dataSource);
        Databases.execute(dataSource, "update gov_schema set version = 9");
        StoreException refused = assertThrows(StoreException.class, () -> JdbcSchema.verify(dataSource));
        assertTrue(refused.getMessage().contains("version 1 but is of 9"), refused::getMessage);
    }

    @Test
    void thePrintedSchemaIsAllThatIsNeeded() throws SQLException {
        DataSource dataSource = Databases.postgres();
        Databases.execute(dataSource, JdbcSchema.print("PostgreSQL"));
        assertEquals(0, JdbcGovernanceStore.of(dataSource).head().position());
        assertTrue(JdbcSchema.print("MariaDB").contains("longblob"));
    }

    @Test
    void ledgersOnOneDatabaseAreApart(@TempDir Path directory) {
        DataSource dataSource = Databases.h2(directory);
        JdbcSchema.install(dataSource);
        JdbcGovernanceStore north = JdbcGovernanceStore.of(dataSource, "north");
        JdbcGovernanceStore south = JdbcGovernanceStore.of(dataSource, "south");
        assertEquals(1, north.commit(LostAnswerTest.act("a")).position());
        assertEquals(0, south.head().position());
        assertEquals(0, south.revision("a"));
    }

    @Test
    void anotherVersionIsLeftAlone() throws SQLException {
        DataSource dataSource = Databases.h2();
        Databases.execute(dataSource, "create table gov_schema (version integer not null primary key)");
        Databases.execute(dataSource, "insert into gov_schema (version) values (2)");
        StoreException refused = assertThrows(StoreException.class, () -> JdbcSchema.install(dataSource));
        assertTrue(refused.getMessage().contains("version 1 but is of 2"), refused::getMessage);
        assertThrows(SQLException.class, () -> Databases.execute(dataSource, "select * from gov_log"));
    }

    @Test
    void anUnfinishedInstallationIsNamed() throws SQLException {
        DataSource dataSource = Databases.h2();
        JdbcSchema.install(dataSource);
        Databases.execute(dataSource, "delete from gov_schema");
        StoreException refused = assertThrows(StoreException.class, () -> JdbcSchema.verify(dataSource));
        assertTrue(refused.getMessage().contains("interrupted"), refused::getMessage);
        JdbcSchema.install(dataSource);
        JdbcSchema.install(dataSource);
        JdbcSchema.verify(dataSource);
    }

    /** Killed after each of its statements in turn, the installation is finished by the next one. */
    @Test
    void anInstallationKilledAnywhereIsFinishedByTheNext() throws SQLException {
        List<String> steps = Ddl.statements(Dialect.H2);
        for (int done = 0; done <= steps.size(); done++) {
            DataSource dataSource = Databases.h2();
            for (String step : steps.subList(0, done)) {
                Databases.execute(dataSource, step);
            }
            JdbcSchema.install(dataSource);
            assertEquals(0, JdbcGovernanceStore.of(dataSource).head().position());
        }
    }

    @Test
    void anUnknownProductIsNamed() {
        for (String product : List.of("Oracle", "MySQL", "")) {
            InvalidInputException refused = assertThrows(InvalidInputException.class, () -> JdbcSchema.print(product));
            assertTrue(refused.getMessage().contains("H2, PostgreSQL or MariaDB"), refused::getMessage);
        }
        assertTrue(JdbcSchema.print("H2").startsWith("set write_delay 0;"));
    }
}
