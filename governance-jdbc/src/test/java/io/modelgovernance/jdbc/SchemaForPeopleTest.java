package io.modelgovernance.jdbc;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** Views, rights and refusals on the databases that every run has. */
class SchemaForPeopleTest {
    @Nested
    class H2 extends SchemaForPeopleContract {
        @Override
        DataSource database() {
            return Databases.h2();
        }

        @Override
        String product() {
            return "H2";
        }

        @Override
        DataSource user(String name) throws SQLException {
            Databases.execute(dataSource, "create user " + name + " password 'p'");
            JdbcDataSource user = new JdbcDataSource();
            user.setURL(((JdbcDataSource) dataSource).getURL().replace(";DB_CLOSE_DELAY=-1", ""));
            user.setUser(name);
            user.setPassword("p");
            return user;
        }

        @Override
        boolean guarded() {
            return false;
        }
    }

    @Nested
    class Postgres extends SchemaForPeopleContract {
        @Override
        DataSource database() {
            return Databases.postgres();
        }

        @Override
        String product() {
            return "PostgreSQL";
        }

        @Override
        DataSource user(String name) throws SQLException {
            Databases.execute(
                    dataSource,
                    "do $$ begin if not exists (select 1 from pg_roles where rolname = '" + name
                            + "') then create role " + name + " login; end if; end $$");
            PGSimpleDataSource user = new PGSimpleDataSource();
            user.setURL(Objects.requireNonNull(((PGSimpleDataSource) dataSource).getURL()));
            user.setUser(name);
            return user;
        }

        @Override
        boolean guarded() {
            return true;
        }

        @Test
        void norCanTheJournalBeTruncated() {
            assertThrows(SQLException.class, () -> Databases.execute(dataSource, "truncate gov_journal"));
        }
    }
}
