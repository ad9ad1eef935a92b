package io.modelgovernance.jdbc;

import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.mariadb.jdbc.MariaDbDataSource;

@Tag("mariadb")
class MariaDbSchemaForPeopleTest extends SchemaForPeopleContract {
    private MariaDbDataSource owner;

    @Override
    DataSource database() {
        owner = Databases.mariaDb();
        return owner;
    }

    @Override
    String product() {
        return "MariaDB";
    }

    @Override
    DataSource user(String name) throws SQLException {
        Databases.execute(owner, "create or replace user " + name);
        return new MariaDbDataSource(owner.getUrl().replace("user=root", "user=" + name));
    }

    @Override
    boolean guarded() {
        return true;
    }
}
