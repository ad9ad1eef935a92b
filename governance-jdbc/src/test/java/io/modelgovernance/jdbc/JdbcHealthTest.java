package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a health check says of a database that is well, incomplete, of another version, or away. */
class JdbcHealthTest {
    @Test
    void aFreshlyInstalledDatabaseIsUp() {
        for (DataSource database : List.of(Databases.h2(), Databases.postgres())) {
            assertFalse(JdbcHealth.of(database).up());
            JdbcSchema.install(database);
            assertEquals(new JdbcHealth(true, JdbcSchema.VERSION, List.of(), ""), JdbcHealth.of(database));
            assertTrue(JdbcHealth.of(database).up());
        }
    }

    @Test
    void whatIsMissingIsNamed() throws SQLException {
        DataSource database = Databases.postgres();
        JdbcSchema.install(database);
        Databases.execute(database, "drop trigger gov_journal_kept on gov_journal");
        Databases.execute(database, "drop index gov_term_current");
        Databases.execute(database, "drop view gov_acts");
        JdbcHealth health = JdbcHealth.of(database);
        assertEquals(List.of("index gov_term_current", "view gov_acts", "trigger gov_journal_kept"), health.missing());
        assertTrue(health.up(), "it works all the same");
        Databases.execute(database, "drop table gov_content");
        assertFalse(JdbcHealth.of(database).up());
    }

    @Test
    void anotherVersionIsNotUp() throws SQLException {
        DataSource database = Databases.h2();
        JdbcSchema.install(database);
        Databases.execute(database, "update gov_schema set version = 99");
        JdbcHealth health = JdbcHealth.of(database);
        assertEquals(99, health.version());
        assertFalse(health.up());
    }

    @Test
    void aDatabaseThatDoesNotAnswerIsAFindingWithoutSecrets() {
        PGSimpleDataSource away = new PGSimpleDataSource();
        away.setURL("jdbc:postgresql://localhost:1/x?user=u&password=canary&connectTimeout=1");
        JdbcHealth health = JdbcHealth.of(away);
        assertFalse(health.reachable());
        assertFalse(health.up());
        assertFalse(health.toString().contains("canary"));
        assertTrue(health.problem().contains("08001"), health::problem);
    }
}
