package io.modelgovernance.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.Nested;

/** On the databases of every build. */
class IsolationTest {
    @Nested
    class H2 extends IsolationContract {
        @Override
        DataSource database() {
            return Databases.h2();
        }
    }

    @Nested
    class Postgres extends IsolationContract {
        @Override
        DataSource database() {
            return Databases.postgres();
        }
    }
}
