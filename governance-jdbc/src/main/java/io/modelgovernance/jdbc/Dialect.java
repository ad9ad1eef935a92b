package io.modelgovernance.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/** The one thing databases disagree on here: what bytes and case-sensitive ASCII text are called. */
enum Dialect {
    /** H2. */
    H2("varbinary(16777216)", ""),
    /** PostgreSQL; its text compares as the database's collation says, so ours says C. */
    POSTGRESQL("bytea", " collate \"C\""),
    /** MariaDB and MySQL. */
    MARIADB("longblob", " character set ascii collate ascii_bin");

    private final String bytes;
    private final String collation;

    Dialect(String bytes, String collation) {
        this.bytes = bytes;
        this.collation = collation;
    }

    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT);
        if (product.contains("postgresql")) {
            return POSTGRESQL;
        }
        return product.contains("mariadb") || product.contains("mysql") ? MARIADB : H2;
    }

    String render(String sql) {
        return sql.replace("${bytes}", bytes).replaceAll("varchar\\((\\d+)\\)", "varchar($1)" + collation);
    }
}
