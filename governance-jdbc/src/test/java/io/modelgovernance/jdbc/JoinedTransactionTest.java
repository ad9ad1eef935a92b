package io.modelgovernance.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** Joined transactions on the databases that every run has. */
class JoinedTransactionTest {
    @Nested
    class H2 extends JoinedTransactionContract {
        @Override
        DataSource database() {
            return Databases.h2();
        }
    }

    @Nested
    class Postgres extends JoinedTransactionContract {
        @Override
        DataSource database() {
            return Databases.postgres();
        }
    }
}
