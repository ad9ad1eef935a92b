package io.modelgovernance.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

/** Whose default level loses an update that is read first and written then. */
@Tag("mariadb")
class MariaDbIsolationTest extends IsolationContract {
    @Override
    DataSource database() {
        return Databases.mariaDb();
    }
}
