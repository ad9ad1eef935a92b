package io.modelgovernance.jdbc;

import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;

/** Where the plain selects of a transaction all see the moment of the first. */
@Tag("mariadb")
class MariaDbJoinedTransactionTest extends JoinedTransactionContract {
    @Override
    DataSource database() {
        return Databases.mariaDb();
    }
}
